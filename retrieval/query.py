"""A question as the index sees it: its words, and for each the terms of the index that may answer to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from retrieval.analysis import Analyser, Token
from retrieval.arrays import Arrays
from retrieval.lexicon import Lexicon
from retrieval.spelling import close_forms, unglue
from retrieval.synonyms import synonyms

LEXICON_WEIGHT = 0.4
"""Weight of an expansion beside a typed word that the index knows."""
LEXICON_ALONE = 0.8
"""Weight of an expansion of words that the index does not know: nothing else speaks for them."""
SYNONYM_WEIGHT = 0.3
"""Weight shared by the synonyms of a word that nothing else in the index answers to."""


class Sense(NamedTuple):
    """One term of the index that a typed word may stand for.

    ``weight`` is its share of a typed word's weight; ``how`` is ``typed``, ``spelling``, ``lexicon`` or ``synonym``;
    ``form`` is the form of the index behind a ``spelling``, else -1.
    """

    term: int
    weight: float
    how: str
    form: int = -1


@dataclass(slots=True)
class Wanted:
    """A typed word and its senses; none when the index has nothing like it.

    ``form`` is the form of the index that was typed, -1 when it has the word in other forms at most; ``idf`` weighs the
    word in coverage.
    """

    token: Token
    form: int
    idf: float
    senses: list[Sense] = field(default_factory=list)

    @property
    def typed(self) -> bool:
        """The index knows the word itself."""
        return bool(self.senses) and self.senses[0].how == "typed"  # stands first

    @property
    def unknown(self) -> bool:
        """Nothing in the index answers to the word, at most a synonym."""
        return not self.senses or self.senses[0].how == "synonym"  # tried when there is nothing else


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a question that name its subject, in order."""

    words: tuple[Wanted, ...]

    def weights(self) -> dict[int, float]:
        """Terms to search and their weights, the strongest sense of each."""
        found: dict[int, float] = {}
        for word in self.words:
            for sense in word.senses:
                found[sense.term] = max(found.get(sense.term, 0.0), sense.weight)
        return found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Neighbouring words that are both known or corrected, as terms."""
        own = [next((s.term for s in word.senses if s.how != "lexicon"), -1) for word in self.words]
        return ((a, b) for a, b in pairwise(own) if a >= 0 and b >= 0 and a != b)


def understand(question: str, arrays: Arrays, analyser: Analyser, lexicon: Lexicon) -> Query:
    """Read a question: known words, lexicon expansions; for what is left unknown spelling, then synonyms."""
    # When every word asks and none names a subject, the plain terms of the text are all there is.
    tokens = analyser.question(question) or list(analyser.tokens(question))
    words = []
    for token in tokens:
        form = arrays.forms.find(token.form)
        term = arrays.term_of[form] if form >= 0 else arrays.terms.find(token.term)
        word = Wanted(token, form, arrays.idf_of[term] if term >= 0 else arrays.unseen_idf)
        if term >= 0:
            word.senses.append(Sense(term, 1.0, "typed"))
        words.append(word)
    for first, end, wordings in lexicon.expand(tokens):
        alone = not any(word.typed for word in words[first:end])
        weight = LEXICON_ALONE if alone else LEXICON_WEIGHT
        for wording in wordings:
            terms = [arrays.terms.find(term) for term in wording]
            for term in terms:
                if term >= 0:
                    share = weight / len(terms) ** 0.5
                    for word in words[first:end]:
                        word.senses.append(Sense(term, share, "lexicon"))
    for word in words:
        if not word.senses:
            word.senses += spelled(word.token.form, arrays) or meant(word.token.term, arrays)
    return Query(tuple(words))


def spelled(form: str, arrays: Arrays) -> list[Sense]:
    """Senses of an unknown word by its spelling."""
    glued = unglue(arrays, form)
    guesses = [glued] if glued is not None else close_forms(arrays, form)
    senses = []
    for rank, guess in enumerate(guesses):
        term = int(arrays.form_term[guess.form])
        senses.append(Sense(term, guess.likeness * (1.0 if rank == 0 else 0.5), "spelling", guess.form))
    return senses


def meant(term: str, arrays: Arrays) -> list[Sense]:
    """Senses of an unknown word by its synonyms in general French: weak evidence, the weaker the more there are."""
    found = [number for number in map(arrays.terms.find, synonyms(term)) if number >= 0]
    return [Sense(number, SYNONYM_WEIGHT / len(found) ** 0.5, "synonym") for number in found]
