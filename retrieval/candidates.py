"""Passages to be re-ranked, with their tokens read once for all signals."""

from __future__ import annotations

from threading import local

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays import Arrays, Ints


class Room(local):
    """A thread's own room for marks: a number for each term and for each form, two bits for each form.

    Zeros between questions.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.terms = np.zeros(len(arrays.terms), np.int32)
        self.forms = np.zeros(len(arrays.forms), np.int32)
        self.bits = np.zeros((2, (len(arrays.forms) >> 6) + 1), np.uint64)


class Candidates:
    """Passages to be re-ranked and their tokens.

    ``owner``: index into ``passages`` of each token.  ``sentence``: the sentence of each token, numbered over all
    candidates; of each sentence ``length`` is how many tokens it has, ``of`` its passage, ``titles`` whether it is a
    title.
    """

    def __init__(self, arrays: Arrays, passages: Ints) -> None:
        self.passages = passages
        ends = arrays.token_end[passages]
        starts = arrays.token_end[passages - 1]
        if len(passages) and passages[0] == 0:
            starts[0] = 0
        lengths = ends - starts
        after = np.cumsum(lengths)
        total = int(after[-1]) if len(after) else 0
        positions = np.repeat(starts - after + lengths, lengths)
        positions += np.arange(total)
        self.owner = np.repeat(np.arange(len(passages)), lengths)
        self.forms: NDArray[np.int32] = arrays.token_form.take(positions)
        self.terms: NDArray[np.int32] = arrays.form_term.take(self.forms)
        sentences = arrays.token_sentence.take(positions)
        begins = np.empty(total, np.bool_)
        np.not_equal(sentences[1:], sentences[:-1], out=begins[1:])
        begins[(after - lengths)[lengths > 0]] = True
        firsts = np.flatnonzero(begins)
        self.sentence = np.cumsum(begins) - 1
        self.length = np.diff(firsts, append=total)
        self.of = self.owner[firsts]
        self.titles = sentences[firsts] == 0

    def __len__(self) -> int:
        return len(self.passages)
