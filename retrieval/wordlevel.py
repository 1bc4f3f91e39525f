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
from retrieval.storage import Array, buffer

Passages = NDArray[np.int32]
Scores = NDArray[np.float32]

_ALL = np.zeros(0, np.bool_)
POSTINGS = ("term_factor", "term_bound", "posting_end", "posting_passage", "posting_weight", "weight_value")
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
        self.passages = [words.passages[start:end] for start, end in spans]
        self.says = [words.says[start:end] for start, end in spans]
        self.values = words.values
        self.lengths = [end - start for start, end in spans]

    def joined(self, most: int) -> tuple[NDArray[np.intp], Scores]:
        """Passages of the first lists, one list after another, and what their terms are worth there."""
        passages = np.concatenate(self.passages[:most]).astype(np.intp)
        return passages, self._worth(np.concatenate(self.says[:most])) * np.repeat(
            self.worth[:most], self.lengths[:most]
        )

    def completed(self, passages: Array, scores: Scores, first: int) -> Scores:
        """Scores of ascending passages with what the lists from ``first`` on hold for them."""
        for others, says, worth in zip(
            self.passages[first:], self.says[first:], self.worth[first:].tolist(), strict=True
        ):
            at = np.searchsorted(others, passages)
            at[at == len(others)] = 0
            here = np.flatnonzero(others[at] == passages)
            scores[here] += self._worth(says[at[here]]) * np.float32(worth)
        return scores

    def needed(self, most: int) -> tuple[int, float]:
        """How many lists must be read, and a score that the ``most`` best reach; (all, 0) when nothing is known."""
        count = len(self.lengths)
        if count == 1 or not most <= self.lengths[0] <= MANY:
            return count, 0.0
        passages = self.passages[0]
        scores = self.completed(passages, self._worth(self.says[0]) * self.worth[0], 1)
        floor = float(np.partition(scores, len(scores) - most)[len(scores) - most])
        while count > 1 and self.rest[count - 1] * _SLACK < floor:
            count -= 1
        return count, floor

    def _worth(self, says: Array) -> Scores:
        return self.values.take(says) if len(self.values) else np.asarray(says, np.float32)


class WordLevel:
    """The postings of an index and the search over them; several threads may ask at once.

    Args:
        arrays: those of the postings (see ``postings.weighted``).
        total: number of passages.
    """

    def __init__(self, arrays: Mapping[str, Array], total: int) -> None:
        self._postings = tuple(arrays[name] for name in POSTINGS)
        for array in self._postings:  # one kind of array for the compiled kernel, whether built or opened
            array.setflags(write=False)
        self.factor, self.bound, ends, self.passages, self.says, self.values = self._postings
        self.total = total
        self._ends = buffer(ends)
        self._own = local()

    def span(self, term: int) -> tuple[int, int]:
        """Where the postings of a term start and end."""
        return (self._ends[term - 1] if term else 0), self._ends[term]

    def postings(self, term: int) -> tuple[Passages, Scores]:
        """Passages that hold a term, ascending, and what it is worth in each."""
        start, end = self.span(term)
        says = self.says[start:end]
        values = self.values.take(says) if len(self.values) else says
        return self.passages[start:end], values * self.factor[term]

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
        numbers, weights = np.array([*terms], np.int64), np.array([*terms.values()], np.float32)
        kernel = compiled_search()
        try:
            accumulator = self._own.accumulator
        except AttributeError:
            accumulator = self._own.accumulator = np.zeros(self.total, np.float32)
        try:
            if kernel is None:
                return self._best(Lists(self, numbers, weights), most, within, accumulator)
            scores, found = np.empty(most, np.float32), np.empty(most, np.int32)
            size = kernel.best(
                numbers,
                weights,
                *self._postings,
                _ALL if within is None else within,
                FEW,
                accumulator,
                scores,
                found,
            )
            return found[:size], scores[:size]
        except BaseException:
            del self._own.accumulator  # interrupted: it may hold what was added
            raise

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
