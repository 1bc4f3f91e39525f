"""A ``Reply`` as Telegram messages: HTML texts, pictures, files, and the buttons under the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bot.channels.telegram.markup import Run, clean, messages, units, write
from bot.messages import Block, File, Heading, Listing, Paragraph, Picture, Quote, Reply

CAPTION = 1024
MARKS = 25
"""Marked words in one quotation: Telegram shows no more than 100 formatted stretches in a message."""
LINK = 1000
NOTHING = "…"
"""Sent when a reply has nothing visible: a person must not wait for ever."""


@dataclass(frozen=True, slots=True)
class Text:
    """One message of text, as Telegram's HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One picture (``picture`` true) or file with its caption, as Telegram's HTML."""

    name: str
    content: bytes
    caption: str
    picture: bool


Piece = Text | Attachment


def render(reply: Reply) -> tuple[Piece, ...]:
    """The messages that show a reply, in order; at least one.

    >>> render(Reply((Heading("A & B"), Paragraph("Bonjour."))))
    (Text(html='<b>A &amp; B</b>\\n\\nBonjour.'),)
    """
    pieces: list[Piece] = []
    runs: list[Run] = []
    for block in reply.blocks:
        if isinstance(block, Picture | File):
            pieces.extend(map(Text, messages(runs)))
            runs = []
            pieces.extend(_attachment(block))
            continue
        if runs:
            runs.append(Run("\n\n"))
        runs.extend(runs_of(block))
    pieces.extend(map(Text, messages(runs)))
    return tuple(pieces) or (Text(NOTHING),)


def runs_of(block: Block) -> Iterator[Run]:
    """A block's text with its formatting."""
    if isinstance(block, Paragraph):
        yield Run(clean(block.text))
    elif isinstance(block, Heading):
        yield Run(clean(block.text), ("b",))
    elif isinstance(block, Listing):
        for number, item in enumerate(block.items, 1):
            end = "" if number == len(block.items) else "\n"
            yield Run(f"{f'{number}.' if block.numbered else '•'} {clean(item)}{end}")
    elif isinstance(block, Quote):
        yield from _quote(block)


def _quote(quote: Quote) -> Iterator[Run]:
    frame = "blockquote expandable" if quote.folded else "blockquote"
    if quote.title and quote.titled:
        yield Run(clean(quote.title), (frame, "b"))
        yield Run("\n", (frame,))
    elif quote.title:
        yield Run(clean(quote.title), ("b",))
        yield Run("\n")
    at = 0
    for start, end in quote.marks[:MARKS]:
        yield Run(clean(quote.text[at:start]), (frame,))
        yield Run(clean(quote.text[start:end]), (frame, "b"))
        at = end
    yield Run(clean(quote.text[at:]), (frame,))
    if quote.source:
        yield Run("\n")
        yield Run(clean(quote.source), ("i", *_link(quote.url)))


def _link(url: str) -> tuple[str, ...]:
    if not url.startswith(("https://", "http://")) or units(url) > LINK:
        return ()
    return (f'a href="{escape(clean(url))}"',)


def _attachment(block: Picture | File) -> Iterator[Piece]:
    caption = [Run(clean(block.caption))]
    fits = units(write(caption)) <= CAPTION
    shown = write(caption) if fits else ""
    if isinstance(block, Picture):
        yield Attachment("image.png", block.png, shown, picture=True)
    else:
        yield Attachment(block.name, block.content, shown, picture=False)
    if not fits:
        yield from map(Text, messages(caption))
