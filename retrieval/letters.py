"""The letter n-grams of a question: the signal that finds other endings, compounds and misspellings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retrieval.arrays import Arrays, Floats, Ints, ranges
from retrieval.build import K1, B, grams
from retrieval.candidates import Candidates
from retrieval.query import Query


@dataclass(frozen=True, slots=True)
class Letters:
    """The n-grams of a question that the index knows, each once: number, idf, in how many words; the others' idf."""

    numbers: Ints
    idf: Floats
    words: Floats
    unseen: float


def letters_of(query: Query, arrays: Arrays) -> Letters:
    """The n-grams of a question's words."""
    times: dict[int, int] = {}
    unseen: set[str] = set()
    for word in query.words:
        for gram in set(grams(word.token.form)):
            number = arrays.grams.find(gram)
            if number >= 0:
                times[number] = times.get(number, 0) + 1
            else:
                unseen.add(gram)
    numbers = np.fromiter(times, np.int64, len(times))
    idf = np.asarray(arrays.gram_idf[numbers], np.float32)
    return Letters(numbers, idf, np.fromiter(times.values(), np.float32, len(times)), len(unseen) * arrays.unseen_idf)


def scores(candidates: Candidates, letters: Letters) -> tuple[Floats, Floats]:
    """For each candidate: BM25 over the question's n-grams, and the share of their idf that occurs in it (0 to 1)."""
    arrays, count = candidates.arrays, len(candidates)
    if not len(letters.numbers) or not count:
        return np.zeros(count, np.float32), np.zeros(count, np.float32)
    forms, token_form = np.unique(candidates.forms, return_inverse=True)
    holders, times, column = arrays.forms_with(letters.numbers)
    at = np.minimum(np.searchsorted(forms, holders), len(forms) - 1)
    here = np.flatnonzero(forms[at] == holders)
    here = here[np.argsort(at[here], kind="stable")]
    # Rows (form, n-gram, times) sorted by form; each occurrence of a form in a passage brings all its rows.
    # Counted rather than multiplied: a product would wake the threads of the linear algebra library for nothing.
    held = np.bincount(at[here], minlength=len(forms))
    rows, occurrence = ranges(np.cumsum(held)[token_form] - held[token_form], held[token_form])
    cells = candidates.owner[occurrence] * len(letters.numbers) + column[here[rows]]
    tf = np.bincount(cells, times[here[rows]], count * len(letters.numbers)).reshape(count, -1).astype(np.float32)
    norm = K1 * (1 - B + B * arrays.gram_length[candidates.passages] / (arrays.mean_gram_length or 1.0))
    bm25 = (tf * (K1 + 1) / (tf + norm[:, None]) * (letters.idf * letters.words)).sum(axis=1)
    known = ((tf > 0) * letters.idf).sum(axis=1) / (letters.idf.sum() + letters.unseen)
    return bm25.astype(np.float32), known.astype(np.float32)
