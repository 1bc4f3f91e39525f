"""The opened index: its arrays under their names, and the small look-ups that every step shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retrieval.storage import Array, StringTable
from retrieval.wordlevel import WordLevel

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

_TABLE = {"blob": np.uint8, "ends": np.uint32}
_RERANKING: tuple[str, ...] = (
    "form_term",
    "gram_end",
    "gram_form",
    "gram_count",
    "gram_idf",
    "gram_length",
    "digest",
    "token_end",
)
_RERANKING += ("title_length", "token_form", "token_sentence", "token_start", "token_length")


_NOTHING: dict[str, Array] = {
    **{f"{table}_{part}": np.zeros(0, kind) for table in ("form", "surface", "gram") for part, kind in _TABLE.items()},
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
        self.grams = StringTable(get("gram_blob"), get("gram_ends"))
        self.form_term, self.term_idf = get("form_term"), get("term_idf")
        self.words = WordLevel(arrays, len(self.ids))
        self.gram_end, self.gram_form, self.gram_count = get("gram_end"), get("gram_form"), get("gram_count")
        self.gram_idf, self.gram_length = get("gram_idf"), get("gram_length")
        self.digests = get("digest")
        self.token_end, self.title_length = get("token_end"), get("title_length")
        self.token_form, self.token_sentence = get("token_form"), get("token_sentence")
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

    def forms_with(self, numbers: Ints) -> tuple[Array, Array, Ints]:
        """Forms that hold each of some letter n-grams, how often, and which of ``numbers`` each row is of."""
        ends = self.gram_end[numbers]
        starts = np.where(numbers > 0, self.gram_end[np.maximum(numbers - 1, 0)], 0)
        at, of = ranges(starts, ends - starts)
        return self.gram_form[at], self.gram_count[at], of

    def text_of(self, passage: int) -> tuple[int, int]:
        """Where the tokens of a passage's text (not its title) start and end."""
        start = int(self.token_end[passage - 1]) if passage else 0
        return start + int(self.title_length[passage]), int(self.token_end[passage])

    def tokens_of(self, passages: Ints) -> tuple[Ints, Ints]:
        """Where the tokens of some passages stand: (positions, index into ``passages`` of each position)."""
        starts = np.where(passages > 0, self.token_end[np.maximum(passages - 1, 0)], 0)
        return ranges(starts, self.token_end[passages] - starts)


def ranges(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """All positions of several ranges, one after another, and which range each is of."""
    of = np.repeat(np.arange(len(starts)), lengths)
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts, lengths) + within, of
