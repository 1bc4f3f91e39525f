"""Building compiled: words cut from bytes and numbered, and counted term by term.

What a word is follows ``text``: runs of letters and digits of any script, which combining accents and invisible
characters do not end, and acronyms with dots.  A test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from retrieval.compiling import compiled, inlined
from retrieval.storage import Array
from retrieval.text import continues_word

_DIGIT, _LETTER, _CONTINUES = 1, 2, 3
_DOT, _LINE = ord("."), ord("\n")


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each character: digit, letter (or other number), what only continues a word, or 0."""
    characters = np.arange(0x110000, dtype=np.uint32).view("<U1")
    kinds = np.where(np.char.isalnum(characters), np.uint8(_LETTER), np.uint8(0))
    kinds[np.char.isdecimal(characters)] = _DIGIT
    for code in map(ord, continues_word()):
        kinds[code] = _CONTINUES
    return kinds


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
def cut(text: Array, ends: Array, kinds: Array, begin: Array, until: Array, hashes: Array, lengths: Array) -> int:
    """Where the words of texts stand in their bytes, a hash of each, and how many words each text has."""
    n, at = 0, 0
    for number in range(len(ends)):
        first_word, end = n, ends[number]
        while at < end:
            code, size = character(text, at)
            kind = kinds[code]
            if kind != _LETTER and kind != _DIGIT:
                at += size
                continue
            begin[n] = at
            after = dotted(text, at, end, kinds) if kind == _LETTER else at
            if after > at:
                size = after - at
            at += size
            if after < at:
                while at < end:
                    code, size = character(text, at)
                    if kinds[code] == 0:
                        break
                    at += size
            value = np.uint64(14695981039346656037)
            for place in range(begin[n], at):
                value = (value ^ np.uint64(text[place])) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(32)
            hashes[n] = value if value else np.uint64(1)
            until[n] = at
            n += 1
        lengths[number] = n - first_word
    return n


@compiled
def number_words(
    text: Array,
    begin: Array,
    until: Array,
    hashes: Array,
    first: int,
    end: int,
    table: Array,
    known: Array,
    bounds: Array,
    count: int,
    numbers: Array,
) -> tuple[int, int]:
    """Number the words from ``first`` on; gives where it stopped (the table half full) and how many words are known.

    ``table`` has rows of hash and number, a free row is zero; a word is known by its bytes, not by its hash: those of
    the words known stand in ``known``, each from its place in ``bounds`` on and ended by a line break.
    """
    mask = np.uint64(len(table) - 1)
    for i in range(first, end):
        if 2 * count >= len(table):
            return i, count
        row = hashes[i] & mask
        length = until[i] - begin[i]
        while table[row, 0] != 0:
            if table[row, 0] == hashes[i]:
                at = bounds[table[row, 1]]
                same = bounds[table[row, 1] + 1] - at == length + 1
                place = 0
                while same and place < length:
                    same = known[at + place] == text[begin[i] + place]
                    place += 1
                if same:
                    break
            row = (row + np.uint64(1)) & mask
        if table[row, 0] == 0:
            table[row, 0] = hashes[i]
            table[row, 1] = count
            at = bounds[count]
            for place in range(length):
                known[at + place] = text[begin[i] + place]
            known[at + length] = _LINE
            count += 1
            bounds[count] = at + length + 1
        numbers[i] = table[row, 1]
    return end, count


@compiled
def grown(table: Array) -> Array:
    """The same rows in a table of twice the size."""
    new = np.zeros((2 * len(table), 2), np.uint64)
    mask = np.uint64(len(new) - 1)
    for i in range(len(table)):
        if table[i, 0] != 0:
            row = table[i, 0] & mask
            while new[row, 0] != 0:
                row = (row + np.uint64(1)) & mask
            new[row, 0], new[row, 1] = table[i, 0], table[i, 1]
    return new


def read(batches: Iterable[list[str]]) -> tuple[list[str], NDArray[np.int32], NDArray[np.int64]]:
    """Distinct words, the number of each word of all texts, and how many words each text has."""
    table, count = np.zeros((1 << 12, 2), np.uint64), 0
    known, bounds = np.zeros(0, np.uint8), np.zeros(1, np.int64)
    found, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    for batch in batches:
        encoded = [text.encode("utf-8", "surrogatepass") for text in batch]
        text = np.frombuffer(b"".join(encoded), np.uint8)
        room = len(text) // 2 + len(batch) + 1
        begin, until, hashes = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.uint64)
        length, ends = np.empty(len(batch), np.int64), np.cumsum(np.fromiter(map(len, encoded), np.int64, len(batch)))
        end = cut(text, ends, _kinds(), begin, until, hashes, length)
        known = _roomy(known, int(bounds[count]) + len(text) + end)
        bounds = _roomy(bounds, count + end + 1)
        numbers, at = np.empty(end, np.int32), 0
        while at < end:
            at, count = number_words(text, begin, until, hashes, at, end, table, known, bounds, count, numbers)
            if at < end:
                table = grown(table)
        found.append(numbers)
        lengths.append(length)
    words = known[: bounds[count]].tobytes().decode("utf-8", "surrogatepass").split("\n")[:count]
    return words, np.concatenate(found), np.concatenate(lengths)


def _roomy(array: Array, size: int) -> Array:
    """The array, or a copy with room to spare when it is smaller than is needed."""
    if len(array) >= size:
        return array
    return np.concatenate([array, np.zeros(2 * size - len(array), array.dtype)])


@compiled
def count(lengths: Array, terms: Array, n_terms: int) -> tuple[Array, Array, Array, Array]:
    """Rows of passage and times term by term, where each term's rows end, and counted words of each passage."""
    words = 0
    for term in terms:
        words += term >= 0
    each, often = np.empty(words, np.int32), np.empty(words, np.int32)
    row_end, length = np.empty(len(lengths), np.int64), np.zeros(len(lengths), np.int64)
    end, last = np.zeros(n_terms, np.int64), np.full(n_terms, -1, np.int64)
    rows, at = 0, 0
    for passage in range(len(lengths)):
        first = rows
        for place in range(at, at + lengths[passage]):
            term = terms[place]
            if term < 0:
                continue
            length[passage] += 1
            if last[term] >= first:
                often[last[term]] += 1
            else:
                last[term] = rows
                each[rows], often[rows] = term, 1
                end[term] += 1
                rows += 1
        at += lengths[passage]
        row_end[passage] = rows
    total = 0
    for term in range(n_terms):  # where each term's rows begin; they are the ends once all rows are written
        begin = total
        total += end[term]
        end[term] = begin
    passages, times = np.empty(rows, np.int32), np.empty(rows, np.int32)
    at = 0
    for passage in range(len(lengths)):
        for row in range(at, row_end[passage]):
            place = end[each[row]]
            passages[place], times[place] = passage, often[row]
            end[each[row]] = place + 1
        at = row_end[passage]
    return end, passages, times, length


def warm() -> None:
    """Compile or load what building needs."""
    _, numbers, lengths = read([["un", "d’un P.N.R."]])
    grown(np.zeros((1, 2), np.uint64))
    count(lengths, numbers, 8)
