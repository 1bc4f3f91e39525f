"""A theme as its readers browse it: enjeux with their fiches, entretiens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from corpus.model import Corpus, Document, Passage
from corpus.numbering import enjeu_number, statement


@dataclass(frozen=True, slots=True)
class Fiche:
    """A sheet of questions: the ``number``-th of its enjeu."""

    enjeu: int
    number: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Enjeu:
    """A numbered enjeu: its wording, the passages that state it, its fiches by number.

    ``name`` is the wording without "Enjeu 2 :"; empty when only fiches speak of this enjeu.  ``absent`` are the
    numbers missing before the last fiche; an enjeu without any fiche has none absent.
    """

    number: int
    name: str
    passages: tuple[Passage, ...]
    fiches: tuple[Fiche, ...]
    absent: tuple[int, ...]


def enjeux(corpus: Corpus, theme_key: str) -> tuple[Enjeu, ...]:
    """The numbered enjeux of a theme, those that only have fiches included, by number."""
    stated: defaultdict[int, list[Passage]] = defaultdict(list)
    sheets: defaultdict[int, dict[int, Passage]] = defaultdict(dict)
    for passage in corpus.section("enjeu", theme_key):
        if passage.enjeu is not None:
            stated[passage.enjeu].append(passage)
    for passage in corpus.section("questions", theme_key):
        if passage.enjeu is not None and passage.fiche is not None:
            sheets[passage.enjeu].setdefault(passage.fiche, passage)
    found = []
    for number in sorted(stated.keys() | sheets.keys()):
        fiches = tuple(Fiche(number, fiche, passage) for fiche, passage in sorted(sheets[number].items()))
        last = fiches[-1].number if fiches else 0
        absent = tuple(fiche for fiche in range(1, last) if fiche not in sheets[number])
        passages = tuple(stated[number])
        found.append(Enjeu(number, _name(number, passages), passages, fiches, absent))
    return tuple(found)


def entretiens(corpus: Corpus, theme_key: str) -> tuple[Document, ...]:
    """The interviews of a theme: documents of section *entretien* that have a person, in file order."""
    return tuple(
        document
        for theme in corpus.themes
        if theme.key == theme_key
        for document in theme.documents
        if document.section == "entretien" and document.person
    )


def _name(number: int, passages: tuple[Passage, ...]) -> str:
    """The enjeu's wording: after "Enjeu 2 :" in the text, a heading or the title; else that heading or title."""
    for passage in passages:
        for text in (passage.text.split("\n")[0], *reversed(passage.headings), passage.title):
            if (stated := statement(text)) and stated[0] == number:
                return stated[1]
    for passage in passages:
        for text in (*reversed(passage.headings), passage.title):
            if enjeu_number(text) is None:
                return text
    return passages[0].text if passages else ""
