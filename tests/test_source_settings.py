"""Where the corpus comes from, as it is written in the settings: checked, or one clear line with its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings
from corpus.sources.model import FolderSource, PageSource, Selection, WordpressSource, WxrSource

EVERY_KIND = """\
sources:
  - kind: folder
    path: mine
  - {kind: page, theme: Accueil, url: "https://site.example/accueil"}
  - {kind: page, theme: Accueil, path: accueil.txt}
  - kind: wordpress
    theme: Accueil
    url: https://www.site.example/
    categories: [accueil]
    pages: false
    skip: mentions-legales
    sections: {entretiens: entretien, fiches: questions}
  - {kind: wxr, theme: Accueil, path: export.xml}
refresh:
  allowed_hosts: ["*.site.example", SITE.example]
  max_mebibytes: 2
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    return file


def test_each_kind_becomes_its_source(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, EVERY_KIND), {}, {})
    chosen = Selection(
        ("accueil",), False, ("mentions-legales",), (("entretiens", "entretien"), ("fiches", "questions"))
    )
    assert [source.source() for source in settings.sources] == [
        FolderSource("mine"),
        PageSource("https://site.example/accueil", "Accueil"),
        PageSource("accueil.txt", "Accueil"),
        WordpressSource("https://www.site.example", "Accueil", chosen),
        WxrSource("export.xml", "Accueil"),
    ]
    assert hash(settings)
    guard = settings.refresh.guard
    assert guard.max_bytes == 2 * 2**20
    assert guard.allows("https://SITE.example:8443/x")
    assert not guard.allows("https://site.example.evil.example/")


def test_a_variable_holds_the_list_on_one_line() -> None:
    settings = load_settings(
        None, {}, {"COOP_SOURCES": "[{kind: folder, path: mine}]", "COOP_REFRESH__ALLOWED_HOSTS": "a, b"}
    )
    assert [source.source() for source in settings.sources] == [FolderSource("mine")]
    assert settings.refresh.allowed_hosts == ("a", "b")


@pytest.mark.parametrize("nothing", ["sources:\n", "sources: []\n", "sources: null\n", "sources: ~\n", ""])
def test_without_sources_there_are_none(tmp_path: Path, nothing: str) -> None:
    assert load_settings(written(tmp_path, nothing), {}, {}) == Settings()


def test_null_leaves_the_default_as_an_empty_value_does(tmp_path: Path) -> None:
    text = (
        "sources:\n  - {kind: folder, path: mine, theme: null}\n  - {kind: wxr, theme: A, path: x, pages: , skip: ~}\n"
    )
    assert [source.source() for source in load_settings(written(tmp_path, text), {}, {}).sources] == [
        FolderSource("mine"),
        WxrSource("x", "A"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("- kind: folder\n    path: mine\n    pth: x", ":4: ", "sources.0.pth is not a setting; did you mean path?"),
        (
            "- {kind: folder, path: mine, zzz: x}",
            ":2: ",
            "sources.0.zzz is not a setting; known for folder: path, theme",
        ),
        ("- kind: folder", ":2: ", "sources.0.path is missing"),
        ("- {kind: wordpres, url: x}", ":2: ", "sources.0.kind should be one of folder, page, wordpress, wxr"),
        ("- {path: mine}", ":2: ", "sources.0.kind should be one of folder, page, wordpress, wxr"),
        ("- {kind: page, theme: A}", ":2: ", "sources.0 should have either url or path"),
        ("- {kind: page, theme: A, url: u, path: p}", ":2: ", "sources.0.url should be an address such as"),
        ("- {kind: wordpress, theme: A, url: 'https://me:pw@site.example'}", ":2: ", "without a password"),
        (
            "- {kind: wordpress, theme: A, url: 'https://site.example'}",
            ":2: ",
            "its host is not in refresh.allowed_hosts",
        ),
        (
            "- {kind: wordpress, theme: '', url: 'https://site.example'}",
            ":2: ",
            "sources.0.theme should be written out",
        ),
        (
            "- {kind: wxr, theme: A, path: x, sections: {a: entretiens}}",
            ":2: ",
            "sources.0.sections should be 'contexte'",
        ),
        ("- {kind: wxr, theme: A, path: x, pages: maybe}", ":2: ", "sources.0.pages should be true or false"),
        ("- {kind: folder, path: x, path: y}", ":2: ", "sources.0.path is given twice, first at "),
        (
            "- {kind: wxr, theme: A, path: x, sections: {a: enjeu, a: questions}}",
            ":2: ",
            "sources.0.sections.a is given twice, first at ",
        ),
        (
            "- {kind: wxr, theme: A, path: x, sections: [x]}",
            ":2: ",
            "sources.0.sections should be a category and its section a line, such as fiches: questions",
        ),
        ("- {kind: wxr, theme: A, path: x, skip: {a: b}}", ":2: ", "sources.0.skip should be a list"),
        ("- {kind: folder, path: [x]}", ":2: ", "sources.0.path should be one text"),
        ("- {kind: folder, path: ~}", ":2: ", "sources.0.path is missing"),
        ("- mine", ":2: ", "sources.0 should be one 'key: value' a line"),
        ("[null]", ":2: ", "sources.0 should be one 'key: value' a line"),
        ("mine", ":2: ", "sources should be a list, each part begun with '- '"),
        ("{kind: folder, path: x}", ":2: ", "sources should be a list, each part begun with '- '"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_path(tmp_path: Path, text: str, place: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(written(tmp_path, f"sources:\n  {text}\n"), {}, {})
    line = str(caught.value)
    assert place in line
    assert said in line
    assert "\n" not in line
    assert "pw" not in line


def test_what_is_wrong_in_a_variable_names_it() -> None:
    with pytest.raises(SettingsError, match=r"^COOP_SOURCES: sources\.0\.path is missing$"):
        load_settings(None, {}, {"COOP_SOURCES": "[{kind: folder}]"})
    with pytest.raises(SettingsError, match=r"^COOP_SOURCES: sources\.0\.path is given twice"):
        load_settings(None, {}, {"COOP_SOURCES": "[{kind: folder, path: a, path: b}]"})
    with pytest.raises(SettingsError, match=r"^COOP_SOURCES: not YAML"):
        load_settings(None, {}, {"COOP_SOURCES": "[{kind: folder"})


@pytest.mark.parametrize("host", ["https://site.example", "site.example/x", "a b", "*", "site.example:80"])
def test_a_host_is_a_host_alone(host: str) -> None:
    with pytest.raises(SettingsError, match=r"COOP_REFRESH__ALLOWED_HOSTS: refresh\.allowed_hosts is .*a host such as"):
        load_settings(None, {}, {"COOP_REFRESH__ALLOWED_HOSTS": host})
