"""The index: built from passages, saved, opened, searched, asked.

>>> from types import SimpleNamespace as Passage
>>> index = Index.build([Passage(id="a", title="Four", text="Le four à pain est chauffé le samedi."),
...                      Passage(id="b", title="Forêt", text="La coupe de bois est en novembre.")])
>>> [hit.id for hit in index.search("c'est quoi, un four à pin ?", k=1)]
['a']
"""

from __future__ import annotations

from collections.abc import Collection, Container, Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from retrieval import confidence, storage
from retrieval.acronyms import harvest
from retrieval.analysis import analyser
from retrieval.arrays import Arrays, Flags, Floats
from retrieval.build import build, build_words
from retrieval.duplicates import folded
from retrieval.lexicon import Entry, Lexicon, written
from retrieval.likeness import Compared, compare
from retrieval.marks import Marks
from retrieval.plain import Plain
from retrieval.postings import Weighting
from retrieval.query import Query, Sense, understand
from retrieval.ranking import Ranked, Ranker
from retrieval.reader import Reader, Searchable
from retrieval.results import Correction, Explanation, Found, Hit

REMEMBERED = 1024
"""Answers that an index remembers; of single words, sixteen times as many."""


class Index:
    """An immutable TF-IDF index over passages; several threads may ask it at once."""

    def __init__(self, raw: dict[str, storage.Array], meta: dict[str, Any]) -> None:
        self._raw, self._meta = raw, meta
        self._arrays = Arrays(raw)
        self._ranker = Ranker(self._arrays)
        # People ask the same things, and inline search asks at every letter; an index never changes.
        self._known_answer = lru_cache(maxsize=REMEMBERED)(self._answer)
        self._known_word = lru_cache(maxsize=16 * REMEMBERED)(self._occurs)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon((SimpleNamespace(**entry) for entry in self._meta["lexicon"]), analyser())

    @cached_property
    def _plain(self) -> Plain:
        return Plain(self._arrays, analyser(), self._lexicon)

    @classmethod
    def build(
        cls,
        passages: Iterable[Searchable],
        *,
        weighting: Weighting = "bm25",
        lexicon: Iterable[Entry] = (),
        previous: Index | None = None,
        rerank: bool = True,
    ) -> Index:
        """An index over ``passages`` in their order.

        Args:
            passages: any objects with ``id``, ``title`` and ``text``; none, empty ones and doubles are ordinary.
            weighting: ``bm25``, or ``tfidf`` (cosine, sublinear tf, as scikit-learn has it).
            lexicon: wordings that people type and what the corpus says instead.
            previous: an earlier index by the same version of this program; passages whose title and text it has are
                not analysed again.  The result is the one that a full build gives.
            rerank: False keeps only what ``search(…, rerank=False)`` needs: no answers, no marked words, no acronyms
                harvested, words tried by spelling; built and stored at a fraction of the cost.
        """
        if not rerank:
            return cls(build_words(passages, weighting), {"weighting": weighting, "lexicon": written(lexicon)})
        passages = list(passages)
        entries = written([*lexicon, *harvest(passage.text for passage in passages)])
        reader = Reader(analyser(), None if previous is None or not previous._arrays.whole else previous._arrays)
        return cls(build(passages, weighting, reader), {"weighting": weighting, "lexicon": entries})

    @classmethod
    def open(cls, folder: Path, *, verify: bool = False) -> Index:
        """The index saved in ``folder``, memory-mapped; little is read, whatever its size.

        Args:
            folder: where it was saved.
            verify: read every byte and compare the checksums, for damage that sizes and ends of files do not show.

        Raises:
            IndexUnusable: nothing there, another version, or damaged.
        """
        if verify:
            storage.verify(folder)
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
        return self._known_word(word)

    def _occurs(self, word: str) -> bool:
        return any(self._arrays.terms.find(term) >= 0 for term in analyser().terms(word))

    def search(
        self, query: str, k: int = 10, rerank: bool = True, *, within: Collection[str] | None = None
    ) -> list[Hit]:
        """The ``k`` best passages, best first; of equals the earlier one.

        Args:
            query: what the person typed, as it is.
            k: how many at most; passages that nothing speaks for are never returned.
            rerank: False leaves it at the word-level score.
            within: ids of the passages that may be found; None for all.

        Raises:
            ValueError: re-ranking is asked of an index that was built without it.
        """
        flags = None if within is None else self._arrays.flags(within)
        if not rerank:
            return self._by_words(query, k, flags)
        asked = self._read(query)
        if not asked.words or k <= 0:
            return []
        return self._hits(asked, self._ranker.ranked(asked, within=flags, most=k), k)

    def _by_words(self, query: str, k: int, flags: Flags | None) -> list[Hit]:
        arrays, terms = self._arrays, self._plain.read(query) or self._understand(query).weights()
        found, worth = arrays.words.best(terms, k, flags)
        numbers, scores = found.tolist(), worth.tolist()
        if not arrays.whole:
            return list(map(Hit, arrays.ids.several(numbers), scores))
        marks = Marks(arrays, lambda: self._understand(query))
        return list(map(Hit, arrays.ids.several(numbers), scores, repeat(marks), repeat(()), numbers))

    def _read(self, query: str) -> Query:
        if not self._arrays.whole:
            raise ValueError("This index was built without what re-ranking needs (rerank=False).")
        return self._understand(query)

    def _understand(self, query: str) -> Query:
        return understand(query, self._arrays, analyser(), self._lexicon)

    def answer(
        self, query: str, k: int = 10, preferred: Container[str] = (), *, within: Collection[str] | None = None
    ) -> Found:
        """The ``k`` best passages and how sure the best of them is to answer.

        Args:
            query: what the person typed, as it is.
            k: how many passages at most.
            preferred: ids of passages of the kind that was asked for, which rank higher; hashable, it never changes.
            within: ids of the passages that may be found; None for all.
        """
        if within is None and isinstance(preferred, Hashable):
            return self._known_answer(query, k, preferred)
        return self._answer(query, k, preferred, within)

    def _answer(self, query: str, k: int, preferred: Container[str], within: Collection[str] | None = None) -> Found:
        asked = self._read(query)
        if not asked.words or k <= 0:
            return Found((), "nothing", 0.0, (), (), ())
        flags = None if within is None else self._arrays.flags(within)
        ranked = self._ranker.ranked(asked, preferred, flags)
        model = confidence.model()
        probability = model.probability(confidence.features(self._arrays, asked, ranked))
        return Found(
            tuple(self._hits(asked, ranked, k, fold=True)),
            model.outcome(probability),
            probability,
            tuple(self._corrections(asked)),
            tuple(word.token.form for word in asked.words if word.typed),
            tuple(word.token.form for word in asked.words if word.unknown),
        )

    def explain(self, query: str, passage: str) -> Explanation:
        """What each signal contributed to a passage's score, and how sure the answer as a whole is.

        Raises:
            KeyError: the index has no passage of this id.
        """
        number = self._arrays.place[passage]
        asked = self._read(query)
        ranked = self._ranker.ranked(asked)
        model = confidence.model()
        features = confidence.features(self._arrays, asked, ranked)
        at = np.flatnonzero(ranked.passages == number)
        return Explanation(
            rank=int(at[0]) + 1 if len(at) else None,
            parts={name: float(part[at[0]]) if len(at) else 0.0 for name, part in ranked.parts.items()},
            features=dict(zip(confidence.FEATURES, features, strict=True)),
            probability=model.probability(features),
            words={word.token.form: [self._sense(sense) for sense in word.senses] for word in asked.words},
        )

    def examine(self, query: str) -> tuple[tuple[float, ...], list[str]] | None:
        """For calibration: the features of confidence and the three best passages; None when nothing is found."""
        asked = self._read(query)
        ranked = self._ranker.ranked(asked) if asked.words else None
        if ranked is None or not len(ranked.passages):
            return None
        best = [self._arrays.ids[passage] for passage in ranked.passages[:3].tolist()]
        return confidence.features(self._arrays, asked, ranked), best

    def signals(self, query: str) -> tuple[list[str], dict[str, Floats]]:
        """For choosing weights: the candidates' ids, best first, and what each signal contributed to their scores."""
        asked = self._read(query)
        if not asked.words:
            return [], {}
        ranked = self._ranker.ranked(asked)
        return [self._arrays.ids[passage] for passage in ranked.passages.tolist()], ranked.parts

    def compare(self, questions: Sequence[str]) -> Compared:
        """Questions beside each other, in the space of this index: for grouping those that ask the same."""
        return compare(questions, self._arrays, self._lexicon)

    def _sense(self, sense: Sense) -> str:
        return f"{self._arrays.terms[sense.term]} ({sense.how} {sense.weight:.2f})"

    def _corrections(self, asked: Query) -> Iterable[Correction]:
        for word in asked.words:
            first = word.senses[0] if word.senses else None
            if first is not None and first.how == "spelling" and first.weight < 1:
                yield Correction(word.token.form, self._arrays.surfaces[first.form])

    def _hits(self, asked: Query, ranked: Ranked, k: int, fold: bool = False) -> list[Hit]:
        passages, ids, marks = ranked.passages, self._arrays.ids, Marks(self._arrays, lambda: asked)
        shown = folded(self._arrays, passages, k) if fold else [(passage, []) for passage in passages[:k].tolist()]
        scores = dict(zip(passages.tolist(), ranked.scores.tolist(), strict=True))
        return [Hit(ids[passage], scores[passage], marks, tuple(ids.several(also)), passage) for passage, also in shown]
