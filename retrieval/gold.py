"""Labelled questions over a corpus: which passages answer, which questions are to be refused.

The format is one JSON object a line: ``id``, ``question``, ``kind``, ``expected`` (a list of objects with
``must_contain``; empty: no passage is to be shown), optionally ``context`` and ``abstain_ok``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.evaluation import read_rows
from retrieval.text import fold


@dataclass(frozen=True)
class Gold:
    """A labelled question; ``wanted`` are folded pieces of text, any of which makes a passage right."""

    id: str
    question: str
    kind: str
    wanted: tuple[str, ...]
    context: str = ""
    abstain_ok: bool = False


@dataclass(frozen=True)
class Verdict:
    """What became of a labelled question; ``rank`` of the first right passage, None without one."""

    gold: Gold
    answered: bool
    rank: int | None


def read_gold(path: Path) -> list[Gold]:
    """The labelled questions of a file.

    Raises:
        CollectionError: a line is not of the format.
    """
    return [
        Gold(
            str(row["id"]),
            str(row["question"]),
            str(row.get("kind") or "?"),
            tuple(even(piece["must_contain"]) for piece in _pieces(row)),
            str(row.get("context") or ""),
            bool(row.get("abstain_ok")),
        )
        for row in read_rows(path, ("id", "question", "expected"))
    ]


def _pieces(row: dict[str, Any]) -> Iterable[dict[str, str]]:
    return [piece for piece in row["expected"] if isinstance(piece, dict) and "must_contain" in piece]


def even(text: str) -> str:
    """A text for comparing: folded, without quotation marks."""
    return re.sub(r"\s+", " ", re.sub(r"[«»“”\"]", " ", fold(text))).strip()


def judge(gold: Gold, passages: Sequence[str]) -> Verdict:
    """Compare what was shown, best first, with what was wanted."""
    shown = [even(passage) for passage in passages]
    right = (rank for rank, text in enumerate(shown, 1) if any(wanted in text for wanted in gold.wanted))
    rank = next(right, None)
    if gold.wanted and gold.abstain_ok and not passages:
        rank = 1
    return Verdict(gold, bool(passages), rank)


def summary(verdicts: Sequence[Verdict]) -> dict[str, float | int | None]:
    """Counts and shares: success@1 and @3 of the answerable, refusals that were due, refusals that were wrong."""
    answerable = [v for v in verdicts if v.gold.wanted]
    due = [v for v in verdicts if not v.gold.wanted]
    refused = [v for v in verdicts if not v.answered and not (v.gold.wanted and v.gold.abstain_ok)]
    return {
        "questions": len(verdicts),
        "answerable": len(answerable),
        "success@1": _share(v.rank == 1 for v in answerable),
        "success@3": _share(v.rank is not None and v.rank <= 3 for v in answerable),
        "wrongly refused": _share(not v.answered and not v.gold.abstain_ok for v in answerable),
        "abstention recall": _share(not v.answered for v in due),
        "abstention precision": _share(not v.gold.wanted for v in refused),
    }


def _share(truths: Iterable[bool]) -> float | None:
    values = list(truths)
    return round(sum(values) / len(values), 4) if values else None
