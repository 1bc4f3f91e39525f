"""How sure an answer is: a calibrated probability that the best passage answers, and three outcomes.

The features speak of how much of the question the corpus knows, not of one score's height; none depends on the size
or the subject of the corpus.  The coefficients are data (``data/confidence.json``), made from labelled questions by
``benchmarks/calibrate.py`` with scikit-learn's logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from retrieval import signals
from retrieval.arrays import Arrays
from retrieval.build import grams
from retrieval.query import Query
from retrieval.ranking import Ranked
from retrieval.signals import Candidates

Outcome = Literal["sure", "near", "nothing"]
FEATURES = ("coverage", "sentence", "typed", "unknown", "rarest", "margin", "letters", "length")


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic regression: probability = 1 / (1 + exp(-(intercept + Σ coefficient · feature)))."""

    intercept: float
    coefficients: tuple[float, ...]
    sure: float
    near: float

    def probability(self, features: tuple[float, ...]) -> float:
        """Probability that the best passage answers."""
        logit = self.intercept + sum(c * f for c, f in zip(self.coefficients, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def outcome(self, probability: float) -> Outcome:
        """``sure`` and ``near`` from their thresholds up, else ``nothing``."""
        return "sure" if probability >= self.sure else "near" if probability >= self.near else "nothing"


@cache
def model() -> Model:
    """The calibrated model that ships with the program."""
    data = json.loads((files("retrieval") / "data" / "confidence.json").read_text("utf-8"))
    return Model(
        data["intercept"],
        tuple(data["coefficients"][name] for name in FEATURES),
        data["thresholds"]["sure"],
        data["thresholds"]["near"],
    )


def features(arrays: Arrays, query: Query, ranked: Ranked) -> tuple[float, ...]:
    """What is known of the best passage, each about 0 to 1, in the order of ``FEATURES``.

    coverage: share of the question's idf in the best passage; sentence: in its best sentence; typed: share whose
    very word the corpus knows; unknown: share of words that nothing in the corpus resembles; rarest: the rarest word
    is in the passage; margin: lead of the best passage's score over the second's; letters: share of the question's
    letter n-grams in the passage; length: how many words name the subject, 1 - 1/(1+n).
    """
    if not len(ranked.passages) or not query.words:
        return (0.0,) * len(FEATURES)
    best = Candidates(arrays, ranked.passages[:1])
    whole, single = signals.coverage(best, query)
    total = sum(word.idf for word in query.words)
    rarest = max(query.words, key=lambda word: word.idf)
    held, _ = signals.coverage(best, Query((rarest,)))
    scores = ranked.scores
    margin = float((scores[0] - scores[1]) / scores[0]) if len(scores) > 1 else 1.0
    return (
        float(whole[0]),
        float(single[0]),
        sum(word.idf for word in query.words if word.typed) / total,
        sum(word.idf for word in query.words if not word.senses) / total,
        float(held[0]),
        margin,
        letters(best, query),
        1 - 1 / (1 + len(query.words)),
    )


def letters(best: Candidates, query: Query) -> float:
    """Share of the question's letter n-grams (by idf) that occur in the passage."""
    arrays = best.arrays
    forms = np.unique(best.forms)
    found = total = 0.0
    for gram in {gram for word in query.words for gram in grams(word.token.form)}:
        number = arrays.grams.find(gram)
        idf = float(arrays.gram_idf[number]) if number >= 0 else arrays.unseen_idf
        total += idf
        if number >= 0 and np.isin(arrays.forms_with(number)[0], forms, assume_unique=True).any():
            found += idf
    return found / total if total else 0.0
