"""Folders on this machine, exports that are not what they should be, several sources put together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.sources.assembling import assemble, forget
from corpus.sources.fetching import fetch
from corpus.sources.guard import Guard
from corpus.sources.model import Draft, Fetched, FolderSource, PageSource, Selection, SourceError, WxrSource, label
from tests.corpus.sources.making import SECOND, export, loaded, post, said, second_theme

GUARD = Guard(max_bytes=2**20)


async def test_a_folder_comes_as_it_stands(tmp_path: Path) -> None:
    fetched = await fetch(FolderSource(str(SECOND)), {}, GUARD)
    assert {draft.path for draft in fetched.drafts} == {
        f"second_theme/{path.name}" for path in SECOND.iterdir() if path.suffix in (".md", ".yaml")
    }
    theme = loaded(fetched, tmp_path).corpus.themes[0]
    assert said(loaded(fetched, tmp_path).corpus) == said(second_theme())
    assert (theme.key, theme.name, theme.lexicon) == ("second_theme", "Accueil", second_theme().themes[0].lexicon)


async def test_a_folder_of_themes_gives_them_all_under_the_keys_they_are_served_by(tmp_path: Path) -> None:
    for name in ("Bien accueillir", "Été"):
        (tmp_path / "themes" / name).mkdir(parents=True)
        (tmp_path / "themes" / name / "Contexte.MD").write_text(
            "---\ntitle: x\nsection: contexte\n---\nUn texte.", "utf-8"
        )
    (tmp_path / "themes" / "vide").mkdir()
    fetched = await fetch(FolderSource(str(tmp_path / "themes")), {}, GUARD)
    assert [draft.path for draft in fetched.drafts] == ["bien-accueillir/Contexte.md", "ete/Contexte.md"]
    drafts, _ = assemble([fetched])
    corpus = loaded(Fetched(drafts), tmp_path / "served").corpus
    assert [(theme.key, theme.name) for theme in corpus.themes] == [
        ("bien-accueillir", "Bien accueillir"),
        ("ete", "Été"),
    ]
    assert {document.key for theme in corpus.themes for document in theme.documents} == {
        draft.path.removesuffix(".md") for draft in fetched.drafts
    }


async def test_a_folder_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("---\ntitle: Été\nsection: contexte\n---\nUn été.".encode("cp1252"))
    fetched = await fetch(FolderSource(str(tmp_path), "Accueil"), {}, GUARD)
    assert fetched.drafts == (Draft("accueil/a.md", "---\ntitle: Été\nsection: contexte\n---\nUn été."),)
    assert [(note.level, note.file) for note in fetched.notes] == [("warning", "accueil/a.md")]


async def test_broken_front_matter_is_handed_on_to_whoever_audits(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [\n---\nUn texte.", "utf-8")
    assert (await fetch(FolderSource(str(tmp_path)), {}, GUARD)).drafts[0].text == "---\ntitle: [\n---\nUn texte."


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        (None, "missing"),
        ({}, "empty"),
        ({"photo.jpg": b"x"}, "empty"),
        ({"a.md": b"\x81\x8d\x8f"}, "bad_encoding"),
        ({"a.md": b"\x00\x00"}, "bad_encoding"),
        ({"a.md": b"x" * (2**20 + 1)}, "too_large"),
    ],
)
async def test_a_folder_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, files: dict[str, bytes] | None, kind: str
) -> None:
    folder = tmp_path / "corpus"
    if files is not None:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
    with pytest.raises(SourceError) as caught:
        await fetch(FolderSource(str(folder)), {}, GUARD)
    assert caught.value.kind == kind
    assert str(folder) in caught.value.place


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
async def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(SourceError, match="does not exist"):
        await fetch(FolderSource(str(tmp_path)), {}, GUARD)


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "unreadable"),
        (b"<html><body>non</body></html>", "unreadable"),
        (export([])[:-20], "unreadable"),
        (export([], extra=BILLION), "unreadable"),
        (export([]), "empty"),
        (b"x" * (2**20 + 1), "too_large"),
    ],
)
async def test_an_export_that_is_none_is_one_sentence(tmp_path: Path, content: bytes, kind: str) -> None:
    file = tmp_path / "export.xml"
    file.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        await fetch(WxrSource(str(file), "Accueil"), {}, GUARD)
    assert (caught.value.kind, caught.value.place) == (kind, str(file))
    assert "\n" not in str(caught.value)


async def test_an_old_post_gets_the_paragraphs_that_its_site_showed(tmp_path: Path) -> None:
    content = (
        'Premier <b>texte</b>\nsur deux lignes.\n\n[caption id="1"]<img src="x"> Légende[/caption]\n\n<h2>Suite</h2>\n'
        "<ul>\n<li>un</li>\n</ul>\n\nDernier. <!--more-->"
    )
    old = {**post(second_theme().themes[0].documents[0], 1), "content": {"rendered": content}}
    file = tmp_path / "export.xml"
    file.write_bytes(export([old]))
    (draft,) = (await fetch(WxrSource(str(file), "Accueil", Selection()), {}, GUARD)).drafts
    assert draft.text.partition("---\n\n")[2] == (
        "Premier **texte**\\\nsur deux lignes.\n\nLégende\n\n## Suite\n\n- un\n\nDernier.\n"
    )


def test_the_first_source_wins_and_it_is_said() -> None:
    first = Fetched((Draft("a/x.md", "un"), Draft("a/theme.yaml", "name: A")), names={"a": "Autre"})
    second = Fetched((Draft("a/x.md", "deux"), Draft("b/y.md", "y")), names={"b": 'Le "b"'})
    drafts, notes = assemble([first, second])
    assert {draft.path: draft.text for draft in drafts} == {
        "a/x.md": "un",
        "a/theme.yaml": "name: A",
        "b/y.md": "y",
        "b/theme.yaml": 'name: "Le \\"b\\""\n',
    }
    assert [(note.level, note.file) for note in notes] == [("warning", "a/x.md")]


@pytest.mark.parametrize(
    "text",
    ["links: {contact: a@site.example}", "# Rien\n---\nlinks:\n  contact: a@site.example\n", "# Rien encore\n", ""],
)
async def test_a_theme_keeps_its_name_when_its_settings_write_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "accueil").mkdir()
    (tmp_path / "accueil" / "theme.yaml").write_text(text, "utf-8")
    page = tmp_path / "page.txt"
    page.write_text("Vivre ici\n\nContexte\n\nOn arrive, on repart.\n", "utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("---\ntitle: a\nsection: contexte\n---\nUn texte.\n", "utf-8")
    settings = FolderSource(str(tmp_path / "accueil"), "Vivre ici")
    for beside in (PageSource(str(page), "Vivre ici"), FolderSource(str(tmp_path / "notes"), "Vivre ici")):
        drafts, _ = assemble([await fetch(settings, {}, GUARD), await fetch(beside, {}, GUARD)])
        found = loaded(Fetched(drafts), tmp_path / f"served-{type(beside).__name__}")
        (theme,) = found.corpus.themes
        assert (theme.key, theme.name) == ("vivre-ici", "Vivre ici")
        assert dict(theme.links) == ({"contact": "a@site.example"} if "contact" in text else {})
        assert [problem for problem in found.problems if problem.level == "error"] == []


@pytest.mark.parametrize("text", ["Name: Habiter\n", "name: [\n", "- name\n", "{links: {contact: a@site.example}}\n"])
def test_settings_that_write_a_name_or_cannot_be_mended_stay_as_they_are(text: str) -> None:
    drafts, _ = assemble([Fetched((Draft("vivre-ici/theme.yaml", text),), names={"vivre-ici": "Vivre ici"})])
    assert drafts == (Draft("vivre-ici/theme.yaml", text),)


def test_nothing_is_forgotten_of_a_source_that_remembers_nothing() -> None:
    assert forget({}, {"a/x.md"}) == {}


def test_sources_have_names_of_their_own() -> None:
    assert label(PageSource("https://site.example", "A")) == "page https://site.example (A)"
    assert label(WxrSource("x.xml", "A")) == "wxr x.xml (A)"
