"""Browsing: the enjeux of a theme with their fiches, which are absent; the interviews."""

from __future__ import annotations

from pathlib import Path

from corpus.loading import EMBEDDED, load_corpus
from corpus.structure import enjeux, entretiens


def test_the_four_enjeux_their_fiches_and_those_absent() -> None:
    found = enjeux(load_corpus(EMBEDDED).corpus, "cooperation")
    assert [(e.number, [f.number for f in e.fiches], e.absent) for e in found] == [
        (1, [], ()),
        (2, [], ()),
        (3, [4], (1, 2, 3)),
        (4, [1, 2, 3, 4], ()),
    ]
    assert found[2].name == "Comprendre la finalité donnée à la coopération par les acteurs en présence."
    assert all(len(enjeu.passages) == 1 for enjeu in found)
    assert found[3].fiches[1].passage.text.startswith("→ Comment appréhender la relation aux élus")


def test_interviews_are_those_with_a_person() -> None:
    found = entretiens(load_corpus(EMBEDDED).corpus, "cooperation")
    assert [document.person for document in found] == ["Anne Schmitter", "Elisa Jaffrennou", "Nicolas Taillandier"]
    assert entretiens(load_corpus(EMBEDDED).corpus, "ailleurs") == ()


def test_names_come_from_the_statement_the_heading_or_the_title(tmp_path: Path) -> None:
    for name, text in {
        "a": "title: Les enjeux\nsection: enjeu\n---\n## Enjeu 2 : Deux.\n\nDétail.\n\n## Enjeu 1 : Un.\n",
        "b": "title: Trois\nsection: enjeu\nenjeu: 3\n---\nTexte du troisième.\n",
        "c": "title: Thème - enjeu 5 - questions 2\nsection: questions\n---\nComment ?\n",
        "d": "title: Enjeu 4\nsection: enjeu\n---\nTexte du quatrième.\n",
    }.items():
        (tmp_path / f"{name}.md").write_text("---\n" + text, encoding="utf-8")
    corpus = load_corpus(tmp_path).corpus
    found = enjeux(corpus, corpus.themes[0].key)
    assert [(e.number, e.name, len(e.passages), e.absent) for e in found] == [
        (1, "Un.", 1, ()),
        (2, "Deux.", 2, ()),
        (3, "Trois", 1, ()),
        (4, "Texte du quatrième.", 1, ()),
        (5, "", 0, (1,)),
    ]
