"""Measures of ranking and of refusing, for any labelled questions.

Ranking measures follow the field's definitions (Järvelin and Kekäläinen 2002 for nDCG, binary gains here) and agree
with the package ir_measures; differences between two systems come with a paired bootstrap interval (Sakai 2006).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Search = Callable[[str, int], Sequence[str]]
"""A question and how many passages at most; ids, best first."""


Kind = tuple[type, ...]
TEXT: Kind = (str,)
NAME: Kind = (str, int)
LIST: Kind = (list,)
_SAID = {TEXT: "a text", NAME: "a text or a whole number", LIST: "a list"}


class CollectionError(Exception):
    """A collection that cannot be read; the message says which file and why."""


@dataclass(frozen=True)
class Collection:
    """Passages and judged questions: ``corpus.jsonl``, ``queries.jsonl``, ``qrels.tsv`` of one folder.

    ``passages`` have ``id``, ``title``, ``text``; ``questions`` are (id, text); ``relevant`` maps a question's id to
    the ids of its right passages.
    """

    name: str
    passages: tuple[SimpleNamespace, ...]
    questions: tuple[tuple[str, str], ...]
    relevant: dict[str, frozenset[str]]

    @classmethod
    def read(cls, folder: Path) -> Collection:
        """The collection in a folder.

        Raises:
            CollectionError: a file is missing, or a line of it is not of the format.
        """
        passages = tuple(
            SimpleNamespace(id=str(row["id"]), title=str(row.get("title") or ""), text=row["text"])
            for _, row in read_rows(folder / "corpus.jsonl", {"id": NAME, "text": TEXT}, {"title": TEXT})
        )
        asked = read_rows(folder / "queries.jsonl", {"id": NAME, "text": TEXT})
        questions = tuple((str(row["id"]), row["text"]) for _, row in asked)
        relevant: dict[str, set[str]] = {}
        judged = folder / "qrels.tsv"
        for number, line in enumerate(_lines(judged), 1):
            fields = line.split("\t")
            if len(fields) != 3:
                raise CollectionError(f"{judged}, line {number}: three fields with tabs between expected")
            if not re.fullmatch(r"-?[0-9]{1,9}", fields[2]):
                if number > 1:
                    raise CollectionError(f"{judged}, line {number}: the third field is not a whole number")
            elif int(fields[2]) > 0:
                relevant.setdefault(fields[0], set()).add(fields[1])
        if all(key not in relevant for key, _ in questions):
            raise CollectionError(f"{judged}: no question of queries.jsonl has a right passage in it")
        return cls(
            folder.name,
            passages,
            tuple((key, text) for key, text in questions if key in relevant),
            {key: frozenset(ids) for key, ids in relevant.items()},
        )


def _lines(path: Path) -> list[str]:
    """The lines of a file; a JSON text may hold what else ends a line to Python (U+2028, which web pages have)."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return [line.rstrip("\n") for line in file]
    except UnicodeDecodeError:
        raise CollectionError(f"{path}: cannot be read (not UTF-8)") from None
    except OSError as error:
        raise CollectionError(f"{path}: cannot be read ({error.strerror or 'for a reason not told'})") from None


def read_rows(
    path: Path, wanted: Mapping[str, Kind], optional: Mapping[str, Kind] = MappingProxyType({})
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON objects of a file, one a line: where each stands, and its keys, of the kind that they must be.

    ``optional`` keys may be missing or null.

    Raises:
        CollectionError: the file cannot be read, or a line is no such object.
    """
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        where = f"{path}, line {number}"
        if not isinstance(row, dict):
            raise CollectionError(f"{where}: not a JSON object")
        for key, kind in {
            **wanted,
            **{key: kind for key, kind in optional.items() if row.get(key) is not None},
        }.items():
            if key not in row:
                raise CollectionError(f"{where}: {key!r} is missing")
            if not isinstance(row[key], kind):
                raise CollectionError(f"{where}: {key!r} is not {_SAID[kind]}")
        yield where, row


def ndcg(found: Sequence[str], relevant: Set[str], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ``k``, binary gains, 0 to 1.

    >>> round(ndcg(["x", "a"], {"a"}), 4)
    0.6309
    """
    gain = sum(1 / math.log2(rank + 1) for rank, item in enumerate(found[:k], 1) if item in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal if ideal else 0.0


def reciprocal_rank(found: Sequence[str], relevant: Set[str], k: int = 10) -> float:
    """1 / rank of the first right passage among the first ``k``, else 0."""
    return next((1 / rank for rank, item in enumerate(found[:k], 1) if item in relevant), 0.0)


def recall(found: Sequence[str], relevant: Set[str], k: int) -> float:
    """Share of the right passages among the first ``k``."""
    return len(set(found[:k]) & relevant) / len(relevant) if relevant else 0.0


def success(found: Sequence[str], relevant: Set[str], k: int) -> float:
    """1 when a right passage is among the first ``k``, else 0."""
    return float(bool(set(found[:k]) & relevant))


MEASURES: dict[str, Callable[[Sequence[str], Set[str]], float]] = {
    "nDCG@10": ndcg,
    "MRR@10": reciprocal_rank,
    "Recall@10": lambda found, relevant: recall(found, relevant, 10),
    "Recall@100": lambda found, relevant: recall(found, relevant, 100),
    "success@1": lambda found, relevant: success(found, relevant, 1),
    "success@3": lambda found, relevant: success(found, relevant, 3),
}


def evaluate(search: Search, collection: Collection) -> dict[str, NDArray[np.float64]]:
    """Every measure for every question of a collection, in the questions' order."""
    rows = []
    for key, text in collection.questions:
        found = search(text, 100)
        rows.append([measure(found, collection.relevant[key]) for measure in MEASURES.values()])
    table = np.array(rows, np.float64).reshape(-1, len(MEASURES))
    return {name: table[:, column] for column, name in enumerate(MEASURES)}


def bootstrap(values: NDArray[np.float64], rounds: int = 2000, seed: int = 7) -> tuple[float, float]:
    """95 % percentile interval of a mean; of differences by question it is the paired bootstrap."""
    if not len(values):
        return (0.0, 0.0)
    drawn = np.random.default_rng(seed).integers(0, len(values), (rounds, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
