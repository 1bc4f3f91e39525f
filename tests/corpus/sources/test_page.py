"""A theme's landing page is told apart into the documents of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.loading import EMBEDDED
from corpus.model import Corpus
from corpus.sources.assembling import forget
from corpus.sources.blocks import Block, without_read_on
from corpus.sources.fetching import fetch
from corpus.sources.guard import Guard
from corpus.sources.landing import documents_of, lines_of
from corpus.sources.model import Fetched, PageSource, SourceError
from tests.corpus.sources.making import DATA, as_json, documents, html_of, loaded, said, second_theme
from tests.corpus.sources.site import Site

GUARD = Guard(frozenset({"127.0.0.1"}), frozenset({"127.0.0.1"}), 10, 2**20)
SEED = DATA / "cooperation.txt"
SHIPPED = EMBEDDED / "cooperation"


def as_html(text: str) -> str:
    """The seed as its site had it: headings, paragraphs, links, menus around."""
    lines = [line.replace("&", "&amp;") for line in text.split("\n") if line.strip()]
    heads = ("Contexte", "Définition", "Enjeux et", "Les entretiens")
    persons = ("Elisa Jaff", "Nicolas Taill", "Anne Schmitter, directrice du Pays de Coutances dans")
    body = []
    for line in lines[1:]:
        level = 2 if line.startswith(heads) else 3 if " - enjeu " in line or line.startswith(persons) else 0
        read_on = '<p><a class="more-link" href="/suite">Lire la suite</a></p>' if line == "Lire la suite" else None
        body.append(f"<h{level}>{line}</h{level}>" if level else read_on or f"<p>{line}</p>")
    return (
        f"<!doctype html><html><head><title>{lines[0]}</title></head><body><nav><ul><li>Accueil</li></ul></nav>"
        f"<main><h1>{lines[0]}</h1>{''.join(body)}</main><footer><p>Mentions légales</p></footer></body></html>"
    )


def by_path(fetched: Fetched) -> dict[str, str]:
    return {draft.path: draft.text for draft in fetched.drafts}


async def test_the_home_text_gives_exactly_the_documents_that_we_ship() -> None:
    fetched = await fetch(PageSource(str(SEED), "Coopération"), {}, GUARD)
    shipped = {f"cooperation/{path.name}": path.read_text("utf-8") for path in SHIPPED.glob("*.md")}
    assert by_path(fetched) == shipped
    assert fetched.names == {"cooperation": "Coopération"}


async def test_the_same_page_as_html_gives_the_same_documents_with_their_addresses() -> None:
    shipped = {f"cooperation/{path.name}": path.read_text("utf-8") for path in SHIPPED.glob("*.md")}
    async with Site(texts={"/page": ("text/html", as_html(SEED.read_text("utf-8")).encode())}).open() as site:
        found = by_path(await fetch(PageSource(f"{site.url}/page", "Coopération"), {}, GUARD))
        assert sum(f'url: "{site.url}/suite"' in text for text in found.values()) == 8
        plain = {path: text.replace(f'url: "{site.url}/suite"\n', "") for path, text in found.items()}
    assert plain == shipped


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
async def test_a_text_in_any_usual_encoding_reads_the_same(tmp_path: Path, encoding: str) -> None:
    text = SEED.read_text("utf-8").replace("→", "-")
    file = tmp_path / "page.txt"
    file.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    expected = dict(documents_of(lines_of(text), "Coopération"))
    fetched = await fetch(PageSource(str(file), "Coopération"), {}, GUARD)
    assert by_path(fetched) == {f"cooperation/{name}.md": body for name, body in expected.items()}


async def test_an_unchanged_page_is_not_sent_again() -> None:
    async with Site(texts={"/page": ("text/plain", SEED.read_bytes())}, tags=True).open() as site:
        source = PageSource(f"{site.url}/page", "Coopération")
        first = await fetch(source, {}, GUARD)
        second = await fetch(source, as_json(first.state), GUARD)
        assert "If-None-Match" not in site.asked[0].headers
        assert "If-None-Match" in site.asked[1].headers
        assert second.drafts == first.drafts
        site.texts["/page"] = ("text/plain", "Coopération\n\nContexte\n\nUn autre texte.\n".encode())
        third = await fetch(source, as_json(second.state), GUARD)
    assert list(by_path(third)) == ["cooperation/contexte.md"]


async def test_what_was_withdrawn_of_a_page_stays_away() -> None:
    async with Site(texts={"/page": ("text/plain", SEED.read_bytes())}, tags=True).open() as site:
        source = PageSource(f"{site.url}/page", "Coopération")
        first = await fetch(source, {}, GUARD)
        state = forget(first.state, {"cooperation/entretien-anne-schmitter.md"})
        same = await fetch(source, as_json(state), GUARD)
        site.texts["/page"] = ("text/plain", SEED.read_bytes() + b"\n")
        changed = await fetch(source, as_json(same.state), GUARD)
    for fetched in (same, changed):
        assert by_path(first).keys() - by_path(fetched).keys() == {"cooperation/entretien-anne-schmitter.md"}
        assert "remettre à jour la stratégie" not in str(fetched.state)


PAGE = """\
Accueil

Une phrase pour présenter le thème, avant toute rubrique.

Contexte

Un texte.
N’hésitez pas à nous écrire.

Enjeux et questions

Ce que nous cherchons à comprendre.

Enjeu 1 : Comprendre pourquoi l’on vient.

Un paragraphe qui précise le premier.

Accueil - enjeu 1 - questions 2

→ Qui vient ? Qui repart ?

Les entretiens

Léa Martin, maire de Sarmenche (Orsanne)

« Nous avons ouvert une maison. »

Bibliographie

1. Un livre.
# Un autre.

Compte rendu de l'atelier : « Habiter »
"""


def test_what_is_not_in_the_home_text_finds_its_place_too(tmp_path: Path) -> None:
    found = dict(documents_of(lines_of(PAGE), "Accueil"))
    assert list(found) == [
        "presentation",
        "nous-ecrire",
        "contexte",
        "enjeux",
        "enjeu-1",
        "enjeu-1-questions-2",
        "entretien-lea-martin",
        "bibliographie",
        "compte-rendu-de-l-atelier",
    ]
    assert found["enjeu-1"].endswith("Comprendre pourquoi l’on vient.\n\nUn paragraphe qui précise le premier.\n")
    assert 'person: "Léa Martin"' in found["entretien-lea-martin"]
    assert "excerpt" not in found["enjeu-1-questions-2"]
    assert found["bibliographie"].endswith("1\\. Un livre.\n\n\\# Un autre.\n")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"Coop\xc3\xa9ration\n", "empty"),
        (b"\x00\x01\x02\x03" * 50, "bad_encoding"),
        (b"\x81\x8d\x8f" * 50, "bad_encoding"),
        (b"\xff\xfea", "bad_encoding"),
        (b"<html><body></body></html>", "empty"),
        (b"x" * (2**20 + 1), "too_large"),
    ],
)
async def test_a_page_that_gives_no_document_is_one_sentence(tmp_path: Path, content: bytes, kind: str) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        await fetch(PageSource(str(file), "Coopération"), {}, GUARD)
    assert caught.value.kind == kind


async def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        await fetch(PageSource(str(tmp_path / "absent.txt"), "Coopération"), {}, GUARD)
    with pytest.raises(SourceError, match="does not exist"):
        await fetch(PageSource(str(tmp_path), "Coopération"), {}, GUARD)


TAGGED = "<h2>Contexte</h2><p>On arrive, <b>on repart</b>.</p>"
TOLD = {"accueil/contexte.md": "On arrive, **on repart**."}


def told(fetched: Fetched) -> dict[str, str]:
    return {path: text.partition("---\n\n")[2].strip() for path, text in by_path(fetched).items()}


@pytest.mark.parametrize(
    "beginning",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">',
        '<html xmlns="http://www.w3.org/1999/xhtml"><body>',
        "<!DOCTYPE\nhtml>",
        '<meta charset="utf-8">',
        '<META CHARSET="utf-8" />',
        "<title>Accueil</title>",
        '<link rel="stylesheet" href="x.css"><style>p {margin: 0}</style>',
        "<script>go()</script>",
        "<center>",
        "<b>Bienvenue</b>",
        "<!-- wp:heading -->\n",
        "\n  ",
        "",
    ],
)
async def test_a_page_is_known_by_its_beginning(tmp_path: Path, beginning: str) -> None:
    file = tmp_path / "page"
    file.write_text(beginning + TAGGED, "utf-8")
    assert TOLD.items() <= told(await fetch(PageSource(str(file), "Accueil"), {}, GUARD)).items()


async def test_a_page_is_known_by_what_it_is_said_to_be(tmp_path: Path) -> None:
    text = f"Menu {TAGGED}"
    for name in ("page.html", "page.HTM", "page.xhtml"):
        (tmp_path / name).write_text(text, "utf-8")
        found = told(await fetch(PageSource(str(tmp_path / name), "Accueil"), {}, GUARD))
        assert TOLD.items() <= found.items()
    for kind in ("text/html", "Application/XHTML+XML; charset=utf-8"):
        async with Site(texts={"/": (kind, text.encode())}).open() as site:
            found = told(await fetch(PageSource(f"{site.url}/", "Accueil"), {}, GUARD))
        assert TOLD.items() <= found.items()


@pytest.mark.parametrize(
    "beginning",
    ["<3 de la part de tous.", "<https://site.example/page>", "<nous@site.example>", "<prénom> nous écrit.", "< 5 ans"],
)
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
async def test_a_text_that_begins_with_an_angle_bracket_stays_a_text(beginning: str, kind: str) -> None:
    text = f"{beginning}\n\nContexte\n\nOn arrive.\n\nOn repart.\n"
    async with Site(texts={"/": (kind, text.encode())}).open() as site:
        found = told(await fetch(PageSource(f"{site.url}/", "Accueil"), {}, GUARD))
    assert found["accueil/contexte.md"] == "On arrive.\n\nOn repart."


CARDS = """<html><head><title>Accueil - Réseau</title></head><body><header><a>Logo</a></header>
<div id="content"><div class="entry-content"><h1>Accueil</h1><h2>Contexte</h2><!-- wp:paragraph -->
<p>Un texte&nbsp;: le <strong>premier</strong>.</p><div class="wp-block-columns"><div><p>Deux.</p></div></div>
<p>Téléchargez les <a href="/cles.pdf">Clés de lecture</a>.</p>
<article><h3><a href="/q1">Accueil - enjeu 1 - questions 1</a></h3><div>→ Qui&nbsp;? Quoi [&hellip;]
<a class="more-link" href="/q1">Lire la suite<span class="screen-reader-text"> de la fiche</span></a></div></article>
<h2>Les entretiens</h2><p><img src="x"> Ce que disent les gens.</p>
<p><b>Léa Martin, directrice du PETR des Vaux</b></p><p>Léa Martin, directrice du PETR, raconte.</p>
<p><a href="/lea">Lire la suite</a></p></div></div><aside class="widget">Agenda</aside></body></html>"""


async def test_a_page_made_of_cards_is_read_as_its_readers_read_it() -> None:
    async with Site(texts={"/accueil": ("text/html; charset=utf-8", CARDS.encode())}).open() as site:
        found = by_path(await fetch(PageSource(f"{site.url}/accueil", "Accueil"), {}, GUARD))
        url = site.url
    assert {path: text.partition("---\n\n")[2] for path, text in found.items()} == {
        "accueil/contexte.md": "Un texte\u00a0: le **premier**.\n\nDeux.\n",
        "accueil/cles-de-lecture.md": f"Téléchargez les [Clés de lecture]({url}/cles.pdf).\n",
        "accueil/enjeu-1-questions-1.md": "→ Qui\u00a0? Quoi …\n",
        "accueil/entretiens.md": "Ce que disent les gens.\n",
        "accueil/entretien-lea-martin.md": "Léa Martin, directrice du PETR, raconte.\n",
    }
    assert f'url: "{url}/q1"\nexcerpt: true' in found["accueil/enjeu-1-questions-1.md"]
    assert f'url: "{url}/lea"\nexcerpt: true' in found["accueil/entretien-lea-martin.md"]


def test_a_paragraph_that_says_it_thousands_of_times_is_not_taken_for_the_link() -> None:
    assert without_read_on(Block("paragraph", "… lire la suite " * 4000 + "]x")) is None


def stated(corpus: Corpus) -> list[tuple[int | None, str]]:
    return [(passage.enjeu, passage.text) for passage in corpus.section("enjeu")]


async def test_the_invented_theme_as_a_landing_page(tmp_path: Path) -> None:
    inner = {"questions": 3, "entretien": 3}
    page = "".join(
        f"<h{inner.get(document.section, 2)}>{document.title}</h{inner.get(document.section, 2)}>"
        + re.sub(r"(</?)h2>", r"\1h4>" if document.section != "enjeu" else r"\1h3>", html_of(document))
        + ('<p><a href="/suite">Lire la suite</a></p>' if document.excerpt else "")
        for document in documents()
    )
    file = tmp_path / "page.html"
    file.write_text(f"<html><body><main><h1>Accueil</h1>{page}</main></body></html>", "utf-8")
    fetched = await fetch(PageSource(str(file), "Accueil"), {}, GUARD)
    corpus = loaded(fetched, tmp_path / "served").corpus
    found, expected = said(corpus), said(second_theme())
    # The page's three enjeux become a document each.
    assert [found.pop(f"Enjeu {number}")[1] for number in (1, 2, 3)] == [1, 2, 3]
    del expected["Les trois enjeux"]
    assert found == expected
    assert stated(corpus) == stated(second_theme())


def test_a_page_of_the_invented_theme_is_served_without_an_error(tmp_path: Path) -> None:
    from corpus.sources.model import Draft

    drafts = tuple(Draft(f"accueil/{name}.md", text) for name, text in documents_of(lines_of(PAGE), "Accueil"))
    found = loaded(Fetched(drafts), tmp_path)
    assert [problem for problem in found.problems if problem.level != "note"] == []
    assert len(found.corpus.themes[0].documents) == len(drafts)


async def test_a_page_that_was_remembered_with_its_tags_is_read_again() -> None:
    async with Site(texts={"/page": ("text/html", TAGGED.encode())}, tags=True).open() as site:
        source = PageSource(f"{site.url}/page", "Accueil")
        tagged = {**as_json((await fetch(source, {}, GUARD)).state), "format": 1}
        assert told(await fetch(source, tagged, GUARD)) == TOLD
        assert "If-None-Match" not in site.asked[-1].headers
