"""What a search gives: hits with their matched words, an answer and how sure it is, an explanation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.confidence import Outcome


class Match(NamedTuple):
    """A word of the passage's text that answers to a typed word: ``text[start:end]`` answers to ``word``."""

    start: int
    end: int
    word: str


class Hit:
    """A passage found.

    Args:
        id: the passage.
        score: larger is better, comparable within one search.
        matches: its matched words, or what gives them for a passage's number when they are asked for.
        also: in an answer, passages found too that say nearly the same.
        number: the passage's number.
    """

    __slots__ = ("_matches", "_number", "also", "id", "score")

    def __init__(
        self,
        id: str,
        score: float,
        matches: tuple[Match, ...] | Callable[[int], tuple[Match, ...]] = (),
        also: tuple[str, ...] = (),
        number: int = -1,
    ) -> None:
        self.id = id
        self.score = score
        self.also = also
        self._matches = matches
        self._number = number

    @property
    def matches(self) -> tuple[Match, ...]:
        """The matched words of its text, in order."""
        if not isinstance(self._matches, tuple):
            self._matches = self._matches(self._number)
        return self._matches

    def scored(self, score: float) -> Hit:
        """The same hit with another score."""
        return Hit(self.id, score, self._matches, self.also, self._number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hit) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash((self.id, self.score))

    def __repr__(self) -> str:
        return f"Hit(id={self.id!r}, score={self.score!r}, matches={self.matches!r}, also={self.also!r})"

    def _all(self) -> tuple[object, ...]:
        return self.id, self.score, self.matches, self.also


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
