"""A run of text with its bold parts, links and line breaks, gathered piece by piece and written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.sources.blocks import Block
from corpus.sources.markup import escaped, line_start

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.S)


@dataclass(slots=True)
class _Piece:
    """Text that is all of one kind; a ``text`` of one line end is a forced break."""

    text: str
    bold: bool
    link: str


@dataclass
class Inline:
    """What stands in one paragraph, or in several told apart by two breaks."""

    _pieces: list[_Piece] = field(default_factory=list)
    _bold: int = 0
    _links: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Add text, its spaces counting for one."""
        self._add(_SPACES.sub(" ", text))

    def line_break(self) -> None:
        """Add a forced break."""
        self._pieces.append(_Piece("\n", False, ""))

    def open_bold(self) -> None:
        """What follows is bold."""
        self._bold += 1

    def close_bold(self) -> None:
        """What follows is no longer bold."""
        self._bold = max(0, self._bold - 1)

    def open_link(self, address: str) -> None:
        """What follows leads to this address."""
        self._links.append(address)

    def close_link(self) -> None:
        """What follows no longer leads anywhere."""
        self._links[-1:] = []

    def _add(self, text: str) -> None:
        if not text:
            return
        link = self._links[-1] if self._links else ""
        last = self._pieces[-1] if self._pieces else None
        if last and last.text != "\n" and (last.bold, last.link) == (self._bold > 0, link):
            last.text += text
        else:
            self._pieces.append(_Piece(text, self._bold > 0, link))

    def paragraphs(self) -> Iterator[Block]:
        """The paragraphs, those without text left out; a single break stays in its paragraph."""
        lines: list[list[_Piece]] = [[]]
        for piece in self._pieces:
            if piece.text == "\n":
                lines.append([])
            else:
                lines[-1].append(piece)
        held: list[list[_Piece]] = []
        for line in [*lines, []]:
            if any(piece.text.strip() for piece in line):
                held.append(line)
            elif held:
                yield _block(held)
                held = []

    def line(self) -> Block:
        """Everything as one line, without bold nor links."""
        joined = _SPACES.sub(" ", "".join(piece.text for piece in self._pieces)).strip(" ")
        link = next((piece.link for piece in self._pieces if piece.link), "")
        return Block("paragraph", heading_text(joined), link=link)


def heading_text(text: str) -> str:
    """The text of a heading as Markdown: closing marks are escaped too."""
    line = escaped(text)
    return re.sub(r"(#+)$", lambda match: "\\" + match[1], line)


def _block(lines: list[list[_Piece]]) -> Block:
    pieces = [piece for line in lines for piece in line]
    link = next((piece.link for piece in pieces if piece.link), "")
    if all(piece.bold or not piece.text.strip() for piece in pieces):
        text = "\\\n".join("".join(_linked(piece) for piece in line).strip() for line in lines)
        return Block("paragraph", f"**{text}**", link=link)
    return Block("paragraph", "\\\n".join(line_start(_line(line)) for line in lines), link=link)


def _line(pieces: list[_Piece]) -> str:
    """The pieces of one line; a part in bold keeps its marks only where Markdown is sure to see them."""
    written = ""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text[:1] if index + 1 < len(pieces) else ""
        if piece.link and written.endswith("!"):
            written = written[:-1] + "\\!"
        text = _linked(piece)
        match = _EDGES.match(text)
        before, inner, after = match.groups() if match else ("", text, "")
        outside = (before or not written[-1:].isalnum()) and (after or not following.isalnum())
        if piece.bold and inner and inner[0].isalnum() and inner[-1].isalnum() and outside:
            text = f"{before}**{inner}**{after}"
        written += text
    return _SPACES.sub(" ", written).strip(" ")


def _linked(piece: _Piece) -> str:
    if not piece.link or not piece.text.strip():
        return escaped(piece.text)
    match = _EDGES.match(escaped(piece.text, in_link=True))
    before, inner, after = match.groups() if match else ("", "", "")
    address = piece.link.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    return f"{before}[{inner}]({address}){after}"
