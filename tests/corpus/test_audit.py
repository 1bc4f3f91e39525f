"""The audit says what an editor should look at in a corpus that loads."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.audit import audit
from corpus.duplicates import near_duplicates
from corpus.loading import EMBEDDED, load_corpus
from corpus.problems import Problem

Look = Callable[..., dict[tuple[str, str | None], Problem]]
LONG = "Les habitants relais accueillent les nouveaux venus et leur présentent les services de la commune chaque mois."


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Writes documents (name=front matter and body), audits them, gives problems by message's file and key."""

    def looker(**files: str) -> dict[tuple[str, str | None], Problem]:
        folder = tmp_path / "essai"
        folder.mkdir()
        for name, text in files.items():
            path = folder / (name if name.endswith("yaml") else f"{name}.md")
            path.write_text(text if name.endswith("yaml") else f"---\n{text}", encoding="utf-8")
        loaded = load_corpus(folder)
        assert not [problem for problem in loaded.problems if problem.level == "error"]
        found = audit(loaded.corpus)
        assert all(problem.message.endswith(".") and problem.fix for problem in found)
        return {(problem.file, problem.key): problem for problem in found}

    return looker


def test_the_theme_that_we_ship_has_gaps_to_know_and_nothing_to_mend() -> None:
    found = [(problem.level, problem.key, problem.message) for problem in audit(load_corpus(EMBEDDED).corpus)]
    assert found == [
        ("note", "fiche", "Enjeu 1 has no fiche."),
        ("note", "fiche", "Enjeu 2 has no fiche."),
        ("note", "fiche", "Enjeu 3: fiches absent: 1, 2, 3."),
        ("note", "excerpt", "8 of 19 documents are cut at their source."),
        ("note", "date", "19 of 19 documents have no date."),
    ]


def test_fiches_without_enjeu_twice_the_same_and_without_a_statement(look: Look) -> None:
    found = look(
        a="title: A\nsection: questions\nfiche: 1\n---\nComment un ?",
        b="title: B\nsection: questions\nfiche: 1\nenjeu: 3\n---\nComment deux ?",
        c="title: C\nsection: questions\nfiche: 1\nenjeu: 3\n---\nComment trois ?",
    )
    assert "without the number of their enjeu" in found["essai/a.md", "enjeu"].message
    assert "twice (first in essai/b.md)" in found["essai/c.md", "fiche"].message
    assert found["essai", "enjeu"].message == "Enjeux absent: 1, 2."


def test_an_enjeu_that_only_has_fiches_is_to_be_stated(look: Look) -> None:
    found = look(b="title: B\nsection: questions\nfiche: 1\nenjeu: 1\n---\nComment deux ?")
    assert found["essai", "enjeu"].level == "warning"
    assert "Enjeu 1 : …" in found["essai", "enjeu"].fix


def test_cut_and_empty_texts_and_links_left_from_the_site(look: Look) -> None:
    found = look(
        cut="title: A\nsection: contexte\n---\nIl était une fois ...",
        marked="title: B\nsection: contexte\nexcerpt: true\n---\nIl était deux fois…",
        empty="title: C\nsection: contexte\n---\n",
        link="title: D\nsection: contexte\n---\nTrois fois.\n\nLire la suite »\n",
    )
    assert "may be cut" in found["essai/cut.md", "excerpt"].message
    assert "no text" in found["essai/empty.md", "text"].message
    assert "Lire la suite" in found["essai/link.md", "excerpt"].message
    assert ("essai/marked.md", "excerpt") not in found
    assert found["essai", "excerpt"].message == "1 of 4 documents are cut at their source."


def test_a_text_of_blank_lines_alone_is_looked_at_in_no_time(look: Look) -> None:
    began = time.process_time()
    blank = "\n" * 60_000
    found = look(blank=f"title: A\nsection: contexte\n---\nUne fois.{blank}Deux fois.\n» LIRE LA SUITE\nFin.")
    assert "Lire la suite" in found["essai/blank.md", "excerpt"].message
    assert time.process_time() - began < 10


def test_titles_and_passages_that_repeat_each_other(look: Look) -> None:
    found = look(
        a=f"title: Le carnet d'accueil\nsection: contexte\n---\n{LONG}",
        b="title: Le Carnet d’accueil\nsection: ressource\n---\nAutre chose.",
        c=f"title: C\nsection: ressource\n---\nAutre propos.\n\n{LONG.upper()}",
        d=f"title: D\nsection: ressource\n---\n{LONG.replace('chaque mois', 'le premier mardi')}",
    )
    assert found["essai/b.md", "title"].message == "The title is that of essai/a.md too."
    assert found["essai/c.md", None].message == "Passage 2 reads the same as passage 1 of essai/a.md."
    assert found["essai/d.md", None].message.startswith("Passage 1 is close (")


def test_addresses_that_are_none_and_lexicon_words_that_occur_nowhere(look: Look) -> None:
    found = look(
        **{
            "theme.yaml": "links: {espace: espace.example, contact: equipe@site.example}\n"
            "lexicon:\n  - {typed: [arrivant], corpus: [nouveau venu]}\n"
            "  - {typed: [bus], corpus: [navettes, tramway]}\n"
        },
        a="title: A\nsection: contexte\nurl: site/page\n---\nLa navette et les nouveaux venus, [ici](http://x.example/p).",
        b="title: B\nsection: contexte\nurl: https://site.example/page?n=1\n---\nVoir [là](la-bas).",
    )
    assert "espace.example" in found["essai/theme.yaml", "links.espace"].message
    assert ("essai/theme.yaml", "links.contact") not in found
    assert "site/page" in found["essai/a.md", "url"].message
    assert ("essai/b.md", "url") not in found
    assert "la-bas" in found["essai/b.md", "link"].message
    assert found["essai/theme.yaml", "lexicon"].message.startswith("Lexicon: tramway occurs nowhere")


def test_near_duplicates_are_paired_once_the_later_with_the_earlier() -> None:
    other = "Une phrase sans rapport qui parle du marché, du bus, du café et de la poste du village voisin."
    texts = [LONG, other, LONG, "", LONG + " Voir aussi le carnet.", ""]
    assert [(a, b) for a, b, _ in near_duplicates(texts)] == [(0, 2), (0, 4)]
    assert next(share for *_, share in near_duplicates(texts)) == 1.0


@given(st.lists(st.text(alphabet="ab cé’", max_size=60), max_size=8))
def test_near_duplicates_never_pair_a_text_with_itself_or_a_later_one(texts: list[str]) -> None:
    pairs = list(near_duplicates(texts))
    assert all(first < later and 0.6 <= share <= 1 for first, later, share in pairs)
    assert len({later for _, later, _ in pairs}) == len(pairs)
