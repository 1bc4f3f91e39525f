"""The index: built from passages, saved, opened, asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval import storage
from retrieval.analysis import analyser
from retrieval.arrays import Arrays
from retrieval.build import Searchable, Weighting, build
from retrieval.lexicon import Entry, Lexicon
from retrieval.query import understand
from retrieval.ranking import by_all_signals, by_words


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found."""

    id: str
    score: float


class Index:
    """Draft."""

    def __init__(self, arrays: Arrays, lexicon: Lexicon) -> None:
        self.arrays = arrays
        self.lexicon = lexicon

    @classmethod
    def build(
        cls, passages: Iterable[Searchable], *, weighting: Weighting = "bm25", lexicon: Sequence[Entry] = ()
    ) -> Index:
        """Draft."""
        return cls(Arrays(build(passages, weighting, analyser())), Lexicon(lexicon, analyser()))

    def search(self, question: str, k: int = 10, rerank: bool = True) -> list[Hit]:
        """Draft."""
        query = understand(question, self.arrays, analyser(), self.lexicon)
        ranked = by_all_signals(self.arrays, query) if rerank else by_words(self.arrays, query.weights(), k)
        return [Hit(self.arrays.ids[i], s) for i, s in zip(ranked.passages[:k].tolist(), ranked.scores[:k].tolist())]
