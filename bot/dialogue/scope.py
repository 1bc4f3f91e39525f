"""Where in the corpus a question asks to search: "dans les entretiens : …", "dans l'enjeu 4 : …", "… depuis 2015".

Pure functions of the text and the corpus.  What is outside the scope is never shown for such a question.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.phrases import phrases
from bot.dialogue.wording import is_content
from bot.texts import texts
from corpus.model import Corpus, Document, Passage, Section
from corpus.numbering import number
from retrieval.spoken import respell
from retrieval.text import Word, words

_INSIDE = frozenset({"dans", "parmi", "selon", "d"})
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "vos", "tes", "nos", "mes", "de", "des", "du", "d", "avec"})
_AFTER, _BEFORE, _DURING = frozenset({"depuis", "apres"}), frozenset({"avant"}), frozenset({"en"})
_SPOKEN_OF = frozenset({"contexte", "participation", "themes"})
"""Names that end a sentence as ordinary words do: they are a scope only before a colon or a comma."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the corpus: how the person called it, the passages in it, and what is asked about it."""

    called: str
    ids: frozenset[str]
    question: str


def scope_of(question: str, corpus: Corpus) -> Scope | None:
    """The scope that a question names before or after what it asks; None for the whole corpus."""
    meant = respell(question)
    said = list(words(meant))
    found = _before_a_pause(meant, said, corpus) or _at_the_end(meant, said, corpus) or _in_years(meant, said, corpus)
    return found if found is not None and _asks(found.question) and found.ids else None


def section_scope(corpus: Corpus, section: Section, question: str) -> Scope:
    """The scope of one section."""
    return Scope(texts(f"button-{section}"), _ids(corpus, _of_section(section)), question)


def _asks(text: str) -> bool:
    return any(is_content(word.form) for word in words(text))


def _before_a_pause(meant: str, said: list[Word], corpus: Corpus) -> Scope | None:
    """Like "Dans les entretiens : la stratégie", "entretiens : la stratégie", "dans l'enjeu 4, les élus"."""
    inside = bool(said) and said[0].form in _INSIDE
    first = _past(said, 1 if inside else 0, _ARTICLES)
    end, keep = _named(said, first, corpus)
    if keep is None or end >= len(said):
        return None
    pause = meant[said[end - 1].end : said[end].start].strip()
    if pause not in ((":", ",", ": «", "-") if inside else (":", ": «")):
        return None
    return Scope(meant[said[first].start : said[end - 1].end], _ids(corpus, keep), meant[said[end].start :])


def _at_the_end(meant: str, said: list[Word], corpus: Corpus) -> Scope | None:
    """Like "… la stratégie dans les entretiens ?"."""
    for at in range(len(said) - 1, 0, -1):
        if said[at].form in _INSIDE - {"d"}:
            first = _past(said, at + 1, _ARTICLES)
            end, keep = _named(said, first, corpus)
            if keep is not None and end == len(said) and said[first].form not in _SPOKEN_OF:
                return Scope(
                    meant[said[first].start : said[-1].end], _ids(corpus, keep), meant[: said[at].start].strip()
                )
            return None
    return None


def _in_years(meant: str, said: list[Word], corpus: Corpus) -> Scope | None:
    """Like "… depuis 2015": only where the corpus has dated documents, and then those alone."""
    if len(said) < 3 or not said[-1].form.isdigit() or not 1900 < int(said[-1].form) < 2200:
        return None
    year, how = int(said[-1].form), said[-2].form
    tests: dict[frozenset[str], Callable[[datetime.date], bool]] = {
        _AFTER: lambda date: date.year >= year,
        _BEFORE: lambda date: date.year < year,
        _DURING: lambda date: date.year == year,
    }
    test = next((test for forms, test in tests.items() if how in forms), None)
    if test is None:
        return None
    ids = _ids(corpus, lambda _, document: document.date is not None and test(document.date))
    return Scope(meant[said[-2].start : said[-1].end], ids, meant[: said[-2].start].strip())


def _past(said: list[Word], at: int, skipped: frozenset[str]) -> int:
    while at < len(said) and said[at].form in skipped:
        at += 1
    return at


Keep = Callable[[Passage, Document], bool]


def _named(said: list[Word], at: int, corpus: Corpus) -> tuple[int, Keep | None]:
    """The part of the corpus named from a word on: where its name ends, and which passages are of it."""
    forms = [word.form for word in said[at:]]
    if forms[:1] == ["theme"]:
        for theme in corpus.themes:
            called = [word.form for word in words(theme.name)]
            if forms[1 : 1 + len(called)] == called:
                return at + 1 + len(called), _of_theme(theme.key)
        return at, None
    name, section = next((item for item in phrases().sections if list(item[0]) == forms[: len(item[0])]), ((), ""))
    if not section:
        return at, None
    end = at + len(name)
    numbered = number(said[end].form) if end < len(said) else None
    if section == "enjeu" and numbered is not None:
        return end + 1, lambda passage, _: passage.enjeu == numbered
    if section == "entretien":
        person = _past(said, end, _ARTICLES)
        spoken = [word.form for word in said[person:]]
        for document in (document for theme in corpus.themes for document in theme.documents if document.person):
            known = [word.form for word in words(document.person or "")]
            length = next((n for n in (len(known), 1) if spoken[:n] in (known, known[-1:])), 0)
            if length:
                return person + length, _of_document(document.key)
    return end, _of_section(section)


def _of_theme(key: str) -> Keep:
    return lambda passage, _: passage.document.startswith(f"{key}/")


def _of_document(key: str) -> Keep:
    return lambda passage, _: passage.document == key


def _of_section(section: str) -> Keep:
    """Of the interviews, only those with somebody: their introduction speaks of none."""
    return lambda passage, document: (
        passage.section == section and (section != "entretien" or document.person is not None)
    )


def _ids(corpus: Corpus, keep: Keep) -> frozenset[str]:
    documents = {document.key: document for theme in corpus.themes for document in theme.documents}
    return frozenset(p.id for p in corpus.passages if p.document in documents and keep(p, documents[p.document]))
