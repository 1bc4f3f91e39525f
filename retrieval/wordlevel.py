"""The word-level search: the best passages by the sum of what their terms are worth.

Two kernels over the same arrays, numpy's here and the compiled one (``compiled_search``), make the same sums in the
same order: the question's strongest term first, each in the order of the corpus.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import local

import numpy as np
from numpy.typing import NDArray

from retrieval.fast import compiled_search
from retrieval.postings import code_bits
from retrieval.storage import Array, buffer

Passages = NDArray[np.int32]
Scores = NDArray[np.float32]

_ALL = np.zeros(0, np.bool_)
POSTINGS = ("term_factor", "term_bound", "posting_end", "posting", "posting_weight", "weight_value")
FEW = 3000
"""Up to this many postings the compiled kernel adds them all up: that is quicker than skipping."""
MANY = 20_000
"""From this many postings on, lists that cannot change the outcome are searched rather than read."""
_SLACK = 1.00001
"""Bounds are sums in another order than scores: what rounding may lose is given back."""


class Lists:
    """The lists of a question's terms, strongest first."""

    def __init__(self, words: WordLevel, numbers: NDArray[np.int64], weights: Scores) -> None:
        worth = weights * words.factor[numbers]
        strength = worth * words.bound[numbers]
        order = np.argsort(-strength, kind="stable")
        self.worth: Scores = worth[order]
        self.rest: list[float] = [*np.cumsum(strength[order][::-1])[::-1].tolist(), 0.0]
        spans = [words.span(term) for term in numbers[order].tolist()]
        self.postings = [words.posting[start:end] for start, end in spans]
        self.said = [words.weight[start:end] for start, end in spans] if len(words.weight) else []
        self.values, self.bits = words.values, words.bits
        self.lengths = [end - start for start, end in spans]

    def joined(self, most: int) -> tuple[NDArray[np.intp], Scores]:
        """Passages of the first lists, one list after another, and what their terms are worth there."""
        postings = np.concatenate(self.postings[:most])
        said = np.concatenate(self.said[:most]) if self.said else self._coded(postings)
        return (postings >> self.bits).astype(np.intp), said * np.repeat(self.worth[:most], self.lengths[:most])

    def completed(self, passages: Array, scores: Scores, first: int) -> Scores:
        """Scores of ascending passages with what the lists from ``first`` on hold for them."""
        wanted = passages.astype(np.uint32) << self.bits
        for number in range(first, len(self.lengths)):
            postings = self.postings[number]
            at = np.searchsorted(postings, wanted)
            at[at == len(postings)] = 0
            here = np.flatnonzero(postings[at] >> self.bits == passages)
            at = at[here]
            said = self.said[number][at] if self.said else self._coded(postings[at])
            scores[here] += said * self.worth[number]
        return scores

    def _coded(self, postings: Array) -> Scores:
        said: Scores = self.values.take(postings & (1 << self.bits) - 1)
        return said

    def needed(self, most: int) -> tuple[int, float]:
        """How many lists must be read, and a score that the ``most`` best reach; (all, 0) when nothing is known."""
        count = len(self.lengths)
        if count == 1 or not most <= self.lengths[0] <= MANY:
            return count, 0.0
        passages, scores = self.joined(1)
        scores = self.completed(passages, scores, 1)
        floor = float(np.partition(scores, len(scores) - most)[len(scores) - most])
        while count > 1 and self.rest[count - 1] * _SLACK < floor:
            count -= 1
        return count, floor


class WordLevel:
    """The postings of an index and the search over them; several threads may ask at once.

    Args:
        arrays: those of the postings (see ``postings.weighted``).
        total: number of passages.
    """

    def __init__(self, arrays: Mapping[str, Array], total: int) -> None:
        postings = tuple(arrays[name] for name in POSTINGS)
        for array in postings:  # one kind of array for the compiled kernel, whether built or opened
            array.setflags(write=False)
        self.factor, self.bound, ends, self.posting, self.weight, self.values = postings
        self.bits = code_bits(self.values)
        said = self.values if self.bits else self.weight
        self._compiled = (self.factor, self.bound, ends, self.posting, said, self.bits)
        self.total = total
        self._ends = buffer(ends)
        self._own = local()

    def span(self, term: int) -> tuple[int, int]:
        """Where the postings of a term start and end."""
        return (self._ends[term - 1] if term else 0), self._ends[term]

    def postings(self, term: int) -> tuple[Passages, Scores]:
        """Passages that hold a term, ascending, and what it is worth in each."""
        start, end = self.span(term)
        postings = self.posting[start:end]
        said = self.weight[start:end] if len(self.weight) else self.values.take(postings & (1 << self.bits) - 1)
        return (postings >> self.bits).astype(np.int32), said * self.factor[term]

    def best(
        self, terms: Mapping[int, float], most: int, within: NDArray[np.bool_] | None = None
    ) -> tuple[Passages, Scores]:
        """The best passages and their scores: highest first, of equals the earlier passage.

        Args:
            terms: the terms of the question, and what each counts.
            most: how many passages at most.
            within: for each passage whether it may be found; None when all may.
        """
        most = min(most, self.total)
        if not terms or most <= 0:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        kernel = compiled_search()
        accumulator = self._own.__dict__.pop("accumulator", None)  # kept only by a search that comes to its end
        if accumulator is None:
            accumulator = np.zeros(self.total, np.float32)
        if kernel is None:
            numbers, weights = np.array([*terms], np.int64), np.array([*terms.values()], np.float32)
            found, scores = self._best(Lists(self, numbers, weights), most, within, accumulator)
        else:
            scores, found = np.empty(most, np.float32), np.empty(most, np.int32)
            allowed = _ALL if within is None else within
            asked = np.array([*terms, *terms.values()], np.float64)
            size = kernel.best(asked, *self._compiled, allowed, FEW, accumulator, scores, found)
            if size < most:
                found, scores = found[:size], scores[:size]
        self._own.accumulator = accumulator
        return found, scores

    def _best(
        self, lists: Lists, most: int, within: NDArray[np.bool_] | None, accumulator: Scores
    ) -> tuple[Passages, Scores]:
        read, floor = len(lists.lengths), 0.0
        if within is None and sum(lists.lengths) > MANY:
            read, floor = lists.needed(most)
        passages, worth = lists.joined(read)
        np.add.at(accumulator, passages, worth)
        scores = accumulator.take(passages)
        accumulator[passages] = 0
        if within is not None:
            kept = np.flatnonzero(within[passages])
            passages, scores = passages[kept], scores[kept]
        if floor:
            kept = np.flatnonzero(scores + lists.rest[read] * _SLACK >= floor)
            passages, scores = passages[kept], scores[kept]
        elif len(scores) > most * read:  # a passage is there once for each list that has it
            kept = np.flatnonzero(scores >= np.partition(scores, len(scores) - most * read)[len(scores) - most * read])
            passages, scores = passages[kept], scores[kept]
        if read > 1:
            passages, first = np.unique(passages, return_index=True)
            scores = scores[first]
        scores = lists.completed(passages, scores, read)
        order = np.argsort(-scores, kind="stable")[:most]
        return passages[order].astype(np.int32), scores[order]
