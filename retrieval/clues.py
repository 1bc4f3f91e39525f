"""A question as arrays of numbers: what the signals look for in the candidates."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import Arrays, Ints
from retrieval.query import Query

Numbers = NDArray[np.float64]


class Clues(NamedTuple):
    """What to look for; each thing's worth stands at its place in the array beside it.

    ``terms``: distinct terms, and what each counts.  ``pairs``: neighbouring terms, as place of the first · number of
    terms + place of the second.  ``forms``: words as they were typed.  ``letters``: all words between spaces, with a
    zero after each, as bytes: their n-grams are looked for.
    """

    terms: Ints
    weights: Numbers
    pairs: Ints
    forms: Ints
    form_worth: Numbers
    letters: NDArray[np.uint8]


def clues(query: Query, arrays: Arrays) -> Clues:
    """What a question gives to look for."""
    weights = query.weights()
    place = {term: number for number, term in enumerate(weights)}
    pairs = {place[a] * len(place) + place[b]: None for a, b in query.pairs()}
    forms, worth = [], []
    for word in query.words:
        if word.form >= 0:
            forms.append(word.form)
            worth.append(word.idf)
    letters = "".join([f" {word.token.form} \0" for word in query.words]).encode("utf-8", "surrogatepass")
    return Clues(
        np.array([*weights], np.int64),
        np.array([*weights.values()], np.float64),
        np.array([*pairs], np.int64),
        np.array(forms, np.int64),
        np.array(worth, np.float64),
        np.frombuffer(letters or b"\0", np.uint8),
    )
