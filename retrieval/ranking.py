"""Two steps: candidates by word-level TF-IDF, then re-ranking of the candidates alone by every signal."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from retrieval import signals
from retrieval.arrays import Arrays, Floats, Ints
from retrieval.query import Query
from retrieval.signals import Candidates

AT_MOST = 200
"""Candidates that are re-ranked; a corpus of at most this many passages is re-ranked whole."""


class Weights(NamedTuple):
    """Share of each signal in the final score (each is divided by its largest value first)."""

    word: float = 1.0
    gram: float = 0.7
    sentence: float = 0.25
    pair: float = 0.3
    title: float = 0.8
    exact: float = 0.15
    preferred: float = 0.3


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages by number, best first, with scores; ``candidates`` and ``at`` lead back to their signals."""

    passages: Ints
    scores: Floats
    candidates: Candidates | None = None
    at: Ints | None = None


def by_words(arrays: Arrays, weights: dict[int, float], most: int) -> Ranked:
    """The best passages at word level: highest score first, of equals the earlier passage."""
    found = [arrays.postings(term)[0] for term in weights]
    touched = np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, np.int64)
    scores = signals.word_scores(arrays, weights, touched)
    if len(touched) > most:
        kept = np.flatnonzero(scores >= np.partition(scores, len(scores) - most)[len(scores) - most])
        touched, scores = touched[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")[:most]
    return Ranked(touched[order], scores[order])


def by_all_signals(
    arrays: Arrays, query: Query, preferred: Container[str] = (), weights: Weights = WEIGHTS, most: int = AT_MOST
) -> Ranked:
    """Candidates re-ranked by the weighted sum of all signals; those that no signal speaks for are left out.

    ``preferred`` are the ids of passages of the kind that was asked for: they gain, where something else speaks too.
    """
    terms = query.weights()
    first = np.arange(len(arrays)) if len(arrays) <= most else np.sort(by_words(arrays, terms, most).passages)
    candidates = Candidates(arrays, first)
    title = weights.title * arrays.distinct_titles
    scores = signals.fuse(
        [
            (weights.word, signals.word_scores(arrays, terms, first)),
            (weights.gram, signals.gram_scores(candidates, query)),
            (weights.sentence, signals.sentence_scores(candidates, terms)),
            (weights.pair, signals.pair_scores(candidates, query)),
            (title, signals.title_scores(candidates, terms)),
            (weights.exact, signals.exact_scores(candidates, query)),
        ]
    )
    if preferred:
        asked_for = np.fromiter((arrays.ids[i] in preferred for i in first.tolist()), np.float32, len(first))
        scores += np.float32(weights.preferred) * asked_for * (scores > 0)
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] > 0]
    return Ranked(first[order], scores[order], candidates, order)
