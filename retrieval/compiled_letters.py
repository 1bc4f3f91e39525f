"""Letter n-grams compiled: those of a question's words, and the forms of the index that share most with a word."""

from __future__ import annotations

import numpy as np

from retrieval.compiling import compiled, inlined
from retrieval.grams import RANKING
from retrieval.storage import Array


@inlined
def start_of(ends: Array, number: int) -> int:
    """Where a range starts, of ranges one after another."""
    return ends[number - 1] if number else 0


@compiled
def distinct(letters: Array) -> tuple[Array, Array]:
    """The distinct n-grams of words between spaces, each ended by a zero, and how many words have each."""
    keys, times, last = np.empty(len(letters), np.uint32), np.zeros(len(letters)), np.empty(len(letters), np.int64)
    slots = 64
    while slots < 2 * len(letters):
        slots *= 2
    table = np.full(slots, -1, np.int32)
    size, word, key, length = 0, 0, np.uint32(0), 0
    for letter in letters:
        if letter == 0:
            word, length = word + 1, 0
            continue
        key = key >> np.uint32(8) | np.uint32(letter) << np.uint32(24)
        length += 1
        if length < RANKING:
            continue
        slot = (np.uint64(key) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)) & np.uint64(slots - 1)
        while table[slot] >= 0 and keys[table[slot]] != key:
            slot = slot + np.uint64(1) & np.uint64(slots - 1)
        if table[slot] < 0:
            table[slot] = size
            keys[size], last[size] = key, -1
            size += 1
        k = table[slot]
        if last[k] != word:
            times[k] += 1
            last[k] = word
    return keys[:size], times[:size]


@compiled
def sharing(
    grams: Array, gram_end: Array, gram_form: Array, first: int, end: int, least: int, enough: int
) -> tuple[Array, Array]:
    """Forms from ``first`` to before ``end`` that hold at least so many of some n-grams, and how many.

    Of many those that hold most: ``enough``, and as many more as hold no less than the last of them.
    """
    rows = 0
    for gram in grams:
        rows += gram_end[gram] - start_of(gram_end, gram)
    counts, reached = np.zeros(end - first, np.uint16), np.empty(rows // least + 1, np.uint32)
    size = 0
    for gram in grams:
        holders = gram_form[start_of(gram_end, gram) : gram_end[gram]]
        holders = holders[np.searchsorted(holders, first) : np.searchsorted(holders, end)]
        for at in range(len(holders)):
            place = np.uint32(holders[at] - first)
            counts[place] += np.uint16(1)
            reached[size] = place
            size += int(counts[place] == least)  # added, since no processor foresees it
    having = np.zeros(len(grams) + 1, np.int64)
    for i in range(size):
        having[counts[reached[i]]] += 1
    floor, kept = len(grams), having[len(grams)]
    while floor > least and kept < enough:
        floor -= 1
        kept += having[floor]
    forms, shared = np.empty(kept, np.int64), np.empty(kept, np.int64)
    kept = 0
    for i in range(size):
        if counts[reached[i]] >= floor:
            forms[kept], shared[kept] = reached[i] + first, counts[reached[i]]
            kept += 1
    return forms, shared


def warm() -> None:
    """Compile or load the kernel that is called from outside; ``distinct`` is part of the signals' one."""
    end, form = np.ones(1, np.int64), np.zeros(1, np.int32)
    for array in (end, form):
        array.setflags(write=False)
    sharing(np.zeros(1, np.int64), end, form, 0, 1, 1, 1)
