"""Questions in plain words, read for the word level alone: each word's terms are found once and remembered.

What this reads it reads as ``query.understand`` does; whatever takes more than looking words up (markup, phone
spellings, dictation, expansions) it leaves to that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from retrieval.analysis import Analyser
from retrieval.arrays import Arrays
from retrieval.lexicon import Lexicon
from retrieval.query import meant, spelled
from retrieval.spoken import spoken_sequences
from retrieval.text import fold_word

REMEMBERED = 65_536
"""Words that are remembered as they were typed."""
_ODD = re.compile(r"[^A-Za-z0-9À-ÖØ-öø-ÿŒœ '’,;:!?…«»\"()/%€\u00a0\u202f.-]|\.\b")
_RUN = re.compile(r"[^\W_]+")

_Turns = tuple[tuple[str, ...], ...]


class _Word(NamedTuple):
    """What is known of a word as typed: its form, the terms it may stand for, and what it may begin.

    ``terms`` is None for a word that takes more than looking up.
    """

    form: str
    terms: tuple[tuple[int, float], ...] | None
    turns: _Turns = ()
    spoken: _Turns = ()


class Plain:
    """Reads plain questions over one index; several threads may ask it at once."""

    def __init__(self, arrays: Arrays, analyser: Analyser, lexicon: Lexicon) -> None:
        self._arrays, self._analyser, self._lexicon = arrays, analyser, lexicon
        self._known: dict[str, _Word] = {}

    def read(self, question: str) -> dict[int, float] | None:
        """Terms to search and their weights; None when the question is not plain or names nothing."""
        if _ODD.search(question):
            return None
        known, written = self._known, _RUN.findall(question)
        words = [known.get(word) or self._learn(word) for word in written]
        found: dict[int, float] = {}
        at, end = 0, len(words)
        while at < end:
            _, terms, turns, spoken = words[at]
            if spoken and any(_stands(sequence, [w.lower() for w in written[at:]]) for sequence in spoken):
                return None
            if turns:
                forms = [word.form for word in words[at : at + len(turns[0])]]
                turn = next((turn for turn in turns if _stands(turn, forms)), None)
                if turn is not None:
                    at += len(turn)
                    continue
            if terms is None:
                return None
            for term, weight in terms:
                if found.setdefault(term, weight) < weight:
                    found[term] = weight
            at += 1
        return found or None

    def _learn(self, written: str) -> _Word:
        form = fold_word(written)
        word = _Word(form, self._terms(form), self._analyser.turns(form), spoken_sequences(written.lower()))
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[written] = word
        return word

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


def _stands(sequence: tuple[str, ...], words: list[str]) -> bool:
    """Whether the words begin with a sequence."""
    return tuple(words[: len(sequence)]) == sequence
