"""How sure an answer is: a calibrated probability that the best passage answers, and three outcomes.

The features speak of how much of the question the corpus knows, not of one score's height; none depends on the size
or the subject of the corpus.  The coefficients are data (``data/confidence.json``), made from labelled questions by
``scripts/calibrate.py`` with scikit-learn's logistic regression.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from retrieval.arrays import Arrays
from retrieval.frequency import weight
from retrieval.query import Query
from retrieval.ranking import Ranked

Outcome = Literal["sure", "near", "nothing"]
FEATURES = ("matched", "unknown", "named", "letters", "counted")


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic regression: probability = 1 / (1 + exp(-(intercept + Σ coefficient · feature)))."""

    intercept: float
    coefficients: tuple[float, ...]
    sure: float
    near: float

    def probability(self, features: tuple[float, ...]) -> float:
        """Probability that the best passage answers; none when it answers to no word."""
        if not features[FEATURES.index("matched")]:
            return 0.0
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
    """What is known of the best passage, in the order of ``FEATURES``.

    matched: ln(1 + Σ weight of the words it answers to); unknown: share of words that nothing in the corpus answers to;
    named: weight of the most telling name that the corpus does not have as typed and the passage does not answer to;
    letters: share of the question's letter n-grams in the passage; counted: weight of what is to be counted ("combien
    de …") where the passage does not speak of it.  Words said aside count only where the corpus has them.  Weights and
    shares are those of general French (see ``frequency``): on a small corpus idf is nearly flat.
    """
    words = query.words
    if not len(ranked.order) or not words:
        return (0.0,) * len(FEATURES)
    forms = arrays.forms_of(int(ranked.passages[0]))
    in_terms = set(arrays.form_term.take(forms).tolist())
    matched = unknown = named = counted = total = 0.0
    for word in words:
        told = weight(word.token.form)
        held = max((sense.weight for sense in word.senses if sense.term in in_terms), default=0.0)
        matched += told * held
        if word.token.aside and not word.typed:
            continue
        total += told
        unknown += told * word.unknown
        if word.token.named and not word.typed:
            named = max(named, told * (1 - held))
        if word.token.counted:
            counted = max(counted, told * (1 - held))
    return math.log1p(matched), unknown / (total or 1.0), named, ranked.best_letters, counted
