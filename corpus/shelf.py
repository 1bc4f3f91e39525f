"""Documents that were read before: those whose file did not change are not read again.

Versions of a corpus share the files that did not change, so most of a new version stands on the shelf already.
"""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.model import Corpus, Document, Passage

FORMAT = 1
_MARKS = ("st_ino", "st_size", "st_mtime_ns")
_DOCUMENT = tuple(one.name for one in fields(Document))
_PASSAGE = tuple(one.name for one in fields(Passage) if one.name not in ("document", "title", "section", "position"))

Mark = tuple[int, ...]
"""What tells a file from any other and from itself after a change."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it was read, its passages, its file's mark, and the theme's name that it gives ("" for none)."""

    mark: Mark
    document: Document
    passages: tuple[Passage, ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents by key."""

    kept: Mapping[str, Kept] = field(default_factory=dict)

    def find(self, key: str, file: Path) -> Kept | None:
        """The document of this key, provided that its file is the one that was read."""
        kept = self.kept.get(key)
        return kept if kept is not None and kept.mark == mark_of(file) else None

    def of(self, corpus: Corpus) -> Shelf:
        """The same documents with the passages, and their ids, that they have in a corpus."""
        return Shelf({key: replace(kept, passages=corpus.passages_of(key)) for key, kept in self.kept.items()})


def mark_of(file: Path) -> Mark:
    """The mark of a file; raises ``OSError`` without one."""
    found = file.stat()
    return tuple(getattr(found, name) for name in _MARKS)


def as_text(shelf: Shelf, made_by: str) -> str:
    """The shelf as a text: what is on it, then a line for each document.

    ``made_by`` tells the program that read the documents from any other.
    """
    kept = [one for one in shelf.kept.values() if not one.document.extra]
    marks = {one.document.key: one.mark for one in kept}
    lines = [json.dumps({"format": FORMAT, "made_by": made_by, "marks": marks}, ensure_ascii=False)]
    for one in kept:
        row = [one.named, _plain(one.document), [_values(passage) for passage in one.passages]]
        lines.append(json.dumps(row, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def from_lines(lines: Iterable[str], made_by: str, known: Shelf) -> Shelf:
    """The shelf of such a text, a document at a time; those that are ``known`` already are taken as they are.

    When another program wrote it, what is known is all; else it ends where it is damaged.
    """
    found: dict[str, Kept] = {}
    with contextlib.suppress(ValueError, KeyError, TypeError, StopIteration):
        rest = iter(lines)
        head = json.loads(next(rest))
        if head["format"] != FORMAT or head["made_by"] != made_by:
            return known
        for (key, mark), line in zip(head["marks"].items(), rest, strict=False):
            before = known.kept.get(key)
            same = before is not None and before.mark == tuple(mark)
            found[key] = before if before is not None and same else _kept(tuple(mark), json.loads(line))
    return Shelf(found)


def _plain(document: Document) -> list[Any]:
    values = (getattr(document, name) for name in _DOCUMENT)
    return [value.isoformat() if isinstance(value, datetime.date) else value for value in values]


def _values(passage: Passage) -> list[Any]:
    return [getattr(passage, name) for name in _PASSAGE]


def _kept(mark: Mark, row: list[Any]) -> Kept:
    named, values, rows = row
    given = dict(zip(_DOCUMENT, values, strict=True))
    if given["date"] is not None:
        given["date"] = datetime.date.fromisoformat(given["date"])
    document = Document(**given)
    passages = tuple(
        Passage(
            id=identifier,
            document=document.key,
            title=document.title,
            headings=tuple(headings),
            text=text,
            section=document.section,
            position=position,
            enjeu=enjeu,
            fiche=fiche,
        )
        for position, (identifier, headings, text, enjeu, fiche) in enumerate(rows)
    )
    return Kept(mark, document, passages, named)
