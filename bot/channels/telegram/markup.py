"""Text with Telegram's formatting, as runs; written as HTML and cut into messages without ever breaking it.

A run is plain text with the tags around it, outermost first.  Escaping and tags are only written at the very end, so a
cut can fall inside a formatted stretch: its tags are closed in one message and opened again in the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

LIMIT = 4096
"""UTF-16 units of one message, counted on the HTML as sent, which is never shorter than what is shown."""
_SENTENCE = re.compile(r"[.!?…»](?=[ \n])")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Run:
    """Plain text and the opening tags around it without their brackets, such as ``("blockquote expandable", "b")``."""

    text: str
    tags: tuple[str, ...] = ()


def clean(text: str) -> str:
    """The text without what no client can show: control characters and halves of surrogate pairs."""
    return _UNWANTED.sub("", text)


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def fitting(text: str, room: int) -> int:
    """How many characters of ``text`` take at most ``room`` units.

    >>> fitting("a😀b", 3), fitting("a😀b", 2)
    (2, 1)
    """
    return len(text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore"))


def write(runs: Iterable[Run]) -> str:
    """The runs as Telegram's HTML; a tag shared by neighbours is opened once.

    >>> write([Run("a < "), Run("b", ("i",)), Run("c", ("i", "b"))])
    'a &lt; <i>b<b>c</b></i>'
    """
    out: list[str] = []
    opened: tuple[str, ...] = ()
    for run in runs:
        if not run.text:
            continue
        if run.tags != opened:
            out.append(_between(opened, run.tags))
            opened = run.tags
        out.append(escape(run.text, quote=False))
    return "".join(out) + _between(opened, ())


def messages(runs: Sequence[Run], limit: int = LIMIT) -> list[str]:
    """The runs as HTML messages of at most ``limit`` units each; none without a visible character."""
    whole = write(runs)
    if units(whole) <= limit:
        return [whole] if any(visible(run.text) for run in runs) else []
    out = []
    rest = [run for run in runs if run.text]
    while rest:
        head, rest = _first(rest, limit)
        if any(visible(run.text) for run in head):
            out.append(write(head))
    return out


def visible(text: str) -> bool:
    """Whether a person sees anything of it: Telegram refuses a message that is all spaces and invisible marks."""
    return any(unicodedata.category(sign)[0] not in "CZM" for sign in text)


def boundary(text: str, most: int) -> int:
    """Where to cut ``text`` so that at most ``most`` characters come before, as late and as kindly as possible.

    After a paragraph, else a line, else a sentence, if one ends in the second half; else after a word; else between two
    signs that are not drawn as one.
    """
    if most >= len(text):
        return len(text)
    half = most // 2
    for cut in (_after(text, "\n\n", most), _after(text, "\n", most), _sentence(text, half, most)):
        if cut > half and not drawn_as_one(text, cut):
            return cut
    for cut in range(most, max(0, most // 4), -1):
        if text[cut - 1] in " \n\t" and not drawn_as_one(text, cut):
            return cut
    return next((cut for cut in range(most, 0, -1) if not drawn_as_one(text, cut)), max(1, most))


def drawn_as_one(text: str, at: int) -> bool:
    """Whether the signs before and after ``at`` are shown as one: accents, emoji sequences, flags."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if after < "\u0300" and before != _JOINER:
        return False
    if _JOINER in (before, after) or unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if "\U000e0020" <= after <= "\U000e007f":
        return True
    if _flag(before) and _flag(after):
        start = at
        while start > 0 and _flag(text[start - 1]):
            start -= 1
        return (at - start) % 2 == 1
    return False


def _first(runs: Sequence[Run], limit: int) -> tuple[list[Run], list[Run]]:
    """The runs of the next message and what is left."""
    room, most = limit, 0
    for run in runs:
        room -= sum(len(tag) + len(_closing(tag)) + 2 for tag in run.tags)
        length = units(escape(run.text, quote=False))
        if length > room:
            most += _fitting_escaped(run.text, room)
            break
        room -= length
        most += len(run.text)
    text = "".join(run.text for run in runs)
    cut = boundary(text, max(1, most))
    end = cut
    while end < len(text) and text[end] in " \n\t":
        end += 1
    return _slice(runs, 0, len(text[:cut].rstrip(" \n\t"))), _slice(runs, end, len(text))


def _fitting_escaped(text: str, room: int) -> int:
    """How many characters of ``text``, escaped, take at most ``room`` units."""
    used = 0
    for count, sign in enumerate(text):
        used += 5 if sign == "&" else 4 if sign in "<>" else 2 if sign > "\uffff" else 1
        if used > room:
            return count
    return len(text)


def _slice(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    out, at = [], 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            out.append(Run(text, run.tags))
        at += len(run.text)
    return out


@lru_cache(1024)
def _between(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """What ends the tags of one run that the next has not, and opens those that it has."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    return "".join((*map(_closing, reversed(before[shared:])), *(f"<{tag}>" for tag in after[shared:])))


def _closing(tag: str) -> str:
    return f"</{tag.partition(' ')[0]}>"


def _after(text: str, sign: str, most: int) -> int:
    found = text.rfind(sign, 0, most)
    return 0 if found < 0 else found + len(sign)


def _sentence(text: str, start: int, most: int) -> int:
    return max((match.end() for match in _SENTENCE.finditer(text, start, most)), default=0)


def _flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
