"""Labelled questions over a corpus: which passages answer, which questions are to be refused.

The format is one JSON object a line: ``id``, ``question``, ``kind``, ``expected`` (a list of objects with
``must_contain``; empty: no passage is to be shown), optionally ``context`` and ``abstain_ok``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.evaluation import LIST, NAME, TEXT, CollectionError, read_rows
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
            row["question"],
            row.get("kind") or "?",
            tuple(even(piece) for piece in _pieces(where, row["expected"])),
            row.get("context") or "",
            bool(row.get("abstain_ok")),
        )
        for where, row in read_rows(
            path, {"id": NAME, "question": TEXT, "expected": LIST}, {"kind": TEXT, "context": TEXT}
        )
    ]


def _pieces(where: str, expected: list[Any]) -> Iterator[str]:
    """The texts wanted: a question that lost one of them would be taken for one to refuse."""
    for one in expected:
        piece = one.get("must_contain") if isinstance(one, dict) else None
        if not isinstance(piece, str):
            raise CollectionError(f"{where}: 'expected' is not a list of objects with a text in 'must_contain'")
        yield piece


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
