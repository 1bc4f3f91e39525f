"""Two steps: candidates by word-level TF-IDF, then re-ranking of the candidates alone by every signal."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import Arrays, Flags, Floats, Ints
from retrieval.candidates import Candidates, Room
from retrieval.clues import Clues, Numbers, clues
from retrieval.fast import compiled_signals
from retrieval.letters import ENOUGH
from retrieval.query import Query
from retrieval.signals import SIGNALS, signals
from retrieval.storage import Array

AT_MOST = 64
"""Candidates that are re-ranked, unless more are wanted."""
WHOLE = 100
"""A corpus of at most this many passages is re-ranked whole: letters may find what words do not."""


class Weights(NamedTuple):
    """Share of each signal in the final score (each is divided by its largest value first).

    That of ``gram`` is less where even the best candidate holds but few of the question's n-grams: ``ENOUGH``.
    """

    word: float = 1.0
    gram: float = 0.75
    sentence: float = 0.25
    pair: float = 0.3
    title: float = 0.8
    exact: float = 0.15
    preferred: float = 0.3


WEIGHTS = Weights()
GRAM, TITLE = Weights._fields.index("gram"), Weights._fields.index("title")


@dataclass(frozen=True)
class Ranked:
    """Passages by number, best first, and their scores.

    ``parts`` are the signals' contributions to each score; ``letters`` the share of the question's letter n-grams that
    each passage holds.  Both are of the candidates, ``order`` says which candidate is best, second and so on.
    """

    candidates: Ints
    order: Ints
    all_scores: Floats
    contributions: NDArray[np.float64]
    all_letters: Numbers

    @cached_property
    def passages(self) -> Ints:
        """The passages, best first."""
        return self.candidates[self.order]

    @cached_property
    def scores(self) -> Floats:
        """The score of each."""
        return self.all_scores[self.order]

    @property
    def parts(self) -> dict[str, Floats]:
        """What each signal contributed to each score."""
        names = ("word", *SIGNALS, "preferred")
        ordered = self.contributions[:, self.order].astype(np.float32)
        return dict(zip(names, ordered, strict=True))

    @property
    def best_letters(self) -> float:
        """The share of the question's letter n-grams that the best passage holds."""
        return float(self.all_letters[self.order[0]]) if len(self.order) else 0.0


class Ranker:
    """Ranks the passages of an index by all signals; several threads may ask it at once."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._room = Room(arrays)
        stored: tuple[Array, ...] = (arrays.token_end, arrays.title_length, arrays.token_form, arrays.token_sentence)
        stored += (arrays.term_end, arrays.term_form)
        stored += (arrays.term_idf, arrays.grams.key, arrays.gram_idf, arrays.grams.end, arrays.grams.form)
        stored += (arrays.gram_length,)
        for array in stored:  # one kind of array for the compiled kernel, whether built or opened
            array.setflags(write=False)
        self._of_index = (*stored, arrays.mean_sentence_length, arrays.mean_gram_length or 1.0, arrays.unseen_idf)

    @cached_property
    def _everything(self) -> Candidates:
        return Candidates(self._arrays, np.arange(len(self._arrays)))

    def ranked(
        self,
        query: Query,
        preferred: Container[str] = (),
        within: Flags | None = None,
        weights: Weights = WEIGHTS,
        most: int = AT_MOST,
    ) -> Ranked:
        """Candidates re-ranked by the weighted sum of all signals; those that no signal speaks for are left out.

        ``preferred`` are the ids of passages of the kind that was asked for: they gain, where something else speaks
        too.
        """
        found, word = self._candidates(query.weights(), max(most, AT_MOST), within)
        shares = np.array(weights)
        shares[TITLE] *= self._arrays.distinct_titles
        wanted, kernel = clues(query, self._arrays), compiled_signals()
        if kernel is None:
            order = np.argsort(found)
            first, word = found[order].astype(np.int64), word[order]
            return Ranked(first, *self._combined(first, word, wanted, self._among(preferred, first), shares))
        room, count = self._room, len(found)
        first, order, scores = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.float32)
        parts, known = np.empty((len(shares), count)), np.empty(count)
        asked_for = self._among(preferred, np.sort(found)) if preferred else np.zeros(count, np.bool_)
        room_and_found = (room.forms, room.bits, first, order, scores, parts, known)
        size = kernel.rank(found, word, *self._of_index, *wanted, asked_for, shares, *room_and_found)
        return Ranked(first, order[:size], scores, parts, known)

    def _candidates(self, terms: dict[int, float], most: int, within: Flags | None) -> tuple[Array, Floats]:
        """The passages to re-rank and their scores at word level."""
        total, best = len(self._arrays), self._arrays.words.best
        if total > WHOLE:
            return best(terms, most, within)
        found, some = best(terms, total, within)
        word = np.zeros(total, np.float32)
        word[found] = some
        every = np.arange(total) if within is None else np.flatnonzero(within)
        return every.astype(np.int32), word[every]

    def _among(self, preferred: Container[str], passages: Array) -> Flags:
        """For each passage whether its id is among those preferred."""
        ids = self._arrays.ids.several(passages.tolist()) if preferred else ()
        return np.array([key in preferred for key in ids] or np.zeros(len(passages)), np.bool_)

    def _combined(
        self, first: Ints, word: Floats, wanted: Clues, asked_for: Flags, shares: Numbers
    ) -> tuple[Ints, Floats, NDArray[np.float64], Numbers]:
        """Numpy's kernel: order, scores, contributions, shares of letters."""
        whole = len(first) == len(self._arrays)
        candidates = self._everything if whole else Candidates(self._arrays, first)
        parts = np.zeros((len(shares), len(first)))
        parts[0] = word
        parts[1:-1], known = signals(self._arrays, candidates, wanted, self._room)
        heard = np.ones(len(shares))
        heard[GRAM] = min(1.0, known.max(initial=0.0) / ENOUGH)
        top = parts.max(axis=1, initial=0.0)  # of different units: each is divided by its largest value
        top[top == 0] = 1.0
        parts *= (shares * heard / top)[:, None]
        parts[-1] = np.where(asked_for & parts.any(axis=0), shares[-1], 0.0)
        scores = parts.sum(axis=0).astype(np.float32)
        order = np.argsort(-scores, kind="stable")
        return order[: np.count_nonzero(scores)], scores, parts, known
