"""What a search gives: hits with their matched words, an answer and how sure it is, an explanation."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.confidence import Outcome


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the passage's text that answers to a typed word: ``text[start:end]`` answers to ``word``."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    ``score``: larger is better, comparable within one search.  ``matches``: its matched words.  ``also``: in an
    answer, passages found too that say nearly the same.
    """

    id: str
    score: float
    matches: tuple[Match, ...] = ()
    also: tuple[str, ...] = ()


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
    outcome: Outcome
    probability: float
    corrections: tuple[Correction, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage ranks where it does.

    ``rank`` is None when it was not among the candidates; ``parts`` add up to its score; ``features`` and
    ``probability`` speak of the best passage; ``words`` are the question's words and the terms they were read as.
    """

    rank: int | None
    parts: dict[str, float]
    features: dict[str, float]
    probability: float
    words: dict[str, list[str]]
