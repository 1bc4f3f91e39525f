"""Two steps: candidates by word-level TF-IDF, then re-ranking of the candidates alone by every signal."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from retrieval import letters, signals
from retrieval.arrays import Arrays, Flags, Floats, Ints
from retrieval.candidates import Candidates
from retrieval.query import Query

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
    """Passages by number, best first, and their scores.

    ``parts`` are the signals' contributions to each score; ``letters`` the share of the question's letter n-grams that
    each passage holds.
    """

    passages: Ints
    scores: Floats
    parts: dict[str, Floats] = field(default_factory=dict)
    letters: Floats | None = None


def by_words(arrays: Arrays, weights: dict[int, float], most: int, within: Flags | None = None) -> Ranked:
    """The best passages at word level: highest score first, of equals the earlier passage.

    ``within`` says of each passage whether it may be found at all.
    """
    passages, scores = arrays.words.best(weights, most, within)
    return Ranked(passages.astype(np.int64), scores)


def by_all_signals(
    arrays: Arrays,
    query: Query,
    preferred: Container[str] = (),
    within: Flags | None = None,
    weights: Weights = WEIGHTS,
    most: int = AT_MOST,
) -> Ranked:
    """Candidates re-ranked by the weighted sum of all signals; those that no signal speaks for are left out.

    ``preferred`` are the ids of passages of the kind that was asked for: they gain, where something else speaks too.
    """
    terms = query.weights()
    if len(arrays) <= most:
        first = np.arange(len(arrays)) if within is None else np.flatnonzero(within)
    else:
        first = np.sort(by_words(arrays, terms, most, within).passages)
    candidates = Candidates(arrays, first)
    gram_scores, known = letters.scores(candidates, letters.letters_of(query, arrays))
    parts = {
        "word": weights.word * scaled(signals.word_scores(arrays, terms, first)),
        "gram": weights.gram * scaled(gram_scores),
        "sentence": weights.sentence * scaled(signals.sentence_scores(candidates, terms)),
        "pair": weights.pair * scaled(signals.pair_scores(candidates, query)),
        "title": weights.title * arrays.distinct_titles * scaled(signals.title_scores(candidates, terms)),
        "exact": weights.exact * scaled(signals.exact_scores(candidates, query)),
    }
    scores: Floats = np.stack(list(parts.values())).sum(axis=0, dtype=np.float32)
    if preferred:
        asked_for = np.fromiter((arrays.ids[i] in preferred for i in first.tolist()), np.bool_, len(first))
        parts["preferred"] = np.where(asked_for & (scores > 0), np.float32(weights.preferred), np.float32(0))
        scores = scores + parts["preferred"]
    order = np.argsort(-scores, kind="stable")
    order = order[scores[order] > 0]
    return Ranked(first[order], scores[order], {name: part[order] for name, part in parts.items()}, known[order])


def scaled(values: Floats) -> Floats:
    """Divided by the largest, so that signals of different units can be added."""
    top = float(values.max()) if len(values) else 0.0
    return values / np.float32(top) if top > 0 else values
