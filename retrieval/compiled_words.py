"""Words cut from bytes, compiled: what a word is follows ``text``, and a test holds the two to each other.

Runs of letters and digits of any script, which combining accents and invisible characters do not end, and acronyms with
dots.  Latin letters are folded on the way, since that can be done one by one.  A word's bytes fill whole blocks of
eight, so that words are hashed and compared by blocks.
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
BLOCK = 8
"""Bytes that are read as one number."""


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
def folds_of_letters() -> NDArray[np.uint16]:
    """For each Latin letter or digit the one or two bytes it folds to, the first one lowest; 0 where it takes more."""
    folds = np.zeros(_LATIN, np.uint16)
    for code in range(_LATIN):
        form = fold_word(chr(code)) if chr(code).isalnum() else ""
        if form.isascii() and form.isalnum() and len(form) <= 2:
            folds[code] = int.from_bytes(form.encode(), "little")
    return folds


@inlined
def encoded(forms: Array, at: int, code: int) -> int:
    """Write a character as UTF-8: where the next one goes."""
    if code < 0x80:
        forms[at] = code
        return at + 1
    if code < 0x800:
        forms[at] = 0xC0 | code >> 6
    else:
        if code < 0x10000:
            forms[at] = 0xE0 | code >> 12
        else:
            forms[at] = 0xF0 | code >> 18
            at += 1
            forms[at] = 0x80 | (code >> 12 & 0x3F)
        at += 1
        forms[at] = 0x80 | (code >> 6 & 0x3F)
    forms[at + 1] = 0x80 | (code & 0x3F)
    return at + 2


@inlined
def ended(forms: Array, at: int) -> int:
    """End a word by a line break, and zeros after it: the block that the next word begins with."""
    forms[at] = LINE
    for place in range(at + 1, at + BLOCK):
        forms[place] = 0
    return at // BLOCK + 1


@inlined
def dotted(text: Array, at: int, end: int, kinds: Array) -> int:
    """Where an acronym with dots ends that begins with the letter at a place; the place itself without one."""
    letters, after, place = 0, at, at
    while place < end and kinds[text[place]] == _LETTER:
        place += 1
        while place < end and kinds[text[place]] == _CONTINUES:
            place += 1
        if place >= end or text[place] != _DOT:
            break
        place += 1
        after = place
        letters += 1
    return after if letters > 1 else at


@compiled
def cut(text: Array, ends: Array, kinds: Array, folds: Array, forms: Array, begin: Array, lengths: Array) -> int:
    """The folded words of texts, one after another in ``forms``, and how many words each text has.

    ``text`` holds the characters' numbers.  Each word is UTF-8, ended by a line break, and zeros to the end of its last
    block.  A word that takes more than folding its letters one by one is left as it is written, after ``ODD``.
    ``begin`` says which block each word begins with (and the last ends before).
    """
    n, at = 0, 0
    begin[0] = 0
    for number in range(len(ends)):
        first_word, end = n, ends[number]
        while at < end:
            kind = kinds[text[at]]
            if kind != _LETTER and kind != _DIGIT:
                at += 1
                continue
            start, out = at, BLOCK * begin[n]
            if kind == _LETTER and at + 1 < end and (text[at + 1] == _DOT or kinds[text[at + 1]] == _CONTINUES):
                at = dotted(text, at, end, kinds)
            odd = at > start
            stop = at if odd else end
            while at < stop:
                code = text[at]
                fold = folds[code] if code < len(folds) else 0
                if fold:
                    forms[out] = fold & 0xFF
                    out += 1
                    if fold > 0xFF:
                        forms[out] = fold >> 8
                        out += 1
                elif kinds[code]:
                    odd = True
                else:
                    break
                at += 1
            if odd:
                out = BLOCK * begin[n]
                forms[out] = ODD
                out += 1
                for place in range(start, at):
                    out = encoded(forms, out, text[place])
            begin[n + 1] = ended(forms, out)
            n += 1
        lengths[number] = n - first_word
    return n


@compiled
def lines(text: Array, forms: Array, begin: Array) -> int:
    """The lines of a text as ``cut`` gives words: each is ended by a line break."""
    n, out = 0, 0
    begin[0] = 0
    for byte in text:
        if byte != LINE:
            forms[out] = byte
            out += 1
            continue
        begin[n + 1] = ended(forms, out)
        out = BLOCK * begin[n + 1]
        n += 1
    return n
