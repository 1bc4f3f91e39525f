"""The opened index: its arrays under their names, and the small look-ups that every step shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retrieval.grams import Grams
from retrieval.storage import Array, StringTable, buffer
from retrieval.wordlevel import WordLevel

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

_TABLE = {"blob": np.uint8, "ends": np.uint32}
_RERANKING = (
    *("form_term", "term_end", "term_form", "gram_key", "gram_end", "gram_form", "gram_idf", "gram_length"),
    *("digest", "token_end", "title_length", "token_form", "token_sentence", "token_start", "token_length"),
    "term_bits",
)


_NOTHING: dict[str, Array] = {
    **{f"{table}_{part}": np.zeros(0, kind) for table in ("form", "surface") for part, kind in _TABLE.items()},
    **{name: np.zeros(0, np.int32) for name in _RERANKING},
    "statistics": np.array([1.0, 1.0, 0.0]),
}
"""What stands for the arrays of re-ranking in an index that is built for the word level alone."""


class Arrays:
    """Arrays of one index (see ``build``), read-only and shared between threads.

    Args:
        arrays: as ``build`` makes them or ``storage.load`` opens them; those of re-ranking may be missing.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.whole = "token_end" in arrays

        def get(name: str) -> Array:
            return arrays[name] if self.whole or name in arrays else _NOTHING[name]

        self.mean_sentence_length, self.mean_gram_length, self.distinct_titles = get("statistics").tolist()
        self.ids = StringTable(get("id_blob"), get("id_ends"))
        self.forms = StringTable(get("form_blob"), get("form_ends"))
        self.surfaces = StringTable(get("surface_blob"), get("surface_ends"))
        self.terms = StringTable(get("term_blob"), get("term_ends"))
        self.grams = Grams(get("gram_key"), get("gram_end"), get("gram_form"))
        self.form_term, self.term_idf = get("form_term"), get("term_idf")
        self.term_of, self.idf_of = buffer(self.form_term), buffer(self.term_idf)
        self.words = WordLevel(arrays, len(self.ids))
        self.term_end, self.term_form = get("term_end"), get("term_form")
        self.gram_idf, self.gram_length = get("gram_idf"), get("gram_length")
        self.digests = get("digest")
        self.token_end, self.title_length = get("token_end"), get("title_length")
        self.token_form, self.token_sentence = get("token_form"), get("token_sentence")
        term_bits = get("term_bits")
        self._term_bits, self._token_end = buffer(term_bits.reshape(-1)), buffer(self.token_end)
        self.told_apart_by = (self.token_end, self.title_length, term_bits.view(np.uint64))
        for array in self.told_apart_by:  # one kind of array for the compiled kernel, whether built or opened
            array.setflags(write=False)
        self._title_length = buffer(self.title_length)
        self.token_starts, self.token_lengths = buffer(get("token_start")), buffer(get("token_length"))
        self.token_start, self.token_length = get("token_start"), get("token_length")

    def __len__(self) -> int:
        """Number of passages."""
        return len(self.ids)

    @cached_property
    def unseen_idf(self) -> float:
        """The idf of a term in half a passage: what a word that the index does not know weighs."""
        return float(np.log1p(2 * len(self) + 1.0))

    @cached_property
    def place(self) -> dict[str, int]:
        """The number of each passage, by id; of several with one id the first."""
        return {self.ids[number]: number for number in range(len(self) - 1, -1, -1)}

    def flags(self, ids: Iterable[str]) -> Flags:
        """True for the passages of these ids."""
        flags = np.zeros(len(self), np.bool_)
        flags[[self.place[key] for key in ids if key in self.place]] = True
        return flags

    def postings(self, term: int) -> tuple[Array, Array]:
        """Passages that hold a term, ascending, and what it is worth in each."""
        return self.words.postings(term)

    def text_of(self, passage: int) -> tuple[int, int]:
        """Where the tokens of a passage's text (not its title) start and end."""
        start = self._token_end[passage - 1] if passage else 0
        return start + self._title_length[passage], self._token_end[passage]

    def bits_of(self, passage: int) -> int:
        """The bits that stand for the words of a passage's text (see ``duplicates``)."""
        size = len(self._term_bits) // len(self)
        return int.from_bytes(self._term_bits[passage * size : (passage + 1) * size])

    def forms_of(self, passage: int) -> Array:
        """The forms of a passage, title and text, in order."""
        return self.token_form[self._token_end[passage - 1] if passage else 0 : self._token_end[passage]]
