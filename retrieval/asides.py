"""What people say of themselves around what they ask: who they are, where they work, greetings, a signature.

It is searched like the rest, for it may hold the subject; what the corpus does not know of it tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.text import Word

_GREETINGS = frozenset({"bonjour", "bonsoir", "merci", "monsieur", "madame", "cordialement"})
_ONESELF = frozenset({"je", "j", "m", "me", "moi", "mon", "ma", "mes", "nous", "notre", "nos"})
_CLOSING = frozenset(".!?…:;,\n–—•")
"""What ends a clause."""


def only_greets(turn: Iterable[str]) -> bool:
    """Whether a turn is a greeting, which asks nothing."""
    return _GREETINGS.issuperset(turn)


def clauses_of(text: str, found: Sequence[Word]) -> list[int]:
    """The number of the clause that each word of a text stands in.

    >>> from retrieval.text import words
    >>> clauses_of("Bonjour, qui est-ce ?", list(words("Bonjour, qui est-ce ?")))
    [0, 1, 1, 1]
    """
    numbers, number = [], 0
    for i, word in enumerate(found):
        number += i > 0 and not _CLOSING.isdisjoint(text[found[i - 1].end : word.start])
        numbers.append(number)
    return numbers


def of_oneself(text: str, found: Sequence[Word], clauses: Sequence[int]) -> set[int]:
    """The clauses in which people greet or speak of themselves; none that a question mark ends.

    "Je travaille" does, "que puis-je" does not.
    """
    own: set[int] = set()
    for i, word in enumerate(found):
        if word.form in _GREETINGS or (word.form in _ONESELF and text[word.start - 1 : word.start] != "-"):
            own.add(clauses[i])
    ends = [i for i in range(len(found)) if i + 1 == len(found) or clauses[i + 1] != clauses[i]]
    for i in ends:
        if "?" in text[found[i].end : found[i + 1].start if i + 1 < len(found) else len(text)]:
            own.discard(clauses[i])
    return own
