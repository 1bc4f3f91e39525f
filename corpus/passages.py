"""A document cut into passages: paragraphs, lists, whole fiches; sentences are left to retrieval."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.markdown import Block, blocks
from corpus.model import Document
from corpus.numbering import enjeu_number, fiche_number, statement

LEAD_IN_AT_MOST = 160
"""Characters: a longer paragraph stands on its own, whatever it announces."""

_ITEM_MARK = re.compile(r"^(?:- |\d+[.)] )")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it has an id: its heading path, its text, its numbers."""

    headings: tuple[str, ...]
    text: str
    enjeu: int | None
    fiche: int | None


@dataclass(slots=True)
class _Part:
    """What stands under one heading, down to the next; the part before any heading has level 0 and no path."""

    level: int = 0
    path: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    parent: bool = False  # the next heading is one of its own

    @property
    def heading(self) -> str:
        return self.path[-1] if self.path else ""


def cut(document: Document) -> list[Piece]:
    """The pieces of a document in reading order.

    - A paragraph, list, quotation or table is a piece; a short paragraph that announces what follows (it ends in ":",
      it is bold, or it is the question of an interview) joins it.
    - In section *questions*, everything under one fiche number is one piece.
    - A heading with nothing beneath is a piece; so is, in section *enjeu*, a heading that states one.
    """
    body = blocks(document.body)
    if document.section == "questions" and document.fiche is not None:
        text = "\n".join(block.text for block in body)
        return [Piece((), text, document.enjeu, document.fiche)] if text else []
    parts = _parts(body)
    if document.section == "enjeu":
        return list(_enjeu_pieces(document, parts))
    pieces: list[Piece] = []
    index = 0
    while index < len(parts):
        end = index + 1
        if document.section == "questions" and fiche_number(parts[index].heading) is not None:
            while end < len(parts) and parts[end].level > parts[index].level:
                end += 1
            pieces.append(_fiche(document, parts[index:end]))
        else:
            part = parts[index]
            enjeu = _enjeu(document, part) if document.section == "questions" else document.enjeu
            pieces.extend(Piece(path, text, enjeu, document.fiche) for path, text in _texts(part, document))
        index = end
    return pieces


def _parts(body: Sequence[Block]) -> list[_Part]:
    parts = [_Part()]
    open_headings: list[tuple[int, str]] = []
    for block in body:
        if block.kind != "heading":
            parts[-1].blocks.append(block)
            continue
        open_headings = [(level, text) for level, text in open_headings if level < block.level]
        open_headings.append((block.level, block.text))
        parts[-1].parent = parts[-1].level < block.level
        parts.append(_Part(block.level, tuple(text for _, text in open_headings)))
    return parts


def _texts(part: _Part, document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The heading path and text of each piece of a part, lead-ins joined to what they announce."""
    if part.path and not part.blocks and not part.parent:
        yield part.path[:-1], part.heading
    held: list[str] = []
    for block in part.blocks:
        held.append(block.text)
        if not _leads_in(block, document):
            yield part.path, "\n".join(held)
            held = []
    if held:
        yield part.path, "\n".join(held)


def _leads_in(block: Block, document: Document) -> bool:
    if block.kind != "paragraph" or len(block.text) > LEAD_IN_AT_MOST:
        return False
    asked = document.section == "entretien" and block.text.endswith("?")
    return block.text.endswith(":") or block.bold or asked


def _enjeu(document: Document, part: _Part) -> int | None:
    """The number in the front matter, else in the innermost heading that has one (the title's is in the document)."""
    if document.enjeu is not None:
        return document.enjeu
    return next((value for heading in reversed(part.path) if (value := enjeu_number(heading)) is not None), None)


def _fiche(document: Document, parts: Sequence[_Part]) -> Piece:
    """A fiche that begins at a heading: everything beneath it, smaller headings included."""
    head = parts[0]
    lines = [block.text for block in head.blocks]
    for part in parts[1:]:
        lines += [part.heading, *(block.text for block in part.blocks)]
    number = fiche_number(head.heading)
    if lines:
        return Piece(head.path, "\n".join(lines), _enjeu(document, head), number)
    return Piece(head.path[:-1], head.heading, _enjeu(document, head), number)


def _enjeu_pieces(document: Document, parts: Sequence[_Part]) -> Iterator[Piece]:
    """Pieces of section *enjeu*: a statement "Enjeu 2 : …" stands alone, and numbers what follows it."""
    for part in parts:
        number = _enjeu(document, part)
        if statement(part.heading) and (part.blocks or part.parent):
            yield Piece(part.path[:-1], part.heading, number, None)
        for path, text in _texts(_without_lists_of_statements(part), document):
            stated = statement(text)
            if stated and document.enjeu is None:
                number = stated[0]
            yield Piece(path, text, number, None)


def _without_lists_of_statements(part: _Part) -> _Part:
    """The part with every list of enjeux ("- Enjeu 1 : …") turned into as many paragraphs."""
    flat: list[Block] = []
    for block in part.blocks:
        items = [_ITEM_MARK.sub("", item) for item in block.items]
        if items and all(statement(item) for item in items):
            flat.extend(Block("paragraph", item, block.line) for item in items)
        else:
            flat.append(block)
    return _Part(part.level, part.path, flat, part.parent)
