"""From counted words to postings: for each term its passages, and what it is worth in each.

The worth of a term in a passage depends on how often it occurs there and how long the passage is, and few such pairs
occur: some bits of a posting say which, and a table holds the values.  Nothing is rounded by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from retrieval.fast import compiled_build
from retrieval.storage import Array

Weighting = Literal["bm25", "tfidf"]
K1, B = 1.2, 0.75
"""BM25's saturation and length normalisation: the field's usual values, flat around their best on our collections."""
_LARGEST_GRID = 1 << 22
"""Pairs of count and length that are looked at to find those that occur; beyond, values stand in the postings."""
_BLOCK = 1 << 22


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each term occurs in each passage, term by term, passages ascending.

    ``end[t]`` is where the rows of term ``t`` end; ``length`` is how many counted words each passage has.
    """

    end: NDArray[np.int64]
    passage: NDArray[np.int32]
    times: NDArray[np.int32]
    length: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """Postings that say themselves what they are worth (see ``weighted``)."""

    posting: NDArray[np.uint32]
    table: NDArray[np.float32]


def count(lengths: Array, terms: Array, n_terms: int) -> Counts:
    """Counts of the terms of passages that stand one after another.

    Args:
        lengths: words of each passage.
        terms: the term of each word; -1 for a word that does not count.
        n_terms: how many terms there are.
    """
    compiled = compiled_build()
    if compiled is not None:
        return Counts(*compiled.count(np.asarray(lengths, np.int64), np.asarray(terms, np.int32), n_terms))
    from scipy.sparse import csr_array

    kept = terms >= 0
    ends = np.concatenate([[0], np.cumsum(kept)])[np.cumsum(np.concatenate([[0], lengths]), dtype=np.int64)]
    columns = terms[kept]
    counts = csr_array((np.ones(len(columns), np.int32), columns, ends), shape=(len(lengths), n_terms)).tocsc()
    counts.has_sorted_indices = True  # passages were gone through in their order
    counts.sum_duplicates()
    end = counts.indptr[1:].astype(np.int64)
    return Counts(end, counts.indices.astype(np.int32), counts.data.astype(np.int32), np.diff(ends).astype(np.int64))


def bm25_idf(frequency: Array, total: int) -> NDArray[np.float32]:
    """ln(1 + (N - df + ½) / (df + ½)), Robertson and Zaragoza 2009, in the form that is never negative."""
    return np.log1p((total - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


def weighted(counts: Counts, weighting: Weighting) -> dict[str, Array]:
    """The arrays of the postings.

    A posting is the number of its passage, followed by as many bits as the numbers of ``weight_value`` take, which say
    which of those values it has.  Where that does not fit, ``weight_value`` is empty and ``posting_weight`` has the
    value.  A term is worth ``term_factor`` times that.

    ``bm25``: idf · tf·(k1+1) / (tf + k1·(1 - b + b·length/mean length)), where the factor is the idf.
    ``tfidf``: scikit-learn's ``TfidfTransformer(sublinear_tf=True)``, l2-normed rows; the factor is the idf of the
    question's term.
    """
    frequency = np.diff(counts.end, prepend=0)
    idf = bm25_idf(frequency, len(counts.length))
    begin = counts.end - frequency
    says, factor = _tfidf(counts) if weighting == "tfidf" else (_bm25(counts), idf)
    if isinstance(says, Coded):
        posting, weights, table = says.posting, np.zeros(0, np.float32), says.table
        bound = table[np.maximum.reduceat(posting & (1 << code_bits(table)) - 1, begin)]
    else:
        posting, weights, table = counts.passage.astype(np.uint32), says, np.zeros(0, np.float32)
        bound = np.maximum.reduceat(weights, begin) if len(weights) else weights
    return {
        "term_idf": idf,
        "term_factor": factor,
        "term_bound": bound,
        "posting_end": counts.end,
        "posting": posting,
        "posting_weight": weights,
        "weight_value": table,
    }


def code_bits(table: Array) -> int:
    """Bits of a posting that say which value of the table it has."""
    return max(1, (len(table) - 1).bit_length()) if len(table) else 0


def _tfidf(counts: Counts) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """scikit-learn's weights, and its idf for the question's side."""
    from scipy.sparse import csc_array
    from sklearn.feature_extraction.text import TfidfTransformer

    if not len(counts.passage):
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    ends = np.concatenate([[0], counts.end])
    shape = (len(counts.length), len(counts.end))
    by_term: Any = csc_array((counts.times.astype(np.float32), counts.passage, ends), shape=shape)
    transformer = TfidfTransformer(sublinear_tf=True)
    weights = transformer.fit_transform(by_term.tocsr()).tocsc()
    return weights.data.astype(np.float32), transformer.idf_.astype(np.float32)


def _bm25(counts: Counts) -> Coded | NDArray[np.float32]:
    """The weights without their idf."""
    if not len(counts.passage):
        return np.zeros(0, np.float32)
    mean = counts.length.astype(np.float32).mean()
    lengths, of_length = np.unique(counts.length, return_inverse=True)
    norm = (K1 * (1 - B + B * lengths.astype(np.float32) / mean)).astype(np.float32)
    most = int(counts.times.max())
    if (most + 1) * len(lengths) <= _LARGEST_GRID:
        pairs = np.zeros((most + 1, len(lengths)), np.bool_)
        for block in _blocks(counts):
            pairs[counts.times[block], of_length[counts.passage[block]]] = True
        times, length = np.nonzero(pairs)
        table, number = np.unique(_saturated(times.astype(np.float32), norm[length]), return_inverse=True)
        bits = code_bits(table)
        if len(counts.length) << bits <= 1 << 32:
            codes = np.zeros(pairs.shape, np.uint32)
            codes[times, length] = number
            posting = np.empty(len(counts.passage), np.uint32)
            for block in _blocks(counts):
                passage = counts.passage[block]
                posting[block] = passage.astype(np.uint32) << bits | codes[counts.times[block], of_length[passage]]
            return Coded(posting, table)
    return _saturated(counts.times.astype(np.float32), norm[of_length[counts.passage]])


def _blocks(counts: Counts) -> Iterator[slice]:
    """Stretches of the postings small enough to be worked on as a whole."""
    return (slice(first, first + _BLOCK) for first in range(0, len(counts.passage), _BLOCK))


def _saturated(times: NDArray[np.float32], norm: NDArray[np.float32]) -> NDArray[np.float32]:
    return (times * (K1 + 1) / (times + norm)).astype(np.float32)
