"""Words cut from bytes, compiled: what a word is follows ``text``, and a test holds the two to each other.

Runs of letters and digits of any script, which combining accents and invisible characters do not end, and acronyms with
dots.  Latin letters are folded on the way, since that can be done one by one.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from retrieval.compiling import compiled, inlined
from retrieval.storage import Array
from retrieval.text import continues_word, fold_word

_DIGIT, _LETTER, _CONTINUES = 1, 2, 3
ODD = 1
_LATIN = 0x250
_DOT, LINE = ord("."), ord("\n")


@cache
def kinds_of_characters() -> NDArray[np.uint8]:
    """For each character: digit, letter (or other number), what only continues a word, or 0."""
    characters = np.arange(0x110000, dtype=np.uint32).view("<U1")
    kinds = np.where(np.char.isalnum(characters), np.uint8(_LETTER), np.uint8(0))
    kinds[np.char.isdecimal(characters)] = _DIGIT
    for code in map(ord, continues_word()):
        kinds[code] = _CONTINUES
    return kinds


@cache
def folds_of_letters() -> NDArray[np.uint8]:
    """For each Latin letter or digit the one or two bytes it folds to; 0 where it is not that simple."""
    folds = np.zeros((_LATIN, 2), np.uint8)
    for code in range(_LATIN):
        form = fold_word(chr(code)) if chr(code).isalnum() else ""
        if form.isascii() and form.isalnum() and len(form) <= 2:
            folds[code, : len(form)] = list(form.encode())
    return folds


@inlined
def character(text: Array, at: int) -> tuple[int, int]:
    """Code point and bytes of the UTF-8 character at a place."""
    first = int(text[at])
    if first < 0x80:
        return first, 1
    if first < 0xE0:
        return (first & 0x1F) << 6 | (text[at + 1] & 0x3F), 2
    if first < 0xF0:
        return (first & 0x0F) << 12 | int(text[at + 1] & 0x3F) << 6 | (text[at + 2] & 0x3F), 3
    middle = int(text[at + 1] & 0x3F) << 12 | int(text[at + 2] & 0x3F) << 6
    return (first & 0x07) << 18 | middle | (text[at + 3] & 0x3F), 4


@inlined
def hashed(text: Array, start: int, end: int) -> np.uint64:
    """A hash of some bytes, never 0."""
    value, part, eight = np.uint64(end - start), np.uint64(0), np.uint64(8)
    for place in range(start, end):
        part = part << eight | np.uint64(text[place])
        if (place - start) & 7 == 7:
            value = (value ^ part) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(32)
            part = np.uint64(0)
    value = (value ^ part) * np.uint64(0x9E3779B97F4A7C15)
    value ^= value >> np.uint64(29)
    return value if value else np.uint64(1)


@inlined
def dotted(text: Array, at: int, end: int, kinds: Array) -> int:
    """Where an acronym with dots ends that begins with the letter at a place; the place itself without one."""
    letters, after, place = 0, at, at
    while place < end:
        code, size = character(text, place)
        if kinds[code] != _LETTER:
            break
        place += size
        while place < end:
            code, size = character(text, place)
            if kinds[code] != _CONTINUES:
                break
            place += size
        if place >= end or text[place] != _DOT:
            break
        place += 1
        after = place
        letters += 1
    return after if letters > 1 else at


@compiled
def cut(
    text: Array, ends: Array, kinds: Array, folds: Array, forms: Array, begin: Array, hashes: Array, lengths: Array
) -> int:
    """The folded words of texts, one after another in ``forms``, and how many words each text has.

    A word that takes more than folding its letters one by one is left as it is written, after ``ODD``.  ``begin`` says
    where each word begins in ``forms`` (and the last ends), ``hashes`` holds a hash of each.
    """
    n, at, out = 0, 0, 0
    begin[0] = 0
    for number in range(len(ends)):
        first_word, end = n, ends[number]
        while at < end:
            code, size = character(text, at)
            kind = kinds[code]
            if kind != _LETTER and kind != _DIGIT:
                at += size
                continue
            start, after = at, at
            if kind == _LETTER and at + size < end and (text[at + size] == _DOT or text[at + size] > 0x7F):
                after = dotted(text, at, end, kinds)
            odd = after > at
            if odd:
                at = after
            while after == start and at < end:
                code, size = character(text, at)
                if kinds[code] == 0:
                    break
                at += size
                if code >= len(folds) or folds[code, 0] == 0:
                    odd = True
                elif not odd:
                    forms[out] = folds[code, 0]
                    out += 1
                    if folds[code, 1]:
                        forms[out] = folds[code, 1]
                        out += 1
            if odd:
                out = begin[n]
                forms[out] = ODD
                out += 1
                for place in range(start, at):
                    forms[out] = text[place]
                    out += 1
            hashes[n] = hashed(forms, begin[n], out)
            n += 1
            begin[n] = out
        lengths[number] = n - first_word
    return n


@compiled
def lines(text: Array, begin: Array, hashes: Array) -> int:
    """Where lines ended by line breaks begin (and the last ends), without their line breaks in ``text`` afterwards."""
    n, out = 0, 0
    begin[0] = 0
    for at in range(len(text)):
        if text[at] != LINE:
            text[out] = text[at]
            out += 1
            continue
        hashes[n] = hashed(text, begin[n], out)
        n += 1
        begin[n] = out
    return n
