"""From counted words to postings: for each term its passages, and what it is worth in each.

The worth of a term in a passage depends on how often it occurs there and how long the passage is, and few such pairs
occur: a posting holds one byte or two that say which, and a table holds the values.  Nothing is rounded by that.
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

    A term is worth ``term_factor`` times what its posting says: ``posting_weight`` itself where that is a float, else
    the value of that number in ``weight_value``.

    ``bm25``: idf · tf·(k1+1) / (tf + k1·(1 - b + b·length/mean length)), where the factor is the idf.
    ``tfidf``: scikit-learn's ``TfidfTransformer(sublinear_tf=True)``, l2-normed rows; the factor is the idf of the
    question's term.
    """
    frequency = np.diff(counts.end, prepend=0)
    idf = bm25_idf(frequency, len(counts.length))
    if weighting == "tfidf":
        values, factor = _tfidf(counts)
        table = np.zeros(0, np.float32)
    else:
        values, table = _bm25(counts)
        factor = idf
    bound = np.maximum.reduceat(values, counts.end - frequency) if len(values) else values
    return {
        "term_idf": idf,
        "term_factor": factor,
        "term_bound": table[bound] if len(table) else bound.astype(np.float32),
        "posting_end": counts.end,
        "posting_passage": counts.passage,
        "posting_weight": values,
        "weight_value": table,
    }


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


def _bm25(counts: Counts) -> tuple[Array, NDArray[np.float32]]:
    """What each posting says, and the table of values it speaks of (empty: it says the value itself)."""
    if not len(counts.passage):
        return np.zeros(0, np.uint8), np.zeros(0, np.float32)
    mean = counts.length.astype(np.float32).mean()
    lengths, of_length = np.unique(counts.length, return_inverse=True)
    norm = (K1 * (1 - B + B * lengths.astype(np.float32) / mean)).astype(np.float32)
    most = int(counts.times.max())
    if (most + 1) * len(lengths) > _LARGEST_GRID:
        return _saturated(counts.times.astype(np.float32), norm[of_length[counts.passage]]), np.zeros(0, np.float32)
    pairs = np.zeros((most + 1, len(lengths)), np.bool_)
    for block in _blocks(counts):
        pairs[counts.times[block], of_length[counts.passage[block]]] = True
    times, length = np.nonzero(pairs)
    values = _saturated(times.astype(np.float32), norm[length])
    table, number = np.unique(values, return_inverse=True)
    if len(table) > 1 << 16:
        return _saturated(counts.times.astype(np.float32), norm[of_length[counts.passage]]), np.zeros(0, np.float32)
    kind = np.uint8 if len(table) <= 1 << 8 else np.uint16
    codes = np.zeros(pairs.shape, kind)
    codes[times, length] = number
    said = np.empty(len(counts.passage), kind)
    for block in _blocks(counts):
        said[block] = codes[counts.times[block], of_length[counts.passage[block]]]
    return said, table


def _blocks(counts: Counts) -> Iterator[slice]:
    """Stretches of the postings small enough to be worked on as a whole."""
    return (slice(first, first + _BLOCK) for first in range(0, len(counts.passage), _BLOCK))


def _saturated(times: NDArray[np.float32], norm: NDArray[np.float32]) -> NDArray[np.float32]:
    return (times * (K1 + 1) / (times + norm)).astype(np.float32)
