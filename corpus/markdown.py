"""A Markdown body as a flat list of blocks whose text is what a reader sees, typography untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["heading", "paragraph", "list", "quote", "table"]
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: ``level`` is that of a heading, 0 otherwise; ``line`` counts from 0 inside the body.

    ``items`` are the items of a list, else empty.  ``bold`` marks a paragraph that is bold from end to end.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    items: tuple[str, ...] = ()
    bold: bool = False


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # takes longer to import than to run on most documents

    # An indented line is a writer's slip here, not computer code.
    return MarkdownIt("commonmark").enable("table").disable("code")


def blocks(body: str) -> list[Block]:
    """The blocks of a Markdown text, in order, those without any text left out.

    A line break inside a paragraph becomes a space, as Markdown shows it; a forced one stays.  Markup (bold, links,
    tags) is taken out and its text kept; pictures are left out.
    """
    found: list[Block] = []
    tokens = _parser().parse(body)
    start = 0
    while start < len(tokens):
        end = _closing(tokens, start)
        block = _block(tokens[start : end + 1])
        if block is not None and block.text:
            found.append(block)
        start = end + 1
    return found


def _closing(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the block beginning at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _block(tokens: Sequence[Token]) -> Block | None:
    first = tokens[0]
    line = first.map[0] if first.map else 0
    if first.type == "heading_open":
        return Block("heading", " ".join(_lines(tokens)), line, int(first.tag[1:]))
    if first.type in ("bullet_list_open", "ordered_list_open"):
        items = tuple(_items(tokens))
        return Block("list", "\n".join(items), line, items=items)
    if first.type == "blockquote_open":
        return Block("quote", "\n".join(_lines(tokens)), line)
    if first.type == "table_open":
        return Block("table", "\n".join(_rows(tokens)), line)
    if first.type == "hr":
        return None
    return Block("paragraph", "\n".join(_lines(tokens)), line, bold=any(_is_bold(token) for token in tokens))


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of each inline, raw or HTML token, the empty ones left out."""
    for token in tokens:
        if token.type == "inline":
            text = _inline(token)
        elif token.type in ("fence", "code_block"):
            text = token.content.strip("\n")
        elif token.type == "html_block":
            text = _TAG.sub("", token.content).strip()
        else:
            continue
        if text:
            yield text


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            parts.append("\n")
    return "".join(parts).strip()


def _is_bold(token: Token) -> bool:
    children = [child for child in token.children or () if child.content or child.nesting]
    return (
        len(children) > 2
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and sum(child.type == "strong_open" for child in children) == 1
    )


def _items(tokens: Sequence[Token]) -> Iterator[str]:
    """The items of a list and of those inside it, each with its mark ("- ", "2) ")."""
    marks: list[str] = []
    texts: list[list[str]] = []
    for token in tokens:
        if token.type == "list_item_open":
            marks.append(f"{token.info}{token.markup} " if token.info else "- ")
            texts.append([])
        elif texts:
            texts[-1].extend(_lines([token]))
    for mark, lines in zip(marks, texts, strict=True):
        if lines:
            yield mark + "\n".join(lines)


def _rows(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] = []
    for token in tokens:
        if token.type == "inline":
            row.append(_inline(token))
        elif token.type == "tr_close":
            yield " | ".join(row)
            row = []
