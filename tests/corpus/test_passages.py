"""Documents are cut into passages: paragraphs, lists, whole fiches, headings that stand alone."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loading import passages_of
from corpus.markdown import blocks
from corpus.model import Document, Passage, Section
from corpus.numbering import enjeu_number, fiche_number, number, statement


def cut(body: str, section: Section = "contexte", title: str = "Titre", **fields: Any) -> tuple[Passage, ...]:
    return passages_of([Document("t/d", "t", title, section, body, **fields)])


def texts(body: str, section: Section = "contexte", **fields: Any) -> list[str]:
    return [passage.text for passage in cut(body, section, **fields)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Un.\n\nDeux.\n", ["Un.", "Deux."]),
        ("Une ligne\nqui continue.", ["Une ligne qui continue."]),
        ("Une ligne  \nforcée.", ["Une ligne\nforcée."]),
        (
            "Du **gras**, de *l’italique*, un [lien](https://x.example) &amp; `code`.",
            ["Du gras, de l’italique, un lien & code."],
        ),
        ("L’« œuvre\u00a0» n'est…  pas — “close”", ["L’« œuvre\u00a0» n'est…  pas — “close”"]),
        ("Une astérisque * seule et un_nom_souligné.", ["Une astérisque * seule et un_nom_souligné."]),
        ("- un\n- deux\n  - trois\n", ["- un\n- deux\n- trois"]),
        ("1) un\n2) deux\n", ["1) un\n2) deux"]),
        ("À retenir :\n\n- un\n- deux", ["À retenir :\n- un\n- deux"]),
        ("À retenir\u00a0:\n\nUn.\n\nDeux.", ["À retenir\u00a0:\nUn.", "Deux."]),
        ("Fin :", ["Fin :"]),
        ("> Cité.\n>\n> Encore.", ["Cité.\nEncore."]),
        ("Un.\n\n***\n\nDeux.", ["Un.", "Deux."]),
        ("    Un retrait n’est pas du code.", ["Un retrait n’est pas du code."]),
        ("| A | B |\n| --- | --- |\n| 1 | 2 |", ["A | B\n1 | 2"]),
        ("<!-- à revoir -->\n\nUn<br>deux <b>gras</b>.", ["Un\ndeux gras."]),
        ("![photo](x.png)\n\nUn.", ["Un."]),
        ("", []),
        ("\u00a0\n", []),
    ],
)
def test_blocks_become_passages_word_for_word(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_long_paragraph_ending_in_a_colon_stands_alone() -> None:
    long = "mot " * 60 + ":"
    assert texts(f"{long}\n\nSuite.") == [long, "Suite."]


def test_the_question_of_an_interview_stays_with_its_answer() -> None:
    assert texts("**Et après ?**\n\nOn verra.\n\nVoilà.", "entretien") == ["Et après ?\nOn verra.", "Voilà."]
    assert texts("Et après ?\n\nOn verra.", "entretien") == ["Et après ?\nOn verra."]
    assert texts("Et après ?\n\nOn verra.", "contexte") == ["Et après ?", "On verra."]
    assert texts("**Un titre en gras**\n\nSon texte.", "contexte") == ["Un titre en gras\nSon texte."]
    assert texts("**Un** et **deux**\n\nTexte.", "contexte") == ["Un et deux", "Texte."]


def test_the_heading_path_leads_to_each_passage_and_lone_headings_are_passages() -> None:
    found = cut("Chapeau.\n\n## A\n\nUn.\n\n### B\n\nDeux.\n\n## C\n\n## D\n\nTrois.")
    assert [(passage.headings, passage.text) for passage in found] == [
        ((), "Chapeau."),
        (("A",), "Un."),
        (("A", "B"), "Deux."),
        ((), "C"),
        (("D",), "Trois."),
    ]
    assert [passage.position for passage in found] == [0, 1, 2, 3, 4]


def test_several_enjeux_in_one_file_are_numbered_by_their_headings() -> None:
    found = cut(
        "# Les enjeux\n\n## Enjeu 1 : Comprendre A.\n\n## Enjeu n° 2 – Comprendre B.\n\nDétail de B.\n\n"
        "## Enjeu III. Comprendre C.\n\n## Enjeu quatre\n\nComprendre D.",
        "enjeu",
    )
    assert [(passage.enjeu, passage.text) for passage in found] == [
        (1, "Enjeu 1 : Comprendre A."),
        (2, "Enjeu n° 2 – Comprendre B."),
        (2, "Détail de B."),
        (3, "Enjeu III. Comprendre C."),
        (4, "Comprendre D."),
    ]


def test_enjeux_written_as_paragraphs_or_as_a_list_are_told_apart() -> None:
    expected = [(1, "Enjeu 1\u00a0: Un."), (1, "Précision."), (2, "Enjeu 2\u00a0: Deux.")]
    found = cut("Enjeu 1\u00a0: Un.\n\nPrécision.\n\nEnjeu 2\u00a0: Deux.", "enjeu")
    assert [(passage.enjeu, passage.text) for passage in found] == expected
    listed = cut("- Enjeu 1\u00a0: Un.\n- Enjeu 2\u00a0: Deux.", "enjeu")
    assert [(passage.enjeu, passage.text) for passage in listed] == [expected[0], expected[2]]


def test_the_front_matter_decides_before_headings_and_titles() -> None:
    assert [p.enjeu for p in cut("## Enjeu 1 : A.\n\nB.", "enjeu", enjeu=5)] == [5, 5]


def test_a_fiche_is_one_passage() -> None:
    body = "Pour commencer :\n\n- Comment A ?\n- Pourquoi B ?\n\n## Aller plus loin\n\nQue C ?"
    (found,) = cut(body, "questions", enjeu=4, fiche=2)
    assert (found.enjeu, found.fiche) == (4, 2)
    assert found.text == "Pour commencer :\n- Comment A ?\n- Pourquoi B ?\nAller plus loin\nQue C ?"


def test_several_fiches_in_one_file_are_one_passage_each() -> None:
    found = cut(
        "Chapeau.\n\n## Thème - enjeu 4 - questions 2\n\nUn ?\n\nDeux ?\n\n### Suite\n\nTrois ?\n\n"
        "## Thème - enjeu deux - questions 1\n\nQuatre ?\n\n## Autre\n\nCinq ?",
        "questions",
    )
    assert [(p.enjeu, p.fiche, p.text) for p in found] == [
        (None, None, "Chapeau."),
        (4, 2, "Un ?\nDeux ?\nSuite\nTrois ?"),
        (2, 1, "Quatre ?"),
        (None, None, "Cinq ?"),
    ]
    assert found[1].headings == ("Thème - enjeu 4 - questions 2",)


def test_a_fiche_may_stand_under_the_heading_of_its_enjeu() -> None:
    found = cut("## Enjeu 3\n\n### Questions 1\n\nUn ?\n\n### Fiche 2\n\nDeux ?", "questions")
    assert [(p.enjeu, p.fiche, p.text) for p in found] == [(3, 1, "Un ?"), (3, 2, "Deux ?")]


@pytest.mark.parametrize(
    ("text", "enjeu", "fiche"),
    [
        ("Coop - enjeu 4 - questions 2", 4, 2),
        ("Enjeu n°3 – Fiche n° 12", 3, 12),
        ("ENJEU DEUX : questions trois", 2, 3),
        ("Enjeu IV, questions II", 4, 2),
        ("Troisième enjeu", 3, None),
        ("Enjeux et questions", None, None),
        ("Un enjeu un peu particulier", None, None),
        ("Questions 2015", None, None),
        ("L’enjeu 100 % local", None, None),
    ],
)
def test_numbers_in_headings_and_titles(text: str, enjeu: int | None, fiche: int | None) -> None:
    assert (enjeu_number(text), fiche_number(text)) == (enjeu, fiche)


def test_numbers_alone_and_statements() -> None:
    assert [number(text) for text in ("4", " deux ", "IX", "deuxième", "4b", "")] == [4, 2, 9, 2, None, None]
    assert statement("Enjeu 2\u00a0: Comprendre.") == (2, "Comprendre.")
    assert statement("Enjeu 2") is None
    assert statement("L’enjeu 2 : x") is None


def test_a_date_or_a_person_changes_nothing_in_the_passages() -> None:
    assert texts("Un.", "entretien", person="P", date=datetime.date(2015, 1, 1)) == ["Un."]


@given(st.text(max_size=400))
def test_any_body_is_cut_and_holds_nothing_that_was_not_written(body: str) -> None:
    kept = [character for block in blocks(body) for character in block.text if character.isalpha()]
    written = set(body) | set("\ufffd")
    # An entity (&eacute;) may spell a character that the body does not hold.
    assert "&" in body or set(kept) <= written


@given(st.lists(st.text(alphabet="abcdé ’«»?", min_size=1, max_size=40).map(str.strip).filter(bool), max_size=6))
def test_plain_paragraphs_come_back_as_they_were(paragraphs: list[str]) -> None:
    assert texts("\n\n".join(paragraphs)) == paragraphs
