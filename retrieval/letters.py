"""The letter n-grams of a question: the signal that finds other endings, compounds and misspellings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retrieval.arrays import Arrays
from retrieval.candidates import Candidates, Room
from retrieval.clues import Clues, Numbers
from retrieval.grams import RANKING
from retrieval.postings import K1, B

ENOUGH = 0.5
"""Share of a question's n-grams from which on letters count in full: where fewer are met, they are met by chance."""


class Letters(NamedTuple):
    """The n-grams of a question: those that the index has, their idf, in how many words; the idf of all."""

    grams: list[int]
    idf: Numbers
    words: Numbers
    all_idf: float


def letters_of(words: bytes, arrays: Arrays) -> Letters:
    """The n-grams of words as ``Clues`` has them."""
    times: dict[int, int] = {}
    unseen: set[int] = set()
    for word in words.decode("utf-8", "surrogatepass").split(" \0")[:-1]:
        seen = arrays.grams.of(word[1:], RANKING)
        for number in seen.numbers:
            times[number] = times.get(number, 0) + 1
        unseen.update(seen.unseen)
    grams = [*times]
    idf = arrays.gram_idf[np.array(grams, np.int64)].astype(np.float64)
    return Letters(grams, idf, np.array([*times.values()], np.float64), idf.sum() + len(unseen) * arrays.unseen_idf)


def scores(arrays: Arrays, candidates: Candidates, clues: Clues, room: Room) -> tuple[Numbers, Numbers]:
    """For each candidate: BM25 over the question's n-grams, and the share of their idf that occurs in it (0 to 1)."""
    letters = letters_of(clues.letters.tobytes(), arrays)
    times = np.zeros((len(candidates), len(letters.grams)))
    if letters.grams:
        _count(arrays, candidates, letters.grams, room, times)
    norm = K1 * (1 - B + B * arrays.gram_length[candidates.passages] / (arrays.mean_gram_length or 1.0))
    score = (times * (K1 + 1) / (times + norm[:, None]) * (letters.idf * letters.words)).sum(axis=1)
    known = ((times > 0) * letters.idf).sum(axis=1)
    return score, known / letters.all_idf if letters.all_idf else known


def _count(arrays: Arrays, candidates: Candidates, grams: list[int], room: Room, times: Numbers) -> None:
    """How often each n-gram occurs in each candidate."""
    lists = [arrays.grams.holders(number) for number in grams]
    holders = np.concatenate(lists)
    column = np.repeat(np.arange(len(lists)), [len(forms) for forms in lists])
    forms, marks = candidates.forms, room.forms
    try:
        marks[forms] = 1
        here = np.flatnonzero(marks.take(holders))  # few of the words with these letters are in the candidates
        holders, column = holders[here], column[here]
        marks[forms] = 0
        marks[holders] = np.arange(1, len(holders) + 1)  # of a form's rows the last stands for all
        row, token_row = marks.take(holders) - 1, marks.take(forms)
    finally:
        marks[forms] = 0
    letters = np.zeros((len(holders), len(lists)), np.float32)
    letters[row, column] = 1
    met = np.flatnonzero(token_row)
    if not len(met):
        return
    owner = candidates.owner[met]
    firsts = np.flatnonzero(np.diff(owner, prepend=-1))
    times[owner[firsts]] = np.add.reduceat(letters[token_row[met] - 1], firsts, axis=0)
