"""Invented French: as many passages as wanted, always the same ones, and questions drawn from them.

Real function words at their usual weights; invented lemmas in several inflected forms, as unequal as those of a
language (Zipf-Mandelbrot); one topic a passage; elisions with both apostrophes; 80 to 120 words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval import Analyser
from retrieval.frequency import zipf

CHUNK = 1000
LEMMAS, TOPICS, TOPIC_SIZE = 130_000, 3000, 80
_ONSETS, _VOWELS = (
    line.split()
    for line in (
        "b c d f g j l m n p r s t v b c d f l m n p r s t v br ch cl cr fl gr pl pr st tr",
        "a e i o u a e i o u é é è ai au eu oi ou an en in on",
    )
)
_CODAS = [*[""] * 12, "l", "r", "s", "n", "rt"]
_FAMILIES = [
    (" s", (0.7, 0.3)),
    (" e s es", (0.4, 0.25, 0.2, 0.15)),
    ("er e ent ait ée ées ant", (0.3, 0.2, 0.15, 0.1, 0.1, 0.1, 0.05)),
    ("ation ations", (0.7, 0.3)),
    ("ité ités", (0.8, 0.2)),
    ("ement ements", (0.7, 0.3)),
    ("ique iques", (0.6, 0.4)),
    ("eur eurs euse", (0.5, 0.35, 0.15)),
]
_OPENINGS = ["quelle est", "quel est", "comment", "pourquoi", "combien de", "quand", "est-ce que", "que faire pour"]
_OPENINGS += ["quels sont", "où se trouve", "comment faire pour", "qui est"]
_GLUE = ["de la", "du", "des", "le", "la", "les", "dans", "pour", "avec", "et", "une", "un", "sur", "en", ""]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the number of the passage it was drawn from."""

    text: str
    passage: int


class Language:
    """The words: function words, then the forms of the lemmas."""

    def __init__(self) -> None:
        rng = np.random.default_rng(20)
        stops = sorted(word for word in Analyser().stop_words if len(word) > 1)
        elided = [word + apostrophe for word in ("l", "d", "qu", "n", "s") for apostrophe in ("’", "'")]
        self.function = [*stops, *elided]
        weights = np.array([10 ** zipf(word) for word in stops] + [10**6.3] * len(elided))
        self.function_share = np.cumsum(weights / weights.sum())
        stems = self._stems(rng)
        family = rng.integers(0, len(_FAMILIES), LEMMAS)
        self.forms: list[str] = []
        self.first = np.zeros(LEMMAS, np.int64)
        self.variants = np.zeros(LEMMAS, np.int64)
        shares = np.ones((LEMMAS, 8))
        for lemma, (stem, kind) in enumerate(zip(stems, family.tolist(), strict=True)):
            endings, chances = _FAMILIES[kind]
            written = [stem + ending for ending in endings.split(" ")]
            self.first[lemma], self.variants[lemma] = len(self.forms), len(written)
            self.forms += written
            shares[lemma, : len(written)] = np.cumsum(chances)
        self.shares = shares
        weight = 1 / (np.arange(LEMMAS) + 2.7) ** 1.12
        self.common = np.cumsum(weight / weight.sum())
        # A topic draws on words of every rank but the commonest.
        self.topics = np.array(
            [self._lemmas(rng, TOPIC_SIZE, rng.random(TOPIC_SIZE) * 0.85 + 0.15) for _ in range(TOPICS)]
        )
        weight = 1 / (np.arange(TOPIC_SIZE) + 4.0)
        self.topical = np.cumsum(weight / weight.sum())

    def _stems(self, rng: np.random.Generator) -> list[str]:
        syllables = [a + b + c for a, b, c in itertools.product(_ONSETS, _VOWELS, _CODAS)]
        found: dict[str, None] = {}
        while len(found) < LEMMAS:
            count = rng.choice([2, 3], p=[0.8, 0.2])
            found["".join(syllables[i] for i in rng.integers(0, len(syllables), count).tolist())] = None
        return list(found)

    def _lemmas(self, rng: np.random.Generator, count: int, chance: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.minimum(np.searchsorted(self.common, chance), LEMMAS - 1).astype(np.int64)

    def inflected(self, lemmas: NDArray[np.int64], chance: NDArray[np.float64]) -> NDArray[np.int64]:
        """A form of each lemma."""
        variant = (self.shares[lemmas] < chance[:, None]).sum(axis=1)
        forms: NDArray[np.int64] = self.first[lemmas] + np.minimum(variant, self.variants[lemmas] - 1)
        return forms

    def chunk(self, number: int) -> tuple[list[str], list[NDArray[np.int64]]]:
        """A thousand passages, and the lemmas of each."""
        rng = np.random.default_rng([1, number])
        sizes = rng.integers(80, 121, CHUNK)
        total = int(sizes.sum())
        of = np.repeat(rng.integers(0, TOPICS, CHUNK), sizes)
        ranks = np.minimum(np.searchsorted(self.topical, rng.random(total)), TOPIC_SIZE - 1)
        lemmas = np.where(rng.random(total) < 0.4, self.topics[of, ranks], self._lemmas(rng, total, rng.random(total)))
        is_function = rng.random(total) < 0.45
        function = np.minimum(np.searchsorted(self.function_share, rng.random(total)), len(self.function) - 1)
        forms = self.inflected(lemmas, rng.random(total))
        words = [
            self.function[f] if stop else self.forms[w]
            for stop, f, w in zip(is_function.tolist(), function.tolist(), forms.tolist(), strict=True)
        ]
        texts, contents, at = [], [], 0
        for size in sizes.tolist():
            run = words[at : at + size]
            pieces = [" ".join(run[i : i + 14]).capitalize() for i in range(0, size, 14)]
            texts.append((". ".join(pieces) + ".").replace("’ ", "’").replace("' ", "'"))
            contents.append(lemmas[at : at + size][~is_function[at : at + size]])
            at += size
        return texts, contents

    def passages(self, count: int) -> Iterator[str]:
        """The first so many passages."""
        for number in range(0, count, CHUNK):
            yield from self.chunk(number // CHUNK)[0][: count - number]

    def questions(self, count: int, passages: int) -> list[Question]:
        """Questions drawn from the first ``passages`` passages; three words in ten are inflected otherwise."""
        rng = np.random.default_rng([2, passages])
        found: list[Question] = []
        chunk, contents = -1, self.chunk(0)[1]
        for number in np.sort(rng.integers(0, passages, count)).tolist():
            if chunk != number // CHUNK:
                chunk, contents = number // CHUNK, self.chunk(number // CHUNK)[1]
            lemmas = np.unique(contents[number % CHUNK])
            telling = lemmas[lemmas > 40]
            chosen = rng.permutation(telling)[: rng.integers(2, 5)]
            words = [str(rng.choice(_OPENINGS))]
            for lemma in chosen.tolist():
                form = self.inflected(np.array([lemma]), rng.random(1))[0]
                if rng.random() < 0.3:
                    form = self.first[lemma] + rng.integers(0, self.variants[lemma])
                words += [str(rng.choice(_GLUE)), self.forms[form]]
            found.append(Question(" ".join(" ".join(words).split()).capitalize() + " ?", number))
        return [found[i] for i in rng.permutation(count).tolist()]
