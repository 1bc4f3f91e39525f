"""Building compiled: distinct words numbered and sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.compiled_count import count as count
from retrieval.compiled_words import LINE, ODD, cut, folds_of_letters, kinds_of_characters, lines
from retrieval.compiling import compiled, inlined
from retrieval.storage import Array, StringTable
from retrieval.text import fold_word

HALF, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


@compiled
def number_words(
    text: Array,
    begin: Array,
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

    A row of ``table`` is half of a hash, then a number and one; a free row is zero.  A word is known by its bytes, not
    by its hash: the bytes of the words known stand in ``known``, each word from its place in ``bounds`` on and ended by
    a line break.
    """
    mask = np.uint64(len(table) - 1)
    for i in range(first, end):
        if 2 * count >= len(table):
            return i, count
        half = hashes[i] >> HALF
        row = half & mask
        length, number = begin[i + 1] - begin[i], count
        while table[row] != 0:
            if table[row] >> HALF == half:
                one = int(table[row] & LOW) - 1
                at = bounds[one]
                same = bounds[one + 1] - at == length + 1
                place = 0
                while same and place < length:
                    same = known[at + place] == text[begin[i] + place]
                    place += 1
                if same:
                    number = one
                    break
            row = (row + np.uint64(1)) & mask
        if number == count:
            count += 1
            table[row] = half << HALF | np.uint64(count)
            at = bounds[number]
            for place in range(length):
                known[at + place] = text[begin[i] + place]
            known[at + length] = LINE
            bounds[count] = at + length + 1
        numbers[i] = number
    return end, count


@compiled
def grown(table: Array) -> Array:
    """The same rows in a table of twice the size."""
    new = np.zeros(2 * len(table), np.uint64)
    mask = np.uint64(len(new) - 1)
    for i in range(len(table)):
        if table[i] != 0:
            row = table[i] >> HALF & mask
            while new[row] != 0:
                row = (row + np.uint64(1)) & mask
            new[row] = table[i]
    return new


class _Known:
    """Distinct words, numbered as they come."""

    def __init__(self) -> None:
        self.table, self.count = np.zeros(1 << 12, np.uint64), 0
        self.known, self.bounds = np.zeros(0, np.uint8), np.zeros(1, np.int64)

    def numbers(self, text: Array, begin: Array, hashes: Array, end: int) -> NDArray[np.int32]:
        """The numbers of some words, by their bytes."""
        self.known = _roomy(self.known, int(self.bounds[self.count] + begin[end]) + end)
        self.bounds = _roomy(self.bounds, self.count + end + 1)
        found, at = np.empty(end, np.int32), 0
        while at < end:
            at, self.count = number_words(
                text, begin, hashes, at, end, self.table, self.known, self.bounds, self.count, found
            )
            if at < end:
                self.table = grown(self.table)
        return found

    def words(self) -> str:
        """All words, each ended by a line break."""
        return self.known[: self.bounds[self.count]].tobytes().decode("utf-8", "surrogatepass")


def read(batches: Iterable[list[str]]) -> tuple[list[str], NDArray[np.int32], NDArray[np.int64]]:
    """Distinct folded words, the number of each word of all texts, and how many words each text has."""
    distinct = _Known()
    found, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    begin, hashes, forms = np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros(0, np.uint8)
    for batch in batches:
        encoded = [text.encode("utf-8", "surrogatepass") for text in batch]
        text = np.frombuffer(b"".join(encoded), np.uint8)
        room = len(text) // 2 + len(batch) + 2
        if room > len(begin):
            begin, hashes, forms = np.empty(room, np.int64), np.empty(room, np.uint64), np.empty(3 * room, np.uint8)
        length, ends = np.empty(len(batch), np.int64), np.cumsum(np.fromiter(map(len, encoded), np.int64, len(batch)))
        end = cut(text, ends, kinds_of_characters(), folds_of_letters(), forms, begin, hashes, length)
        found.append(distinct.numbers(forms, begin, hashes, end))
        lengths.append(length)
    joined = distinct.words()
    words = joined.split("\n")[:-1]
    if chr(ODD) in joined:
        words = [fold_word(word[1:]) if word[0] == chr(ODD) else word for word in words]
    return words, np.concatenate(found), np.concatenate(lengths)


def table(terms: list[str]) -> tuple[StringTable, NDArray[np.int32]]:
    """Distinct terms sorted, and the place of each of ``terms`` there; -1 for an empty one."""
    text = np.frombuffer(bytearray("\n".join([*terms, ""]).encode("utf-8", "surrogatepass")), np.uint8)
    begin, hashes = np.empty(len(terms) + 1, np.int64), np.empty(len(terms), np.uint64)
    distinct = _Known()
    numbers = distinct.numbers(text, begin, hashes, lines(text, begin, hashes))
    known, bounds = distinct.known, distinct.bounds[: distinct.count + 1]
    order = np.argsort(leading(known, bounds), kind="stable")
    settle(known, bounds, order)
    place = np.empty(len(order), np.int32)
    empty = int(len(order) > 0 and bounds[order[0] + 1] == bounds[order[0]] + 1)
    place[order] = np.arange(-empty, len(order) - empty)
    blob, ends = gathered(known, bounds, order[empty:])
    return StringTable.of(blob, ends), place[numbers]


def _roomy(array: Array, size: int) -> Array:
    """The array, or a copy with room to spare when it is smaller than is needed."""
    if len(array) >= size:
        return array
    return np.concatenate([array, np.zeros(2 * size - len(array), array.dtype)])


@compiled
def leading(known: Array, bounds: Array) -> Array:
    """The first eight bytes of each word as a number that sorts as they do."""
    keys = np.zeros(len(bounds) - 1, np.uint64)
    for word in range(len(keys)):
        for i in range(8):
            at = bounds[word] + i
            keys[word] = keys[word] << np.uint64(8) | np.uint64(known[at] if at < bounds[word + 1] - 1 else 0)
    return keys


@inlined
def before(known: Array, bounds: Array, one: int, other: int) -> Any:
    """Whether a word comes before another, byte by byte."""
    at, end, place = bounds[one], bounds[one + 1] - 1, bounds[other]
    last = bounds[other + 1] - 1
    while at < end and place < last and known[at] == known[place]:
        at += 1
        place += 1
    return place < last and (at == end or known[at] < known[place])


@inlined
def alike(known: Array, bounds: Array, one: int, other: int) -> Any:
    """Whether the first eight bytes of two words are the same."""
    for i in range(8):
        at, place = bounds[one] + i, bounds[other] + i
        ended, over = at >= bounds[one + 1] - 1, place >= bounds[other + 1] - 1
        if ended or over:
            return ended and over
        if known[at] != known[place]:
            return False
    return True


@compiled
def settle(known: Array, bounds: Array, order: Array) -> None:
    """Sort words wholly that are sorted by their first bytes: by strides, for those that share them."""
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and alike(known, bounds, order[start], order[end]):
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
def gathered(known: Array, bounds: Array, order: Array) -> tuple[Array, Array]:
    """The bytes of words in an order, without what ends them, and where each ends."""
    ends = np.empty(len(order), np.int64)
    total = 0
    for i in range(len(order)):
        total += bounds[order[i] + 1] - bounds[order[i]] - 1
        ends[i] = total
    blob, out = np.empty(total, np.uint8), 0
    for i in range(len(order)):
        for at in range(bounds[order[i]], bounds[order[i] + 1] - 1):
            blob[out] = known[at]
            out += 1
    return blob, ends


def warm() -> None:
    """Compile or load what building needs."""
    words, numbers, lengths = read([["un", "d’un P.N.R."]])
    grown(np.zeros(1, np.uint64))
    count(lengths, numbers, 8)
    table(words)
