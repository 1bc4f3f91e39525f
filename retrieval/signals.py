"""What speaks for a passage: each signal is one number a candidate, computed on integers and arrays.

This is numpy's kernel; ``compiled_signals`` gives the same numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retrieval import letters
from retrieval.arrays import Arrays, Ints
from retrieval.candidates import Candidates, Room
from retrieval.clues import Clues, Numbers
from retrieval.postings import K1, B
from retrieval.storage import Array

SIGNALS = ("gram", "sentence", "pair", "title", "exact")


def signals(arrays: Arrays, candidates: Candidates, clues: Clues, room: Room) -> tuple[NDArray[np.float64], Numbers]:
    """A row for each of ``SIGNALS``, and for each candidate the share of the question's letters that it holds.

    gram: BM25 of the letter n-grams (see ``letters``).  sentence: BM25 of the best single sentence, the words of a
    question standing together.  pair: Σ mean idf of neighbouring words of the question that are neighbours in the
    passage too.  title: Σ idf of the question's words in the title, over the root of the title's length.  exact: Σ idf
    of words found in exactly the typed form ("tours" is not "tour").
    """
    found = np.zeros((len(SIGNALS), len(candidates)))
    if not len(candidates.forms):
        return found, found[0].copy()
    found[0], known = letters.scores(arrays, candidates, clues, room)
    at, place = _met(candidates, clues, room)
    if len(at):
        idf = arrays.term_idf[clues.terms].astype(np.float64)
        found[1], found[3] = _sentences(arrays, candidates, clues.weights * idf, at, place)
        found[2] = _pairs(candidates, clues, idf, at, place)
        found[4] = _exact(candidates, clues, at)
    return found, known


def _met(candidates: Candidates, clues: Clues, room: Room) -> tuple[Ints, Ints]:
    """The tokens that are terms of the question, and which."""
    try:
        room.terms[clues.terms] = np.arange(1, len(clues.terms) + 1)
        place = room.terms.take(candidates.terms)
    finally:
        room.terms[clues.terms] = 0
    at = np.flatnonzero(place)
    return at, place[at].astype(np.int64) - 1


def _sentences(
    arrays: Arrays, candidates: Candidates, worth: Numbers, at: Ints, place: Ints
) -> tuple[Numbers, Numbers]:
    n_terms = len(worth)
    cells, tf = np.unique(candidates.sentence[at] * n_terms + place, return_counts=True)
    sentence, place = np.divmod(cells, n_terms)
    norm = K1 * (1 - B + B * candidates.length[sentence] / arrays.mean_sentence_length)
    value = worth[place] * (tf * (K1 + 1) / (tf + norm))
    titles = candidates.titles[sentence]
    total = np.bincount(sentence, value * ~titles, len(candidates.of))
    best = np.zeros(len(candidates))
    met = np.flatnonzero(total)
    np.maximum.at(best, candidates.of[met], total[met])
    title = np.bincount(candidates.of[sentence], worth[place] * titles, len(candidates))
    return best, title / np.sqrt(np.maximum(arrays.title_length[candidates.passages], 1))


def _pairs(candidates: Candidates, clues: Clues, idf: Numbers, at: Ints, place: Ints) -> Numbers:
    if not len(clues.pairs):
        return np.zeros(len(candidates))
    owner = candidates.owner[at]
    neighbours = np.flatnonzero((np.diff(at) == 1) & (owner[1:] == owner[:-1]))
    code = place[neighbours] * len(clues.terms) + place[neighbours + 1]
    first, second = np.divmod(clues.pairs, len(clues.terms))
    return _once(owner[neighbours], code, clues.pairs, (idf[first] + idf[second]) / 2, len(candidates))


def _exact(candidates: Candidates, clues: Clues, at: Ints) -> Numbers:
    return _once(candidates.owner[at], candidates.forms[at], clues.forms, clues.form_worth, len(candidates))


def _once(owner: Ints, found: Array, wanted: Ints, worth: Numbers, count: int) -> Numbers:
    """Σ worth of the wanted things that each candidate has, however often."""
    has = np.zeros((len(wanted), count), np.bool_)
    which, where = np.nonzero(wanted[:, None] == found)
    has[which, owner[where]] = True
    total: Numbers = (has * worth[:, None]).sum(axis=0)
    return total
