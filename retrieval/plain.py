"""Questions in plain words, read for the word level alone: each word's terms are found once and remembered.

What this reads it reads as ``query.understand`` does; whatever takes more than looking words up (markup, phone
spellings, dictation, expansions) it leaves to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from retrieval.analysis import Analyser
from retrieval.arrays import Arrays
from retrieval.lexicon import Lexicon
from retrieval.query import meant, spelled
from retrieval.spoken import spoken_sequences
from retrieval.text import fold_word

REMEMBERED = 65_536
"""Words that are remembered as they were typed."""
LONG = 64
"""Letters above which nothing is."""
_ODD = re.compile(r"[^A-Za-z0-9À-ÖØ-öø-ÿŒœ '’,;:!?…«»\"()/%€\u00a0\u202f.-]|\.\b")
_RUN = re.compile(r"[^\W_]+")

_Tree = dict[str, Any]
"""Sequences of words by their first word, the rest in a tree again; an empty word marks where one may end."""


_NOTHING: _Tree = {}
_folded = lru_cache(4096)(fold_word)
_NOT_PLAIN = ("",)


class _Written(dict[str, tuple[str, ...]]):
    """The words in what is written between two spaces, or ``_NOT_PLAIN``; what is not long is remembered."""

    def __missing__(self, between: str) -> tuple[str, ...]:
        if between.isascii() and between.isalpha():
            words: tuple[str, ...] = (between,)
        else:
            words = _NOT_PLAIN if _ODD.search(between) else tuple(_RUN.findall(between))
        if len(between) <= LONG:
            if len(self) >= REMEMBERED:
                self.clear()
            self[between] = words
        return words


class _Special(NamedTuple):
    """A word that is more than one term: its terms and their weights (None when looking up is not enough).

    ``turns`` and ``spoken`` are what may follow it in turns of asking and in what is to be respelled.
    """

    terms: tuple[tuple[int, float], ...] | None
    turns: _Tree
    spoken: _Tree


class Plain:
    """Reads plain questions over one index; several threads may ask it at once."""

    def __init__(self, arrays: Arrays, analyser: Analyser, lexicon: Lexicon) -> None:
        self._arrays, self._analyser, self._lexicon = arrays, analyser, lexicon
        self._turns, self._spoken = _tree(analyser.turns), _tree(spoken_sequences())
        self._written = _Written()
        self._known: dict[str, int] = {}
        self._special: dict[str, _Special] = {}

    def read(self, question: str) -> dict[int, float] | None:
        """Terms to search and their weights; None when the question is not plain or names nothing."""
        between = list(map(self._written.__getitem__, question.split(" ")))
        if _NOT_PLAIN in between:
            return None
        found: dict[int, float] = {}
        known, after = self._known.get, 0
        written = list(chain.from_iterable(between))
        for at, word in enumerate(written):
            number = known(word)
            if number is None and at >= after:
                special = self._special.get(word) or self._learnt(word)
                if isinstance(special, int):
                    number = special
                elif special.spoken and _longest(special.spoken, written, at, str.lower):
                    return None
                elif special.turns and (length := _longest(special.turns, written, at, _folded)):
                    after = at + length
                elif special.terms is None:
                    return None
                else:
                    for term, weight in special.terms:
                        found[term] = max(weight, found.get(term, 0.0))
            if number is not None and number >= 0 and at >= after:
                found[number] = 1.0
        return found or None

    def _learnt(self, written: str) -> _Special | int:
        """What a word is: the one term that it stands for, -1 when it stands for none, or something special."""
        form = fold_word(written)
        terms = self._terms(form)
        if len(self._known) + len(self._special) >= REMEMBERED:
            self._known, self._special = {}, {}
        turns, spoken = self._turns.get(form, {}), self._spoken.get(written.lower(), {})
        if terms is not None and not turns and not spoken:
            if not terms:
                return self._known.setdefault(written, -1)
            if len(terms) == 1 and terms[0][1] == 1.0:
                return self._known.setdefault(written, terms[0][0])
        return self._special.setdefault(written, _Special(terms, turns, spoken))

    def _terms(self, form: str) -> tuple[tuple[int, float], ...] | None:
        term = self._analyser.term(form)
        if not term:
            return ()
        if self._lexicon.begins(term):
            return None
        number = self._arrays.terms.find(term)
        if number >= 0:
            return ((number, 1.0),)
        senses = spelled(form, self._arrays) or meant(term, self._arrays)
        return tuple((sense.term, sense.weight) for sense in senses)


def _tree(sequences: Iterable[Sequence[str]]) -> _Tree:
    tree: _Tree = {}
    for sequence in sequences:
        node = tree
        for word in sequence:
            node = node.setdefault(word, {})
        node[""] = True
    return tree


def _longest(tree: _Tree, written: Sequence[str], at: int, form: Callable[[str], str]) -> int:
    """How many words are a sequence that begins with the word at a place and goes on in a tree; 0 for none."""
    longest = 1 if "" in tree else 0
    for place in range(at + 1, len(written)):
        tree = tree.get(form(written[place]), _NOTHING)
        if not tree:
            break
        if "" in tree:
            longest = place + 1 - at
    return longest
