"""What the router may know of the corpus: which words occur in it, and how its parts are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from bot.dialogue.phrases import plain
from bot.dialogue.wording import is_content
from corpus.model import Corpus, Theme
from retrieval.analysis import analyser
from retrieval.index import Index

_LOOKED_AT = 20
"""Passages looked at for a word itself."""


@dataclass(frozen=True, slots=True)
class View:
    """The router's view of a corpus.

    Attributes:
        knows: whether a word occurs in the corpus, in any of its forms.
        says: whether these folded words stand in a row in a passage, endings aside; slower, and stricter than
            ``knows``, which takes "montant" for "mont".
        themes: the folded words of each theme's name, and its key.
        facets: terms that name an interviewee, a role, an organisation or a place.
        theme_words: the words of all themes' names.
    """

    knows: Callable[[str], bool]
    says: Callable[[str], bool] = lambda words: False
    themes: tuple[tuple[frozenset[str], str], ...] = ()
    facets: frozenset[str] = frozenset()
    theme_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "theme_words", frozenset(word for words, _ in self.themes for word in words))

    def names(self, forms: Iterable[str]) -> bool:
        """Whether all these words, in any of their forms, name interviewees, roles, organisations or places."""
        return all(analyser().term(form) in self.facets for form in forms)

    def theme(self, said: frozenset[str]) -> str:
        """The key of the one theme whose name holds all these words; empty when none or several do."""
        found = [key for words, key in self.themes if said and said <= words]
        return found[0] if len(found) == 1 else ""


def view_of(corpus: Corpus, index: Index) -> View:
    """The view of a corpus and its index, both being served."""

    @lru_cache(maxsize=4096)
    def says(phrase: str) -> bool:
        wanted = phrase.split()
        if not all(index.knows(word) for word in wanted if is_content(word)):
            return False
        texts = (plain(_text(corpus, hit.id)).split() for hit in index.search(phrase, k=_LOOKED_AT))
        return any(_holds(text, wanted) for text in texts)

    people = " ".join(
        " ".join(filter(None, (document.person, document.role, document.organisation, document.territory)))
        for theme in corpus.themes
        for document in theme.documents
        if document.section == "entretien"
    )
    return View(
        knows=index.knows,
        says=says,
        themes=tuple((_subject(theme.name) | _stand_ins(corpus, theme), theme.key) for theme in corpus.themes),
        facets=frozenset(analyser().terms(people)),
    )


def _subject(text: str) -> frozenset[str]:
    return frozenset(form for form in plain(text).split() if is_content(form))


def _text(corpus: Corpus, passage_id: str) -> str:
    passage = corpus.passage(passage_id)
    return passage.text if passage is not None else ""


def _holds(text: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(all(map(_same, wanted, text[i : i + size])) for i in range(len(text) - size + 1))


def _same(typed: str, found: str) -> bool:
    """Whether two folded words differ by their ending alone: a plural, a gender."""
    shared = next(
        (i for i, (a, b) in enumerate(zip(typed, found, strict=False)) if a != b), min(len(typed), len(found))
    )
    return shared >= max(len(typed), len(found)) - 2


def _stand_ins(corpus: Corpus, theme: Theme) -> frozenset[str]:
    """Single words that people type for the theme's name, after its lexicon."""
    name = _subject(theme.name)
    return frozenset(
        form
        for entry in (*corpus.lexicon, *theme.lexicon)
        if name and all(_subject(meant) <= name for meant in entry.corpus)
        for form in _singles(entry.typed)
    )


def _singles(typed: Iterable[str]) -> list[str]:
    return [form for form in map(plain, typed) if form and " " not in form]
