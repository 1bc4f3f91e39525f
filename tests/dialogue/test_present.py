"""How a passage is shown: title, source line, date, link, pages, names on buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.answers import folded
from bot.dialogue.buttons import OpenPlace, tag, tagged
from bot.dialogue.present import LABEL, PAGE, label, named, pages, quote, source
from corpus.model import Corpus, Document, Passage, Theme
from retrieval import Hit, Match

TODAY = date(2026, 3, 2)
DOCUMENT = Document("jardins/guide", "jardins", "Guide", "ressource", "")
PASSAGE = Passage("abcdefghij", "jardins/guide", "Guide", (), "Prenez le guide du compost.", "ressource", 0)


def corpus(document: Document = DOCUMENT, passage: Passage = PASSAGE, links: Mapping[str, str] | None = None) -> Corpus:
    return Corpus((Theme("jardins", "Jardins", "", True, (document,), links or {}),), (passage,), (), "f")


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (DOCUMENT, "Jardins · Ressource"),
        (replace(DOCUMENT, date=date(2025, 5, 1)), "Jardins · Ressource · publié le 1er mai 2025"),
        (
            replace(DOCUMENT, date=date(2015, 2, 13)),
            "Jardins · Ressource · publié le 13 février 2015 · texte ancien, à vérifier",
        ),
        (replace(DOCUMENT, excerpt=True), "Jardins · Ressource · Texte coupé à la source"),
        (
            replace(DOCUMENT, person="Lou Aubé", organisation="Mairie"),
            "Jardins · Entretien avec Lou Aubé · Mairie",
        ),
    ],
)
def test_the_source_line(document: Document, line: str) -> None:
    assert source(corpus(document), PASSAGE, TODAY) == line


def test_the_source_line_does_not_say_the_title_again() -> None:
    resource = replace(PASSAGE, title="Ressource")
    assert source(corpus(), resource, TODAY, "Ressource") == "Jardins"
    assert quote(corpus(replace(DOCUMENT, title="Ressource")), resource, TODAY).source == "Jardins"


def test_a_link_is_the_documents_else_the_themes_that_the_passage_speaks_of() -> None:
    links = {"guide_compost": "https://example.org/guide", "contact": "https://example.org/contact"}
    assert quote(corpus(links=links), PASSAGE, TODAY).url == "https://example.org/guide"
    assert quote(corpus(links={"espace": "https://example.org"}), PASSAGE, TODAY).url == ""
    own = replace(DOCUMENT, url="https://example.org/own")
    assert quote(corpus(own, links=links), PASSAGE, TODAY).url == "https://example.org/own"
    told = replace(PASSAGE, section="contexte")
    assert quote(corpus(replace(DOCUMENT, section="contexte"), told, links=links), told, TODAY).url == ""


def test_a_heading_of_an_enjeu_belongs_to_what_is_quoted_unless_the_text_repeats_it() -> None:
    document = replace(DOCUMENT, section="enjeu")
    heading = replace(PASSAGE, section="enjeu", headings=("Enjeu 2 : Composter",), text="Bien mélanger.", enjeu=2)
    shown = quote(corpus(document, heading), heading, TODAY)
    assert (shown.titled, shown.quoted) == (True, "Enjeu 2 : Composter\nBien mélanger.")
    repeated = replace(heading, headings=(), title="Enjeu 2", text="Enjeu 2 : Bien mélanger.")
    shown = quote(corpus(document, repeated), repeated, TODAY)
    assert (shown.titled, shown.quoted) == (False, "Enjeu 2 : Bien mélanger.")


def test_marks_are_in_order_and_never_overlap() -> None:
    hit = Hit(
        "abcdefghij", 1.0, (Match(10, 15, "guide"), Match(0, 6, "prenez"), Match(12, 18, "x"), Match(90, 99, "y"))
    )
    assert quote(corpus(), PASSAGE, TODAY, hit=hit).marks == ((0, 6), (10, 15))


def test_names_on_buttons() -> None:
    assert named(corpus(), PASSAGE) == "Guide"
    assert named(corpus(replace(DOCUMENT, person="Lou Aubé")), PASSAGE) == "Lou Aubé"
    assert named(corpus(), replace(PASSAGE, section="questions", enjeu=2, fiche=3)) == "Enjeu 2, fiche 3"
    assert named(corpus(), replace(PASSAGE, section="enjeu", enjeu=2)) == "Enjeu 2"


@given(st.text())
def test_a_label_is_short(text: str) -> None:
    assert len(label(text)) <= LABEL
    assert label(text) == text or label(text).endswith("…")


@given(st.lists(st.integers(min_value=1, max_value=4000), max_size=30))
def test_pages_hold_every_passage_in_order_and_stay_within_bounds(lengths: list[int]) -> None:
    passages = [replace(PASSAGE, id=f"{i:010}", title="", text="x" * length) for i, length in enumerate(lengths)]
    parts = pages(passages)
    assert [passage for part in parts for passage in part] == passages
    assert all(len(part) == 1 or sum(len(passage.text) for passage in part) <= PAGE for part in parts)


def test_what_is_open_stays_within_the_bound_and_folding_never_stops() -> None:
    short, long = (quote(corpus(), replace(PASSAGE, text="x" * size), TODAY) for size in (100, 1000))
    assert [one.folded for one in folded([short, short, long, short], 900)] == [False, False, True, True]
    assert [one.folded for one in folded([long, short], 900)] == [False, True]


def test_a_theme_is_named_in_a_button_whatever_its_key() -> None:
    odd = corpus()
    odd = replace(odd, themes=(replace(odd.themes[0], key="un thème : à deux points"),))
    assert tagged(odd, tag(odd.themes[0])) == "un thème : à deux points"
    assert tagged(odd, "ffffffff") == ""
    assert OpenPlace("all", 0, tag(None)).theme == ""
