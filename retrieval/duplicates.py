"""Near-duplicate passages are one in an answer: pages repeat each other, and the same text thrice is one answer."""

from __future__ import annotations

import numpy as np

from retrieval.arrays import Arrays, Ints
from retrieval.fast import compiled_signals
from retrieval.storage import Array

ALIKE = 0.8
"""Share of words (Jaccard) from which two passages count as one."""
BITS = 256
"""Bits that stand for a passage's words: a bit that only one of two passages has is a word that the other lacks."""
_LACKING = 1 / ALIKE - 1
"""Words that one of two alike passages lacks, at most, as a share of those that it has."""
_AT_ONCE = 4096


def term_bits(token_term: Array, token_sentence: Array, token_end: Array) -> Array:
    """For each passage the bits of its text's terms: shape (passages, 32), bytes."""
    bit = (token_term.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(56)).astype(np.int64)
    found = np.zeros((len(token_end), BITS // 8), np.uint8)
    for first in range(0, len(token_end), _AT_ONCE):
        ends = token_end[first : first + _AT_ONCE]
        start = int(token_end[first - 1]) if first else 0
        owner = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=start))
        inside = np.flatnonzero(token_sentence[start : ends[-1]])
        flags = np.zeros((len(ends), BITS), np.bool_)
        flags[owner[inside], bit[start + inside]] = True
        found[first : first + _AT_ONCE] = np.packbits(flags, axis=1)
    return found


def folded(arrays: Arrays, passages: Ints, most: int) -> list[tuple[int, list[int]]]:
    """The first ``most`` different passages in order, each with the later ones that say the same."""
    first, kernel = passages[: most + 1], compiled_signals()
    if kernel is not None and not kernel.any_alike(first, *arrays.told_apart_by, _LACKING):
        return [(passage, []) for passage in first[:most].tolist()]
    kept: list[tuple[int, int, int, list[int]]] = []
    for passage in passages.tolist():
        start, end = arrays.text_of(passage)
        size, bits = end - start, arrays.bits_of(passage)
        for other_size, other_bits, other, also in kept:
            # Words that only one has are at most a quarter of those that both have: nearly all pairs are told apart
            # by their bits.
            lacking = (bits ^ other_bits).bit_count()
            if lacking <= size * _LACKING and lacking <= other_size * _LACKING and _alike(arrays, passage, other):
                also.append(passage)
                break
        else:
            if len(kept) == most:
                break
            kept.append((size, bits, passage, []))
    return [(passage, also) for _, _, passage, also in kept]


def _alike(arrays: Arrays, one: int, other: int) -> bool:
    terms, others = _terms(arrays, one), _terms(arrays, other)
    shared = len(terms & others)
    return shared >= ALIKE * (len(terms) + len(others) - shared)


def _terms(arrays: Arrays, passage: int) -> set[int]:
    start, end = arrays.text_of(passage)
    return set(arrays.form_term.take(arrays.token_form[start:end]).tolist())
