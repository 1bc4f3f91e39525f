"""Items of lists that a file gives one by one, gathered into lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.sources.blocks import Block

DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its Markdown text, how deep it stands (from 0), whether it is numbered."""

    text: str
    depth: int
    numbered: bool


def gathered(found: Iterable[Block | Item]) -> Iterator[Block]:
    """The blocks, each run of items being one list."""
    held: list[Item] = []
    for one in found:
        if isinstance(one, Item):
            held.append(one)
            continue
        if held:
            yield _list(held)
            held = []
        yield one
    if held:
        yield _list(held)


def _list(items: list[Item]) -> Block:
    """One list, or several in a row: a list of marks ends where one of numbers begins."""
    lines: list[str] = []
    kinds: list[bool] = []
    indents: list[int] = []  # where the text of each open depth begins
    numbers: list[int] = []
    for item in items:
        depth = min(max(item.depth, 0), len(indents), DEEPEST)
        number = 1
        if depth < len(indents):
            number += numbers[depth] if kinds[depth] == item.numbered else 0
            if number == 1:
                lines.append("")
            del indents[depth:], numbers[depth:], kinds[depth:]
        mark = f"{number}. " if item.numbered else "- "
        margin = " " * (indents[-1] if indents else 0)
        first, *rest = item.text.split("\n")
        lines.append(margin + mark + first)
        indents.append(len(margin) + len(mark))
        numbers.append(number)
        kinds.append(item.numbered)
        lines.extend(" " * indents[-1] + line for line in rest)
    return Block("other", "\n".join(lines))
