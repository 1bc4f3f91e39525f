"""Every line of the seed is accounted for: in which document it stands, or why it is navigation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.loading import EMBEDDED, load_corpus
from corpus.model import Corpus

SEED = Path(__file__).parents[1] / "data" / "cooperation.txt"
LINES = SEED.read_text(encoding="utf-8").split("\n")

BLANK = "blank line"
READ_ON = "link to the rest of the text: excerpt: true"
THEME = "name of the theme"
SECTION = "heading of the page, shown by the section of the documents below it"

TITLES = {
    3: "contexte",
    17: "definition",
    35: "enjeu-4-questions-4",
    41: "enjeu-4-questions-3",
    47: "enjeu-4-questions-2",
    53: "enjeu-4-questions-1",
    59: "enjeu-3-questions-4",
    71: "entretiens",
    77: "entretien-elisa-jaffrennou",
    83: "entretien-nicolas-taillandier",
    89: "entretien-anne-schmitter",
}
BODIES = {
    **dict.fromkeys((5, 6, 7, 9, 10, 11, 13), ("contexte",)),
    19: ("definition",),
    21: ("definition",),
    25: ("enjeu-1",),
    27: ("enjeu-2",),
    29: ("enjeu-3",),
    31: ("enjeu-4",),
    33: ("cles-de-lecture",),
    37: ("enjeu-4-questions-4",),
    43: ("enjeu-4-questions-3",),
    49: ("enjeu-4-questions-2",),
    55: ("enjeu-4-questions-1",),
    61: ("enjeu-3-questions-4",),
    65: ("espace-collaboratif",),
    67: ("retour-seminaire",),
    73: ("entretiens",),
    75: ("entretiens", "commenter"),  # the line's last sentence invites to take part
    79: ("entretien-elisa-jaffrennou",),
    85: ("entretien-nicolas-taillandier",),
    91: ("entretien-anne-schmitter",),
}
NAVIGATION = {
    1: THEME,
    23: SECTION,
    **dict.fromkeys((39, 45, 51, 57, 63, 81, 87, 93), READ_ON),
    **dict.fromkeys(
        (2, 4, 8, 12, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58,
         60, 62, 64, 66, 68, 69, 70, 72, 74, 76, 78, 80, 82, 84, 86, 88, 90, 92),
        BLANK,
    ),
}  # fmt: skip
OWN_TITLES = {
    "enjeu-1": "Enjeu 1",
    "enjeu-2": "Enjeu 2",
    "enjeu-3": "Enjeu 3",
    "enjeu-4": "Enjeu 4",
    "cles-de-lecture": "Clés de lecture",
    "retour-seminaire": "Retour séminaire",
    "espace-collaboratif": "Espace collaboratif",
    "commenter": "Commenter ou se faire interviewer",
}
"""Titles made for lines that the page shows without one."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    loaded = load_corpus(EMBEDDED)
    assert loaded.problems == ()
    return loaded.corpus


def line(number: int) -> str:
    return LINES[number - 1]


def body(corpus: Corpus, name: str) -> str:
    document = corpus.document(f"cooperation/{name}")
    assert document is not None, name
    return document.body


def test_the_table_speaks_of_every_line_once() -> None:
    numbers = [*TITLES, *BODIES, *NAVIGATION]
    assert sorted(numbers) == list(range(1, len(LINES) + 1))


def test_titles_are_the_lines_word_for_word(corpus: Corpus) -> None:
    for number, name in TITLES.items():
        document = corpus.document(f"cooperation/{name}")
        assert document is not None
        assert document.title == line(number)


def test_every_line_of_text_stands_in_its_documents_word_for_word(corpus: Corpus) -> None:
    for number, names in BODIES.items():
        if len(names) == 1:
            assert line(number) in body(corpus, names[0]).split("\n"), number
        else:
            assert " ".join(body(corpus, name).strip().split("\n")[-1] for name in names) == line(number)


def test_every_passage_comes_from_the_lines_of_its_document_and_nothing_else_is_there(corpus: Corpus) -> None:
    held: dict[str, list[str]] = {}
    for number, names in BODIES.items():
        for name in names:
            held.setdefault(name, []).append(line(number))
    for theme in corpus.themes:
        for document in theme.documents:
            name = document.key.partition("/")[2]
            written = [text for text in document.body.split("\n") if text]
            assert len(written) == len(held[name]) == len(corpus.passages_of(document.key))
            for text, source, passage in zip(written, held[name], corpus.passages_of(document.key), strict=True):
                assert text in source
                assert passage.text == text


def test_documents_without_a_heading_of_the_page_have_the_titles_that_we_gave(corpus: Corpus) -> None:
    own = {d.key.partition("/")[2]: d.title for t in corpus.themes for d in t.documents}
    assert {name: title for name, title in own.items() if name not in TITLES.values()} == OWN_TITLES


def test_navigation_is_what_the_table_says(corpus: Corpus) -> None:
    default = corpus.default_theme
    assert default is not None
    for number, reason in NAVIGATION.items():
        if reason == BLANK:
            assert not line(number).strip()
        elif reason == READ_ON:
            assert line(number) == "Lire la suite"
        elif reason == THEME:
            assert line(number) == default.name
        else:
            assert corpus.section("enjeu")
            assert corpus.section("questions")


def test_lire_la_suite_marks_the_document_above_as_cut_and_is_in_no_passage(corpus: Corpus) -> None:
    above = {names[0] for number, names in BODIES.items() if NAVIGATION.get(number + 2) == READ_ON}
    marked = {d.key.partition("/")[2] for t in corpus.themes for d in t.documents if d.excerpt}
    assert len(marked) == 8
    assert marked == above
    assert not [p for p in corpus.passages if re.search("lire la suite", p.text, re.IGNORECASE)]


def test_the_typography_of_the_seed_is_kept(corpus: Corpus) -> None:
    shown = "\n".join([p.text for p in corpus.passages] + [d.title for t in corpus.themes for d in t.documents])
    source = "\n".join(line(number) for number in (*TITLES, *BODIES))
    for mark in ("\u00a0", "’", "'", "œ", "→", "…", "–", "l’Etat", "A ressources", '"faire ensemble"'):
        assert shown.count(mark) == source.count(mark) > 0, mark


@pytest.mark.parametrize(
    ("name", "person", "role", "organisation", "territory"),
    [
        (
            "elisa-jaffrennou",
            "Elisa Jaffrennou",
            "chargée de mission Programmes européens",
            "PNR des Monts d'Ardèche",
            "Monts d'Ardèche",
        ),
        ("nicolas-taillandier", "Nicolas Taillandier", "Directeur", "Pays de Combrailles en marche", "Combrailles"),
        ("anne-schmitter", "Anne Schmitter", "directrice", "Pays de Coutances", "Manche"),
    ],
)
def test_the_people_of_the_interviews(
    corpus: Corpus, name: str, person: str, role: str, organisation: str, territory: str
) -> None:
    document = corpus.document(f"cooperation/entretien-{name}")
    assert document is not None
    found = (document.person, document.role, document.organisation, document.territory)
    assert found == (person, role, organisation, territory)
    assert document.section == "entretien"
    assert document.excerpt
