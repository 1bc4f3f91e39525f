"""Passages to be re-ranked, with their tokens read once for all signals."""

from __future__ import annotations

import numpy as np

from retrieval.arrays import Arrays, Floats, Ints


class Candidates:
    """Passages to be re-ranked, with their tokens read once for all signals."""

    def __init__(self, arrays: Arrays, passages: Ints) -> None:
        self.arrays = arrays
        self.passages = passages
        self.positions, self.owner = arrays.tokens_of(passages)
        self.forms = np.asarray(arrays.token_form[self.positions])
        self.terms = np.asarray(arrays.form_term[self.forms])
        self.sentence = np.asarray(arrays.token_sentence[self.positions])

    def __len__(self) -> int:
        return len(self.passages)

    def best(self, owner: Ints, values: Floats) -> Floats:
        """The largest value of each candidate, 0 without one."""
        result = np.zeros(len(self), np.float32)
        np.maximum.at(result, owner, values)
        return result
