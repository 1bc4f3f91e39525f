"""What speaks for a passage: each signal is one number a candidate, computed on integers and arrays.

The costly signals are asked of the candidates alone.
"""

from __future__ import annotations

import numpy as np

from retrieval.arrays import Arrays, Floats, Ints
from retrieval.build import K1, B
from retrieval.candidates import Candidates
from retrieval.query import Query, Wanted


def word_scores(arrays: Arrays, weights: dict[int, float], passages: Ints) -> Floats:
    """The word-level score of given passages (ascending): Σ weight in the question · worth in the passage."""
    scores = np.zeros(len(passages), np.float32)
    for term, weight in weights.items():
        holders, values = arrays.postings(term)
        at = np.minimum(np.searchsorted(holders, passages), len(holders) - 1)
        scores += np.where(holders[at] == passages, values[at], np.float32(0)) * np.float32(weight)
    return scores


def sentence_scores(candidates: Candidates, weights: dict[int, float]) -> Floats:
    """BM25 of the best single sentence: the words of a question standing together."""
    arrays = candidates.arrays
    result = np.zeros(len(candidates), np.float32)
    if not weights or not len(candidates.positions):
        return result
    starts = np.flatnonzero(np.diff(candidates.owner * 100_000 + candidates.sentence, prepend=-1))
    length = np.diff(starts, append=len(candidates.positions))
    of_token = np.repeat(np.arange(len(starts)), length)
    norm = K1 * (1 - B + B * length / arrays.mean_sentence_length)
    total = np.zeros(len(starts), np.float32)
    for term, weight in weights.items():
        tf = np.bincount(of_token[candidates.terms == term], minlength=len(starts))
        total += weight * float(arrays.term_idf[term]) * tf * (K1 + 1) / (tf + norm)
    inside = candidates.sentence[starts] > 0
    return candidates.best(candidates.owner[starts[inside]], total[inside])


def pair_scores(candidates: Candidates, query: Query) -> Floats:
    """Σ mean idf of neighbouring words of the question that are neighbours in the passage too."""
    arrays = candidates.arrays
    result = np.zeros(len(candidates), np.float32)
    terms, owner = candidates.terms, candidates.owner
    together = owner[:-1] == owner[1:]
    for first, second in set(query.pairs()):
        here = together & (terms[:-1] == first) & (terms[1:] == second)
        value = np.float32((arrays.term_idf[first] + arrays.term_idf[second]) / 2)
        result[np.unique(owner[:-1][here])] += value
    return result


def title_scores(candidates: Candidates, weights: dict[int, float]) -> Floats:
    """Σ idf of the question's words in the title, over the root of the title's length."""
    arrays = candidates.arrays
    in_title = candidates.sentence == 0
    result = np.zeros(len(candidates), np.float32)
    for term, weight in weights.items():
        here = np.unique(candidates.owner[in_title & (candidates.terms == term)])
        result[here] += np.float32(weight * arrays.term_idf[term])
    length = np.maximum(arrays.title_length[candidates.passages], 1).astype(np.float32)
    return np.asarray(result / np.sqrt(length), np.float32)


def exact_scores(candidates: Candidates, query: Query) -> Floats:
    """Σ idf of words found in exactly the typed form ("tours" is not "tour")."""
    arrays = candidates.arrays
    result = np.zeros(len(candidates), np.float32)
    for word in query.words:
        form = arrays.forms.find(word.token.form) if word.typed else -1
        if form >= 0:
            result[np.unique(candidates.owner[candidates.forms == form])] += np.float32(word.idf)
    return result


def held(candidate: Candidates, word: Wanted) -> float:
    """How much of a typed word a single candidate holds: the weight of its strongest sense there, 0 to 1."""
    return max((sense.weight for sense in word.senses if (candidate.terms == sense.term).any()), default=0.0)


def as_typed(candidate: Candidates, word: Wanted) -> bool:
    """Whether a single candidate holds a typed word in exactly that form."""
    form = candidate.arrays.forms.find(word.token.form) if word.typed else -1
    return form >= 0 and bool((candidate.forms == form).any())
