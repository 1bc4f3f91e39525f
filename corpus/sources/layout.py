"""Lines as they stand on paper, put back together into headings, paragraphs and lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.sources.blocks import Block
from corpus.sources.inline import heading_text
from corpus.sources.lists import Item, gathered
from corpus.sources.markup import paragraph

LONGEST_HEADING = 160
LARGER = 1.12
"""From how many times the size of the text on a line is a heading."""
SMALLER = 0.88
"""Up to how many times that size a line may be part of a note."""
SOFT = "\u00ad"
"""Where a word is cut at the end of a line and only there."""

_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\])]?(?:[ .]|$)")
_ITEM = re.compile(r"^(?:(?P<bullet>[•◦▪■●○‣∙·])|(?P<dash>[–—-])|(?P<number>\(?\d{1,2}[.)]))\s+(?=\S)")
_ENDS = re.compile(r"[.!?…:;»\"”)]$")
_HYPHEN = re.compile(r"(?P<head>[^\W\d_]{2,})-$")
_KEPT = frozenset(
    re.findall(
        r"\w+", "ci là il ils elle elles on même mêmes nous vous je tu le la les moi toi lui leur y en ce t être à dire"
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its text, where it stands (points from the left and from the bottom), its size, whether it is bold."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class _Group:
    """Lines that belong together."""

    lines: list[Line]
    level: int = 0


def blocks_of_lines(lines: Sequence[Line]) -> list[Block]:
    """The blocks that these lines make, in order."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    lines = list(_without_notes(lines, body))
    measure = _Measure(lines, body)
    groups: list[_Group] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or measure.begins(before, line):
            groups.append(_Group([line]))
        else:
            groups[-1].lines.append(line)
    _set_levels(groups, body)
    text = "\n".join(line.text for line in lines)
    return list(gathered(_blocks(groups, text)))


def _without_notes(lines: Sequence[Line], body: float) -> Iterator[Line]:
    """The lines without notes at the foot of a page: small ones, from one that begins with a number."""
    in_note = False
    for line in lines:
        small = line.size <= SMALLER * body
        in_note = small and (in_note or bool(_NUMBERED.match(line.text)))
        if not in_note:
            yield line


class _Measure:
    """What is usual in this text: the distance of its lines, their length."""

    def __init__(self, lines: Sequence[Line], body: float) -> None:
        self._body = body
        gaps = [
            above.y - line.y
            for above, line in pairwise(lines)
            if above.size == line.size == body and 0 < above.y - line.y < 3 * body
        ]
        self._leading = min(median(gaps), 1.8 * body) if gaps else 1.3 * body
        lengths = sorted(len(line.text) for line in lines if line.size == body)
        self._full = lengths[len(lengths) * 3 // 4] if lengths else 80

    def begins(self, before: Line, line: Line) -> bool:
        """Whether a line begins something new."""
        item = _ITEM.match(line.text)
        if item and (not item["dash"] or _ENDS.search(before.text)):
            return True
        gap = before.y - line.y
        if abs(before.size - line.size) > 0.08 * self._body:
            return True
        if before.bold != line.bold and (_ENDS.search(before.text) or line.text[:1].isupper()):
            return True
        ended = bool(_ENDS.search(before.text))
        if gap <= 0 or gap > 10 * self._body:  # another column or page
            return ended or (before.size > LARGER * self._body)
        if gap > (1.35 * self._leading if line.size < LARGER * self._body else 1.45 * line.size):
            return True
        return ended and len(before.text) < 0.8 * self._full and not line.text[:1].islower()


def _set_levels(groups: Sequence[_Group], body: float) -> None:
    """Mark the headings: larger than the text, or bold, short, and no sentence."""
    found: list[tuple[_Group, tuple[float, bool]]] = []
    for group in groups:
        text = " ".join(line.text for line in group.lines)
        first = group.lines[0]
        if len(text) > LONGEST_HEADING or _ITEM.match(text) or not any(c.isalpha() for c in text):
            continue
        larger = first.size >= LARGER * body
        bold = all(line.bold for line in group.lines) and first.size >= 0.98 * body and len(text) <= 90
        if larger or (bold and not re.search(r"[.:;,?…]$", text)):
            found.append((group, (first.size, first.bold)))
    ranks = sorted({rank for _, rank in found}, reverse=True)
    if found and any(not all(line.bold for line in group.lines) for group in groups):
        for group, rank in found:
            group.level = min(ranks.index(rank) + 1, 6)


def _blocks(groups: Sequence[_Group], text: str) -> Iterator[Block | Item]:
    for group in groups:
        joined = _joined([line.text for line in group.lines], text)
        item = _ITEM.match(joined)
        if group.level:
            yield Block("heading", heading_text(joined), group.level)
        elif item:
            yield Item(paragraph(joined[item.end() :]), 0, bool(item["number"]))
        elif all(line.bold for line in group.lines) and len(joined) <= LONGEST_HEADING:
            yield Block("paragraph", f"**{paragraph(joined)}**")
        else:
            yield Block("paragraph", paragraph(joined))


def _joined(lines: Sequence[str], text: str) -> str:
    """Lines as one, words cut at their ends made whole."""
    joined = lines[0]
    for line in lines[1:]:
        if joined.endswith(SOFT):
            joined += line
            continue
        cut = _HYPHEN.search(joined)
        after = re.match(r"[^\W\d_]+", line)
        if (
            cut
            and after
            and after[0][0].islower()
            and after[0] not in _KEPT
            and f"{cut['head']}-{after[0]}" not in text
        ):
            joined = joined[:-1] + line
        elif cut and after:
            joined += line
        else:
            joined += " " + line
    return joined.replace(SOFT, "")
