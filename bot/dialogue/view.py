"""What the router may know of the corpus: which words occur in it, and how its parts are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.dialogue.phrases import plain
from bot.dialogue.wording import is_content
from corpus.model import Corpus, Theme
from retrieval.index import Index

_LOOKED_AT = 20
"""Passages looked at for a word itself."""


@dataclass(frozen=True, slots=True)
class View:
    """The router's view of a corpus.

    Attributes:
        knows: whether a word occurs in the corpus, in any of its forms.
        themes: the folded words of each theme's name, and its key.
        facets: folded words that name an interviewee, a role, an organisation or a place.
    """

    knows: Callable[[str], bool]
    themes: tuple[tuple[frozenset[str], str], ...] = ()
    facets: frozenset[str] = frozenset()

    @property
    def theme_words(self) -> frozenset[str]:
        """The words of all themes' names."""
        return frozenset(word for words, _ in self.themes for word in words)

    def theme(self, said: frozenset[str]) -> str:
        """The key of the one theme whose name holds all these words; empty when none or several do."""
        found = [key for words, key in self.themes if said and said <= words]
        return found[0] if len(found) == 1 else ""


def view_of(corpus: Corpus, index: Index) -> View:
    """The view of a corpus and its index, both being served."""

    def knows(word: str) -> bool:
        """The word itself, not another one of the same stem ("montant" beside "mont")."""
        return index.knows(word) and any(
            _same(word, hit_text[spot.start : spot.end])
            for hit in index.search(word, k=_LOOKED_AT)
            for hit_text in [_text(corpus, hit.id)]
            for spot in hit.matches
        )

    people = " ".join(
        " ".join(filter(None, (document.person, document.role, document.organisation, document.territory)))
        for theme in corpus.themes
        for document in theme.documents
        if document.section == "entretien"
    )
    return View(
        knows=knows,
        themes=tuple((_subject(theme.name) | _stand_ins(corpus, theme), theme.key) for theme in corpus.themes),
        facets=_subject(people),
    )


def _subject(text: str) -> frozenset[str]:
    return frozenset(form for form in plain(text).split() if is_content(form))


def _text(corpus: Corpus, passage_id: str) -> str:
    passage = corpus.passage(passage_id)
    return passage.text if passage is not None else ""


def _same(typed: str, found: str) -> bool:
    """Whether two folded words differ by their ending alone: a plural, a gender."""
    found = plain(found)
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
