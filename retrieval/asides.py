"""What people say of themselves around what they ask: who they are, where they work, greetings, a signature.

It is searched like the rest, for it may hold the subject; what the corpus does not know of it tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.text import Word

_GREETINGS = frozenset({"bonjour", "bonsoir", "merci", "monsieur", "madame", "cordialement"})
_ONESELF = frozenset({"je", "j", "m", "me", "moi", "mon", "ma", "mes", "nous", "notre", "nos"})
_PERSONAL = _GREETINGS | _ONESELF
_LINKING = frozenset({"et", "mais", "donc", "alors", "car"})
"""Words that begin a clause where people go on speaking of themselves: "je suis à Brest *et je* cherche"."""
_CLOSING = frozenset(".!?…:;,\n–—•")
"""What ends a clause."""


def asks(turn: tuple[str, ...]) -> bool:
    """Whether a turn of asking asks something: not a greeting, nor who gives a name ("il *s'appelle* Paul")."""
    return turn != ("s", "appelle") and not _GREETINGS.issuperset(turn)


def said_aside(text: str, found: Sequence[Word], subject: Sequence[int], asking: Iterable[int]) -> list[int]:
    """Which of the words that may name the subject stand in clauses in which people greet or speak of themselves.

    Args:
        text: what was typed.
        found: its words.
        subject: numbers of the words that may name the subject.
        asking: numbers of words that ask; their clauses are not aside, nor are those that a question mark ends.

    Returns:
        Places in ``subject``; none where all would be aside.

    >>> from retrieval.text import words
    >>> said_aside("Je suis à Brest, qui trie ?", list(words("Je suis à Brest, qui trie ?")), [3, 5], [])
    [0]
    """
    if _PERSONAL.isdisjoint(word.form for word in found):
        return []
    clauses = _clauses(text, found)
    own = {clauses[i] for i, word in enumerate(found) if _is_personal(text, word)}
    ends = [*(word.start for word in found[1:]), len(text)]
    own.difference_update(clauses[i] for i, word in enumerate(found) if "?" in text[word.end : ends[i]])
    own.difference_update(clauses[i] for i in asking)
    aside = [place for place, i in enumerate(subject) if clauses[i] in own]
    return aside if len(aside) < len(subject) else []


def _is_personal(text: str, word: Word) -> bool:
    """Whether a word greets or speaks of oneself: "je travaille" does, "que puis-je" does not."""
    return word.form in _PERSONAL and text[word.start - 1 : word.start] != "-"


def _clauses(text: str, found: Sequence[Word]) -> list[int]:
    """The number of the clause that each word stands in."""
    numbers, number = [], 0
    for i, word in enumerate(found):
        said_on = word.form in _LINKING and i + 1 < len(found) and found[i + 1].form in _ONESELF
        between = text[found[i - 1].end : word.start] if i else ""
        # "M. Dupont" is not the end of anything.
        closed = not (_CLOSING.isdisjoint(between) or (between == ". " and _is_initial(found[i - 1].form)))
        number += i > 0 and (said_on or closed)
        numbers.append(number)
    return numbers


def _is_initial(form: str) -> bool:
    return len(form) == 1 and form.isalpha()
