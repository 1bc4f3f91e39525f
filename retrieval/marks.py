"""The words of a passage that answer to typed ones, found when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from retrieval.arrays import Arrays
from retrieval.query import Query
from retrieval.results import Match


class Marks:
    """Gives the matched words of a passage, by its number.

    Args:
        arrays: of the index.
        asked: the question as the index reads it; asked for at most once, and only when words are looked at.
    """

    def __init__(self, arrays: Arrays, asked: Callable[[], Query]) -> None:
        self._arrays, self._asked = arrays, asked

    @cached_property
    def _words(self) -> dict[int, str]:
        words: dict[int, str] = {}
        for word in self._asked().words:
            for sense in word.senses:
                if sense.how != "synonym":  # too weak to be shown as a reason
                    words.setdefault(sense.term, word.token.form)
        return words

    def __call__(self, passage: int) -> tuple[Match, ...]:
        """The matches in a passage's text, in order."""
        arrays, words = self._arrays, self._words
        start, end = arrays.text_of(passage)
        terms = arrays.form_term.take(arrays.token_form[start:end]).tolist()
        matches = []
        for at, term in enumerate(terms, start):
            if term in words:
                first = arrays.token_starts[at]
                matches.append(Match(first, first + arrays.token_lengths[at], words[term]))
        return tuple(matches)
