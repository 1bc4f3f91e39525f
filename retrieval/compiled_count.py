"""Terms counted passage by passage, compiled."""

from __future__ import annotations

import numpy as np

from retrieval.compiling import compiled
from retrieval.storage import Array


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
