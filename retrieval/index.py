"""The index: built from passages, saved, opened, searched, asked.

>>> from types import SimpleNamespace as Passage
>>> index = Index.build([Passage(id="a", title="Définition", text="Coopérer, c'est œuvrer ensemble."),
...                      Passage(id="b", title="Contexte", text="Les dotations baissent.")])
>>> [hit.id for hit in index.search("c'est quoi la coopération ?", k=1)]
['a']
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from retrieval import confidence, storage
from retrieval.analysis import analyser
from retrieval.arrays import Arrays, Ints
from retrieval.build import Searchable, Weighting, build
from retrieval.lexicon import Entry, Lexicon
from retrieval.query import Query, understand
from retrieval.ranking import by_all_signals, by_words


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the passage's text that answers to a typed word: ``text[start:end]`` answers to ``word``."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: its id, its score (larger is better, comparable within one search) and its matched words."""

    id: str
    score: float
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A typed word that the corpus does not know, and the word of the corpus that was searched for it."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: hits, how sure, and what became of the question's words.

    ``known`` are typed words that occur in the corpus, ``unknown`` those that nothing in it resembles.
    """

    hits: tuple[Hit, ...]
    outcome: confidence.Outcome
    probability: float
    corrections: tuple[Correction, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


class Index:
    """An immutable TF-IDF index over passages; several threads may ask it at once."""

    def __init__(self, raw: dict[str, storage.Array], meta: dict[str, Any]) -> None:
        self._raw, self._meta = raw, meta
        self._arrays = Arrays(raw)
        self._lexicon = Lexicon((SimpleNamespace(**entry) for entry in meta["lexicon"]), analyser())

    @classmethod
    def build(
        cls, passages: Iterable[Searchable], *, weighting: Weighting = "bm25", lexicon: Iterable[Entry] = ()
    ) -> Index:
        """An index over ``passages`` in their order.

        Args:
            passages: any objects with ``id``, ``title`` and ``text``; none, empty ones and doubles are ordinary.
            weighting: ``bm25``, or ``tfidf`` (cosine, sublinear tf, as scikit-learn has it).
            lexicon: wordings that people type and what the corpus says instead.
        """
        entries = [{"typed": list(entry.typed), "corpus": list(entry.corpus)} for entry in lexicon]
        return cls(build(passages, weighting, analyser()), {"weighting": weighting, "lexicon": entries})

    @classmethod
    def open(cls, folder: Path) -> Index:
        """The index saved in ``folder``, memory-mapped.

        Raises:
            IndexUnusable: nothing there, another version, or damaged.
        """
        return cls(*storage.load(folder))

    def save(self, folder: Path) -> None:
        """Write the index; the folder appears whole or not at all.

        Raises:
            OSError: the folder exists and is not empty, or cannot be written.
        """
        storage.save(folder, self._raw, self._meta)

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._arrays)

    def knows(self, word: str) -> bool:
        """Whether a word, in any of its forms, occurs in the corpus."""
        return any(self._arrays.terms.find(term) >= 0 for term in analyser().terms(word))

    def search(self, query: str, k: int = 10, rerank: bool = True) -> list[Hit]:
        """The ``k`` best passages, best first; of equals the earlier one.

        Args:
            query: what the person typed, as it is.
            k: how many at most; passages that nothing speaks for are never returned.
            rerank: False leaves it at the word-level score.
        """
        asked = understand(query, self._arrays, analyser(), self._lexicon)
        if not asked.words or k <= 0:
            return []
        if rerank:
            ranked = by_all_signals(self._arrays, asked)
        else:
            ranked = by_words(self._arrays, asked.weights(), k)
        return self._hits(asked, ranked.passages[:k], ranked.scores[:k].tolist())

    def answer(self, query: str, k: int = 10, preferred: Container[str] = ()) -> Found:
        """The ``k`` best passages and how sure the best of them is to answer.

        Args:
            query: what the person typed, as it is.
            k: how many passages at most.
            preferred: ids of passages of the kind that was asked for (definitions, say); they rank higher.
        """
        asked = understand(query, self._arrays, analyser(), self._lexicon)
        if not asked.words or k <= 0:
            return Found((), "nothing", 0.0, (), (), ())
        ranked = by_all_signals(self._arrays, asked, preferred)
        model = confidence.model()
        probability = 0.0
        if len(ranked.passages):
            probability = model.probability(confidence.features(self._arrays, asked, ranked))
        return Found(
            tuple(self._hits(asked, ranked.passages[:k], ranked.scores[:k].tolist())),
            model.outcome(probability),
            probability,
            tuple(self._corrections(asked)),
            tuple(word.token.form for word in asked.words if word.typed),
            tuple(word.token.form for word in asked.words if not word.senses),
        )

    def examine(self, query: str) -> tuple[tuple[float, ...], str] | None:
        """For calibration: the features of confidence and the best passage's id; None when nothing is found."""
        asked = understand(query, self._arrays, analyser(), self._lexicon)
        ranked = by_all_signals(self._arrays, asked) if asked.words else None
        if ranked is None or not len(ranked.passages):
            return None
        return confidence.features(self._arrays, asked, ranked), self._arrays.ids[int(ranked.passages[0])]

    def _corrections(self, asked: Query) -> Iterable[Correction]:
        for word in asked.words:
            first = word.senses[0] if word.senses else None
            if first is not None and first.how == "spelling" and first.weight < 1:
                yield Correction(word.token.form, self._arrays.surfaces[first.form])

    def _hits(self, asked: Query, passages: Ints, scores: Sequence[float]) -> list[Hit]:
        arrays = self._arrays
        words: dict[int, str] = {}
        for word in asked.words:
            for sense in word.senses:
                words.setdefault(sense.term, word.token.form)
        hits = []
        for passage, score in zip(passages.tolist(), scores, strict=True):
            end = int(arrays.token_end[passage])
            start = int(arrays.token_end[passage - 1]) if passage else 0
            start += int(arrays.title_length[passage])
            matches = []
            for at, term in enumerate(arrays.form_term[arrays.token_form[start:end]].tolist(), start):
                if term in words:
                    first = int(arrays.token_start[at])
                    matches.append(Match(first, first + int(arrays.token_length[at]), words[term]))
            hits.append(Hit(arrays.ids[passage], score, tuple(matches)))
        return hits
