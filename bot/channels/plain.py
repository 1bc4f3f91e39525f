"""A reply as plain lines: what the terminal lays out, what a pipe gets, what ``coop ask --jsonl`` writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.messages import Block, Button, File, Heading, Listing, Paragraph, Picture, Quote, Reply
from bot.texts import texts

Role = Literal["said", "title", "quoted", "source"]

# Controls but line end and tab, marks that turn the direction of what follows, and halves of characters.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was written, not wrapped: its role, and the (start, end) of the words to mark."""

    text: str
    role: Role = "said"
    marks: tuple[tuple[int, int], ...] = ()


def showable(text: str) -> str:
    """The text without what would act on a terminal instead of being shown; its length does not change.

    >>> showable("rouge\\x1b[31m")
    'rouge\ufffd[31m'
    """
    return _UNSHOWABLE.sub("\ufffd", text.replace("\r", " "))


def lines_of(block: Block) -> list[Line]:
    """The lines of one block; a quotation is the title, the text word for word, the source and the link."""
    match block:
        case Paragraph(text=text):
            return _lines(text)
        case Heading(text=text):
            return _lines(text, "title")
        case Listing(items=items, numbered=numbered):
            marked = (f"{number}. {item}" if numbered else f"- {item}" for number, item in enumerate(items, 1))
            return [line for item in marked for line in _lines(item)]
        case Quote():
            title = _lines(block.title, "title") if block.title or block.titled else []
            below = [line for text in (block.source, block.url) if text for line in _lines(text, "source")]
            return [*title, *_lines(block.text, "quoted", block.marks), *below]
        case Picture(caption=caption):
            return _lines(caption)
        case File(name=name, caption=caption):
            return [*(_lines(caption) if caption else []), *_lines(texts("terminal-file", name=name))]


def _lines(text: str, role: Role = "said", marks: tuple[tuple[int, int], ...] = ()) -> list[Line]:
    lines, start = [], 0
    for line in showable(text).split("\n"):
        end = start + len(line)
        inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
        lines.append(Line(line, role, inside))
        start = end + 1
    return lines


def separated(blocks: Iterable[Sequence[Line]]) -> list[Line]:
    """The lines of blocks with an empty line between them."""
    lines: list[Line] = []
    for block in blocks:
        lines += [Line(""), *block] if lines else block
    return lines


def reply_lines(reply: Reply) -> list[Line]:
    """The whole reply without its buttons, folded passages open."""
    return separated(lines_of(block) for block in reply.blocks)


def unwrapped(lines: Iterable[Line]) -> str:
    """The lines as they are: for a pipe, whose reader wraps."""
    return "\n".join(line.text for line in lines)


def plain(reply: Reply) -> str:
    """The whole reply as one text."""
    return unwrapped(reply_lines(reply))


def button_line(number: int, button: Button) -> str:
    """A button as a numbered entry; a link shows where it leads."""
    return showable(f"[{number}] {button.label}" + (f" : {button.url}" if button.url else ""))
