"""The lexicon: words that people type and the words of the corpus that they may stand for.

It is applied to the question only, and an expansion counts less than a typed word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from retrieval.analysis import Analyser, Token


class Entry(Protocol):
    """Wordings typed, and wordings of the corpus that they may stand for."""

    @property
    def typed(self) -> Sequence[str]:
        """What people write."""

    @property
    def corpus(self) -> Sequence[str]:
        """What the corpus says."""


def written(entries: Iterable[Entry]) -> list[dict[str, list[str]]]:
    """Entries as they are stored with an index."""
    return [{"typed": list(entry.typed), "corpus": list(entry.corpus)} for entry in entries]


class Lexicon:
    """Expansions of term sequences.

    >>> from types import SimpleNamespace
    >>> lexicon = Lexicon([SimpleNamespace(typed=["asso"], corpus=["association"])], Analyser())
    >>> lexicon.expand(Analyser().question("l'asso"))
    [(0, 1, [['associ']])]
    """

    def __init__(self, entries: Iterable[Entry], analyser: Analyser) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[list[str]]]] = {}
        for entry in entries:
            meant = [terms for terms in (analyser.terms(wording) for wording in entry.corpus) if terms]
            for wording in entry.typed:
                terms = tuple(analyser.terms(wording))
                if terms and meant:
                    known = self._by_first.setdefault(terms[0], {}).setdefault(terms, [])
                    known += [m for m in meant if m != list(terms) and m not in known]

    def begins(self, term: str) -> bool:
        """Whether some wording begins with a term."""
        return term in self._by_first

    def expand(self, question: Sequence[Token]) -> list[tuple[int, int, list[list[str]]]]:
        """What stretches of the question may stand for: (first word, word after the last, wordings as terms)."""
        terms = [token.term for token in question]
        return [
            (i, i + len(typed), meant)
            for i, term in enumerate(terms)
            for typed, meant in self._by_first.get(term, {}).items()
            if tuple(terms[i : i + len(typed)]) == typed and meant
        ]
