"""French analysis: from a text to the terms that are indexed and searched.

Order: words cut at apostrophes and hyphens, folding, stop words, number words as digits, Snowball stem.  Accents are
folded *before* stemming on both sides, so that a question typed without accents meets the same terms (stemming first
gives "identité" and "identite" different stems).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from itertools import compress, count
from typing import NamedTuple

import numpy as np
import Stemmer

from retrieval.asides import asks, said_aside
from retrieval.endings import all_mended, mended
from retrieval.spoken import respell
from retrieval.text import fold_word, fold_words, words

_AT_ONCE = 8192
"""Words whose terms are found together: so many stay in a processor's own memory."""

_LINKING = frozenset({"de", "d", "des", "la", "les", "l"})
"""Words that may stand between "combien" and what is to be counted."""

_OPENING = frozenset('.!?…:;«"(\n–—•')
"""A word after these, like the first one, has a capital that tells nothing."""


def _lines(name: str) -> list[str]:
    text = (files("retrieval") / "data" / name).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


class Token(NamedTuple):
    """A word that counts: its place in the text, its folded form and its term (stem).

    Of a question: ``counted`` marks what is to be counted ("combien de *communes* …"), ``named`` what is written as
    a name ("le parc du *Vercors*", "un *PETR*"), ``aside`` what stands in a clause in which people speak of themselves
    while another one asks ("*Je suis à Brest*, qui peut m'aider ?").
    """

    start: int
    end: int
    form: str
    term: str
    counted: bool = False
    named: bool = False
    aside: bool = False


class Analyser:
    """The one analysis of passages and questions.

    >>> Analyser().terms("L’épicerie et les élus")
    ['epicer', 'elu']
    >>> [token.form for token in Analyser().question("C'est quoi, la différence entre un élu et un agent ?")]
    ['difference', 'elu', 'agent']
    """

    def __init__(self) -> None:
        # PyStemmer's own cache slows distinct forms down threefold; ours maps forms to terms.
        self._stemmer = Stemmer.Stemmer("french", 0)
        self._terms: dict[str, str] = dict.fromkeys(self.stop_words, "")

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Folded words that are never indexed."""
        return frozenset(word for line in _lines("stop_words.txt") for word in line.split())

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Number words and their digits."""
        pairs = (line.split(" = ") for line in _lines("numbers.txt"))
        return {word: digits for spelled, digits in pairs for word in spelled.split()}

    @cached_property
    def _turns(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for line in _lines("turns.txt"):
            by_first.setdefault(line.split()[0], []).append(tuple(line.split()))
        return {first: tuple(sorted(turns, key=len, reverse=True)) for first, turns in by_first.items()}

    @property
    def turns(self) -> Iterator[tuple[str, ...]]:
        """Turns of asking, as folded words."""
        return (turn for turns in self._turns.values() for turn in turns)

    def term(self, form: str) -> str:
        """The term of a folded word; empty for a stop word and for a lone letter.

        >>> Analyser().term("installations") == Analyser().term("installer"), Analyser().term("les")
        (True, '')
        """
        term = self._terms.get(form)
        if term is None:
            if len(form) == 1 and not form.isdigit():
                term = ""
            else:
                term = self.numbers.get(form) or self._stem(form)
            self._terms[form] = term
        return term

    def terms_of(self, forms: list[str]) -> list[str]:
        """The terms of many folded words: what ``term`` gives for each.

        >>> Analyser().terms_of(["elus", "les", "deux"])
        ['elu', '', '2']
        """
        terms: list[str] = []
        for first in range(0, len(forms), _AT_ONCE):
            terms += self._terms_of(forms[first : first + _AT_ONCE])
        return terms

    def _terms_of(self, forms: list[str]) -> list[str]:
        written, lengths = all_mended(forms)
        stems = "\n".join(self._stemmer.stemWords(written)).lower().replace("é", "e").replace("è", "e")
        terms = stems.split("\n") if stems.isascii() else fold_words(stems.split("\n"))
        lone = np.flatnonzero(lengths == 1).tolist()
        for number in [*lone, *compress(count(), map(self._told.__contains__, forms))]:
            terms[number] = self.term(forms[number])
        return terms

    @cached_property
    def _told(self) -> frozenset[str]:
        """Forms whose terms are not their stems."""
        return self.stop_words | self.numbers.keys()

    def _stem(self, form: str) -> str:
        return fold_word(self._stemmer.stemWord(mended(form)))

    def tokens(self, text: str) -> Iterator[Token]:
        """The words of a passage that count, in order."""
        for start, end, form in words(text):
            term = self.term(form)
            if term:
                yield Token(start, end, form, term)

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order: what scikit-learn's vectorizers take as ``analyzer``."""
        return [token.term for token in self.tokens(text)]

    def question(self, text: str) -> list[Token]:
        """The words of a question that name its subject: phone spellings read, turns of asking dropped.

        When nothing is left ("qui fait quoi ?") the list is empty.  Offsets speak of the respelled text.
        """
        read = respell(text)
        shouted = read.isupper()
        found = list(words(read))
        forms = [word.form for word in found]
        kept: list[Token] = []
        places: list[int] = []
        asking: list[int] = []
        i, counting = 0, False
        while i < len(found):
            turn = next((t for t in self._turns.get(forms[i], ()) if tuple(forms[i : i + len(t)]) == t), None)
            if turn is not None:
                if asks(turn):
                    asking.append(i)
                i += len(turn)
                continue
            term = self.term(forms[i])
            if term:
                start, end, form = found[i]
                named = False
                if not shouted and not read[start:end].islower():
                    opens = i == 0 or not _OPENING.isdisjoint(read[found[i - 1].end : start])
                    named = sum(map(str.isupper, read[start:end])) > opens
                kept.append(Token(start, end, form, term, counting, named))
                places.append(i)
            counting = forms[i] == "combien" or (counting and forms[i] in _LINKING)
            i += 1
        for place in said_aside(read, found, places, asking):
            kept[place] = kept[place]._replace(aside=True)
        return kept


@cache
def analyser() -> Analyser:
    """The shared analyser (it holds no state but a cache of forms)."""
    return Analyser()
