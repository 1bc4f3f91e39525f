"""Building compiled: distinct words numbered and sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.compiled_count import count as count
from retrieval.compiled_words import BLOCK, LINE, ODD, cut, folds_of_letters, kinds_of_characters, lines
from retrieval.compiling import compiled, inlined
from retrieval.storage import Array, StringTable
from retrieval.text import fold_word


@inlined
def hashed(blocks: Array, start: int, end: int) -> Any:
    """A hash of some blocks."""
    value = np.uint64(0)
    for place in range(start, end):
        value ^= blocks[place]
        value = (value ^ value >> np.uint64(32)) * np.uint64(0x9E3779B97F4A7C15)
    return value >> np.uint64(32)


@compiled
def number_words(
    forms: Array,
    begin: Array,
    first: int,
    end: int,
    table: Array,
    known: Array,
    bounds: Array,
    count: int,
    numbers: Array,
) -> tuple[int, int]:
    """Number the words from ``first`` on; gives where it stopped (the table too full) and how many are known.

    Words stand in ``forms`` and ``begin`` as ``cut`` leaves them, seen as blocks.  A row of ``table`` is the first
    block of a word, which often is the whole of it, then its number and one; a free row is zeros.  All blocks of the
    words known stand in ``known``, each word from its place in ``bounds`` on.
    """
    mask = np.uint64(len(table) - 1)
    for i in range(first, end):
        if 4 * count >= 3 * len(table):
            return i, count
        start, length, number = begin[i], begin[i + 1] - begin[i], count
        row = hashed(forms, start, start + length) & mask
        while table[row, 1] != 0:
            if table[row, 0] == forms[start]:
                one, place = int(table[row, 1]) - 1, 1
                while place < length and known[bounds[one] + place] == forms[start + place]:
                    place += 1
                if place == length:
                    number = one
                    break
            row = (row + np.uint64(1)) & mask
        if number == count:
            at = bounds[number]
            for place in range(length):
                known[at + place] = forms[start + place]
            count += 1
            bounds[count] = at + length
            table[row, 0], table[row, 1] = forms[start], count
        numbers[i] = number
    return end, count


@compiled
def grown(table: Array, known: Array, bounds: Array, count: int) -> Array:
    """The same words in a table of twice the size."""
    new = np.zeros((2 * len(table), 2), np.uint64)
    mask = np.uint64(len(new) - 1)
    for number in range(count):
        row = hashed(known, bounds[number], bounds[number + 1]) & mask
        while new[row, 1] != 0:
            row = (row + np.uint64(1)) & mask
        new[row, 0], new[row, 1] = known[bounds[number]], number + 1
    return new


class _Known:
    """Distinct words, numbered as they come."""

    def __init__(self) -> None:
        self.table, self.count = np.zeros((1 << 12, 2), np.uint64), 0
        self.known, self.bounds = np.zeros(0, np.uint64), np.zeros(1, np.int64)

    def numbers(self, forms: Array, begin: Array, end: int) -> NDArray[np.int32]:
        """The numbers of some words, by their bytes."""
        self.known = _roomy(self.known, int(self.bounds[self.count] + begin[end]))
        self.bounds = _roomy(self.bounds, self.count + end + 1)
        found, at = np.empty(end, np.int32), 0
        while at < end:
            at, self.count = number_words(forms, begin, at, end, self.table, self.known, self.bounds, self.count, found)
            if at < end:
                self.table = grown(self.table, self.known, self.bounds, self.count)
        return found

    def words(self) -> str:
        """All words, each ended by a line break."""
        written = self.known[: self.bounds[self.count]].tobytes()
        return written.translate(None, b"\0").decode("utf-8", "surrogatepass")


def read(batches: Iterable[list[str]]) -> tuple[list[str], NDArray[np.int32], NDArray[np.int64]]:
    """Distinct folded words, the number of each word of all texts, and how many words each text has."""
    distinct = _Known()
    found, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    begin, forms = np.zeros(0, np.int64), np.zeros(0, np.uint8)
    for batch in batches:
        characters = "".join(batch).encode("utf-32", "surrogatepass")
        text = np.frombuffer(characters, np.uint32)[1:]  # the first says in which order their bytes stand
        room = len(text) + 1  # no word fills more blocks than it has characters
        if room > len(begin):
            begin, forms = np.empty(room, np.int64), np.empty(BLOCK * room, np.uint8)
        length, ends = np.empty(len(batch), np.int64), np.cumsum(np.fromiter(map(len, batch), np.int64, len(batch)))
        end = cut(text, ends, kinds_of_characters(), folds_of_letters(), forms, begin, length)
        found.append(distinct.numbers(forms.view(np.uint64), begin, end))
        lengths.append(length)
    joined = distinct.words()
    words = joined.split("\n")[:-1]
    if chr(ODD) in joined:
        words = [fold_word(word[1:]) if word[0] == chr(ODD) else word for word in words]
    return words, np.concatenate(found), np.concatenate(lengths)


def table(terms: list[str]) -> tuple[StringTable, NDArray[np.int32]]:
    """Distinct terms sorted, and the place of each of ``terms`` there; -1 for an empty one."""
    text = np.frombuffer("\n".join([*terms, ""]).encode("utf-8", "surrogatepass"), np.uint8)
    begin = np.empty(len(terms) + 1, np.int64)
    forms = np.empty(BLOCK * (len(terms) + len(text) // BLOCK + 1), np.uint8)
    distinct = _Known()
    numbers = distinct.numbers(forms.view(np.uint64), begin, lines(text, forms, begin))
    bounds = distinct.bounds[: distinct.count + 1]
    known = distinct.known[: bounds[-1]].view(">u8").astype(np.uint64)  # numbers that sort as their bytes do
    order = np.argsort(known[bounds[:-1]], kind="stable")
    settle(known, bounds, order)
    place = np.empty(len(order), np.int32)
    empty = int("" in terms)
    place[order] = np.arange(-empty, len(order) - empty)
    blob, ends = gathered(distinct.known.view(np.uint8), bounds, order[empty:])
    return StringTable.of(blob, ends), place[numbers]


def _roomy(array: Array, size: int) -> Array:
    """The array, or a copy with room to spare when it is smaller than is needed."""
    if len(array) >= size:
        return array
    new = np.empty(2 * size, array.dtype)
    new[: len(array)] = array
    return new


@inlined
def before(known: Array, bounds: Array, one: int, other: int) -> Any:
    """Whether a word comes before another one: as the first blocks do in which they differ, line breaks included."""
    at, place = bounds[one], bounds[other]
    while known[at] == known[place]:
        at += 1
        place += 1
    return known[at] < known[place]


@compiled
def settle(known: Array, bounds: Array, order: Array) -> None:
    """Sort words wholly that are sorted by their first blocks: by strides, for those that share it."""
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and known[bounds[order[end]]] == known[bounds[order[start]]]:
            end += 1
        gap = end - start
        while gap > 1:
            gap = max(1, gap * 5 // 11)
            for i in range(start + gap, end):
                word, at = order[i], i
                while at - gap >= start and before(known, bounds, word, order[at - gap]):
                    order[at] = order[at - gap]
                    at -= gap
                order[at] = word
        start = end


@compiled
def gathered(written: Array, bounds: Array, order: Array) -> tuple[Array, Array]:
    """The bytes of words in an order, without what ends them, and where each ends."""
    ends, room = np.empty(len(order), np.int64), 0
    for word in order:
        room += BLOCK * (bounds[word + 1] - bounds[word])
    blob, out = np.empty(room, np.uint8), 0
    for i in range(len(order)):
        at = BLOCK * bounds[order[i]]
        while written[at] != LINE:
            blob[out] = written[at]
            out += 1
            at += 1
        ends[i] = out
    return blob[:out].copy(), ends


def warm() -> None:
    """Compile or load what building needs."""
    words, numbers, lengths = read([["un", "d’un P.N.R."]])
    grown(np.zeros((1, 2), np.uint64), np.zeros(0, np.uint64), np.zeros(1, np.int64), 0)
    count(lengths, numbers, 8)
    table(words)
