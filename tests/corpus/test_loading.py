"""A folder of Markdown files becomes a corpus; what writers do is tolerated, what is broken is reported."""

from __future__ import annotations

import datetime
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.frontmatter import split
from corpus.loading import EMBEDDED, CorpusError, Loaded, load_corpus
from corpus.model import PASSAGE_ID, Document
from corpus.problems import Problem

Write = Callable[..., Loaded]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files (name=text or bytes) into a folder called "essai" and loads it."""

    def writer(**files: str | bytes) -> Loaded:
        folder = tmp_path / "essai"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / (name if name.endswith("yaml") else f"{name}.md")).write_bytes(data)
        return load_corpus(folder)

    return writer


def document(loaded: Loaded, name: str = "a") -> Document:
    found = loaded.corpus.document(f"essai/{name}")
    assert found is not None, loaded.problems
    return found


def only(loaded: Loaded, level: str = "error") -> Problem:
    found = [problem for problem in loaded.problems if problem.level == level and problem.file != "essai"]
    assert len(found) == 1, loaded.problems
    return found[0]


def test_a_document_has_all_its_fields(write: Write) -> None:
    loaded = write(
        a="---\ntitle: T\nsection: entretien\ntheme: Nom\nenjeu: 2\nperson: P\nrole: R\norganisation: O\n"
        "territory: L\ndate: 2015-02-13\nurl: https://site.example/x\nexcerpt: true\ndaily: false\n---\n\nTexte.\n"
    )
    assert loaded.problems == ()
    assert document(loaded) == Document(
        key="essai/a",
        theme="essai",
        title="T",
        section="entretien",
        body="\nTexte.\n",
        enjeu=2,
        person="P",
        role="R",
        organisation="O",
        territory="L",
        date=datetime.date(2015, 2, 13),
        url="https://site.example/x",
        excerpt=True,
        daily=False,
    )
    assert loaded.corpus.themes[0].name == "Nom"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (b"---\r\ntitle: T\r\nsection: contexte\r\n---\r\nTexte.\r\n\r\nAutre.\r\n", "T"),
        ("\ufeff---\ntitle: T\nsection: contexte\n---\nTexte.\n\nAutre.\n".encode(), "T"),
        ("---\ntitle\u00a0:\u00a0T\nsection\u202f: contexte\n---\nTexte.\n\u00a0\nAutre.\n".encode(), "T"),
        ("---\u00a0\ntitle: L’an d'après\nsection: contexte\n--- \nTexte.\n\nAutre.\n".encode(), "L’an d'après"),
        ("---\ntitle: « Ouvert\nsection: Contexte\n---\nTexte.\n\nAutre.\n".encode(), "« Ouvert"),
        (b"---\nTitle: T\nSECTION: contexte\n---\nTexte.\n\nAutre.", "T"),
        (b"\n\n---\ntitle: 2015\nsection: contexte\n...\nTexte.\n\nAutre.", "2015"),
        (
            '---\ntitle: "Mi-chemin\u00a0: bilan"\nsection: contexte\n---\nTexte.\n\nAutre.'.encode(),
            "Mi-chemin\u00a0: bilan",
        ),
    ],
    ids=["crlf", "bom", "no-break", "apostrophes", "guillemet", "capitals", "number-title", "quoted-colon"],
)
def test_what_writers_do_is_read_without_a_word(write: Write, head: bytes, title: str) -> None:
    loaded = write(a=head)
    assert loaded.problems == ()
    assert document(loaded).title == title
    assert [passage.text for passage in loaded.corpus.passages] == ["Texte.", "Autre."]


def test_accents_apart_from_their_letters_are_read_as_any_other(write: Write) -> None:
    head = "---\ntitle: Élise Mérand, directrice du Pôle rural\nsection: entretien\nenjeu: Deuxième enjeu\n---\n\nÉté."
    read, apart = write(a=head, b=unicodedata.normalize("NFD", head)).corpus.themes[0].documents
    assert (apart.person, apart.enjeu, apart.body) == (read.person, read.enjeu, read.body)
    assert apart.person == "Élise Mérand"


def test_an_unquoted_colon_in_a_title_is_read_with_a_warning(write: Write) -> None:
    loaded = write(a="---\nsection: contexte\ntitle: Bilan : où en est-on ?\n---\nTexte.")
    assert document(loaded).title == "Bilan : où en est-on ?"
    warning = only(loaded, "warning")
    assert (warning.file, warning.line, warning.key) == ("essai/a.md", 3, "title")
    assert warning.fix == 'Write title: "Bilan : où en est-on ?"'


def test_a_latin_1_file_is_read_with_a_warning(write: Write) -> None:
    loaded = write(a="---\ntitle: T\nsection: contexte\n---\nL’été où l’on œuvre.".encode("cp1252"))
    assert loaded.corpus.passages[0].text == "L’été où l’on œuvre."
    warning = only(loaded, "warning")
    assert warning.line == 5
    assert "UTF-8" in warning.fix


def test_a_utf_16_file_is_read_with_a_warning_and_an_unknown_encoding_is_an_error(write: Write) -> None:
    text = "---\ntitle: Été\nsection: contexte\n---\nX."
    loaded = write(a=text.encode("utf-16"), b=b"---\ntitle: \x81\xff\n---\nX.")
    assert document(loaded).title == "Été"
    assert only(loaded, "warning").file == "essai/a.md"
    assert (only(loaded).file, only(loaded).line, only(loaded).fix) == (
        "essai/b.md",
        2,
        "Save the file again as UTF-8.",
    )


@pytest.mark.parametrize(
    ("text", "line", "key", "fix"),
    [
        ("---\nsection: contexte\n---\nTexte.", 1, "title", "title:"),
        ("---\ntitre: T\nsection: contexte\n---\nTexte.", 1, "title", "instead of titre:"),
        ("---\ntitle: ' '\nsection: contexte\n---\nTexte.", 2, "title", "title:"),
        ("---\ntitle: [a, b]\nsection: contexte\n---\nTexte.", 2, "title", "one text"),
        ("---\ntitle: T\n---\nTexte.", 1, "section", "contexte, definition, enjeu"),
        ("---\ntitle: T\nsection: entretiens\n---\nTexte.", 3, "section", "Write section: entretien "),
        ("---\ntitle: T\nsection: Définitions\n---\nTexte.", 3, "section", "Write section: definition "),
        ("---\ntitle: T\nsection: xyzzy\n---\nTexte.", 3, "section", "Write one of contexte"),
        ("---\ntitle: T\nsection: contexte\ntitle: U\n---\nTexte.", 4, "title", "Keep one"),
        ("---\ntitle: T\nsection: questions\nfiche: beaucoup\n---\nTexte.", 4, "fiche", "fiche: 2"),
        ("---\ntitle: T\nsection: contexte\ndate: 2015-02-31\n---\nTexte.", 4, "date", "2015-02-13"),
        ("---\ntitle: T\nsection: contexte\ndate: 2015\n---\nTexte.", 4, "date", "2015-02-13"),
        ("---\ntitle: T\nsection: contexte\nexcerpt: peut-être\n---\nTexte.", 4, "excerpt", "excerpt: true"),
        ("---\ntitle: T\n  section: contexte\n---\nTexte.", 3, None, "key: value"),
        ("---\ntitle: T\nsection: [contexte\n---\nTexte.", 3, "section", "Write section: contexte "),
        ("---\n- title\n- section\n---\nTexte.", 2, None, "title:"),
        ("---\ntitle: T\nsection: contexte\n\nTexte.", 1, None, "---"),
        ("Texte seul.", 1, None, "---"),
        ("", 1, None, "---"),
    ],
)
def test_what_is_broken_is_reported_with_its_line_and_what_to_write(
    write: Write, text: str, line: int, key: str | None, fix: str
) -> None:
    loaded = write(a=text, b="---\ntitle: Sain\nsection: contexte\n---\nTexte.")
    problem = only(loaded)
    assert (problem.file, problem.line, problem.key) == ("essai/a.md", line, key)
    assert fix in problem.fix
    assert problem.message.endswith(".")
    assert [found.key for found in loaded.corpus.themes[0].documents] == ["essai/b"]


def test_unknown_keys_are_kept_and_noted_with_the_nearest_known_one(write: Write) -> None:
    loaded = write(a="---\ntitle: T\nsection: contexte\nterritoire: Nord\nauteur: X\ntags: [a, b]\n---\nTexte.")
    assert document(loaded).extra == {"territoire": "Nord", "auteur": "X", "tags": ["a", "b"]}
    notes = {problem.key: problem.fix for problem in loaded.problems}
    assert {problem.level for problem in loaded.problems} == {"note"}
    assert notes["territoire"] == "Write territory: if that is what you meant."
    assert notes["auteur"] == "", "no word of ours is near"
    assert loaded.corpus.passages


@pytest.mark.parametrize(
    "written", ["13/02/2015", "13 février 2015", "2015-02-13", "13.02.2015", "2015-02-13T10:00:00"]
)
def test_dates_are_read_as_the_french_write_them(write: Write, written: str) -> None:
    assert document(write(a=f"---\ntitle: T\nsection: contexte\ndate: {written}\n---\nX.")).date == datetime.date(
        2015, 2, 13
    )


def test_an_interviewee_is_read_from_the_title_when_the_front_matter_has_none(write: Write) -> None:
    loaded = write(
        a="---\ntitle: Jeanne Le Goff, animatrice du GAL Trégor dans les Côtes.\nsection: entretien\n---\nX.",
        b="---\ntitle: Les entretiens\nsection: entretien\n---\nX.",
    )
    found = document(loaded)
    assert (found.person, found.role, found.organisation, found.territory) == (
        "Jeanne Le Goff",
        "animatrice",
        "GAL Trégor",
        "Côtes",
    )
    assert document(loaded, "b").person is None


def test_the_themes_name_is_that_of_the_front_matter_else_of_theme_yaml_else_of_the_folder(write: Write) -> None:
    plain = "---\ntitle: T\nsection: contexte\n---\nX."
    assert write(a=plain).corpus.themes[0].name == "essai"
    assert write(**{"theme.yaml": "name: Du réglage\n"}).corpus.themes[0].name == "Du réglage"
    assert write(b="---\ntheme: Du texte\ntitle: U\nsection: contexte\n---\nX.").corpus.themes[0].name == "Du texte"


def test_null_is_nothing_written(write: Write) -> None:
    loaded = write(a="---\ntitle: T\nsection: contexte\ntheme: ~\n---\nX.", **{"theme.yaml": "name: null\n"})
    assert loaded.corpus.themes[0].name == "essai"


def test_theme_yaml_is_read_and_what_is_wrong_in_it_is_reported(write: Write) -> None:
    loaded = write(
        a="---\ntitle: T\nsection: contexte\n---\nX.",
        **{
            "theme.yaml": "name: N\ndescription: D\ndefault: true\n"
            "links:\n  espace: https://e.example\n  contact:\n  site: x\n"
            "lexicon:\n  - {typed: [auto, voiture], corpus: [mobilité]}\n  - {typed: [seul]}\n"
            "out_of_reach: {law: Voir.}\ncolour: red\n"
        },
    )
    theme = loaded.corpus.themes[0]
    assert (theme.name, theme.description, theme.default) == ("N", "D", True)
    assert theme.links == {"espace": "https://e.example"}
    assert theme.out_of_reach == {"law": "Voir."}
    assert [(entry.typed, entry.corpus) for entry in theme.lexicon] == [(("auto", "voiture"), ("mobilité",))]
    assert loaded.corpus.lexicon[-1] == theme.lexicon[0]
    assert len(loaded.corpus.lexicon) > 20
    assert [(p.level, p.line, p.key) for p in loaded.problems] == [
        ("note", 7, "links.site"),
        ("error", 10, "lexicon"),
        ("note", 12, "colour"),
    ]


@pytest.mark.parametrize("text", ["name: [", "- a", "name: a\nname: b", "links: 3", "lexicon: rien", "default: demain"])
def test_a_broken_theme_yaml_leaves_the_documents_readable(write: Write, text: str) -> None:
    loaded = write(a="---\ntitle: T\nsection: contexte\n---\nX.", **{"theme.yaml": text})
    assert only(loaded).file == "essai/theme.yaml"
    assert loaded.corpus.passages


def test_each_subfolder_with_documents_is_a_theme_and_readmes_are_not_documents(tmp_path: Path) -> None:
    for name in ("Été", "hiver", "vide"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("Lisez-moi.", encoding="utf-8")
    for name, title in (("Été/a-10", "A"), ("Été/a-2", "B"), ("hiver/c", "C")):
        text = f"---\ntitle: {title}\nsection: contexte\n---\n{title} dit.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    loaded = load_corpus(tmp_path)
    assert loaded.problems == ()
    assert [(theme.key, theme.name) for theme in loaded.corpus.themes] == [("hiver", "hiver"), ("ete", "Été")]
    assert [passage.text for passage in loaded.corpus.section("contexte", "ete")] == ["B dit.", "A dit."]
    assert {passage.document for passage in loaded.corpus.passages} == {"ete/a-2", "ete/a-10", "hiver/c"}


def test_documents_in_subfolders_of_a_theme_are_not_read_and_it_is_said(write: Write, tmp_path: Path) -> None:
    (tmp_path / "essai" / "brouillons").mkdir(parents=True)
    (tmp_path / "essai" / "brouillons" / "x.md").write_text("Rien.", encoding="utf-8")
    loaded = write(a="---\ntitle: T\nsection: contexte\n---\nX.")
    assert only(loaded, "warning").file == "essai/brouillons"
    assert len(loaded.corpus.passages) == 1


def test_what_is_no_file_is_told_and_not_waited_for(write: Write, tmp_path: Path) -> None:
    (tmp_path / "essai").mkdir()
    for name in ("x.md", "theme.yaml"):
        os.mkfifo(tmp_path / "essai" / name)
    loaded = write(a="---\ntitle: T\nsection: contexte\n---\nX.")
    assert [(problem.level, problem.file, problem.message) for problem in loaded.problems] == [
        ("error", "essai/theme.yaml", "This is no file."),
        ("error", "essai/x.md", "This is no file."),
    ]
    assert len(loaded.corpus.passages) == 1


@pytest.mark.parametrize(
    ("written", "meant"), [("Oui", True), ("vrai", True), ("on", True), ("faux", False), ("0", False)]
)
def test_a_theme_says_yes_and_no_as_its_documents_do(write: Write, written: str, meant: bool) -> None:
    loaded = write(
        **{"a": f"---\ntitle: A\nsection: contexte\ndaily: {written}\n---\nA.", "theme.yaml": f"default: {written}"}
    )
    assert loaded.problems == ()
    assert (loaded.corpus.themes[0].default, document(loaded).daily) == (meant, meant)


def test_two_default_themes_are_told(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(f"---\ntitle: {name}\nsection: contexte\n---\nX.", encoding="utf-8")
        (tmp_path / name / "theme.yaml").write_text("default: true", encoding="utf-8")
    loaded = load_corpus(tmp_path)
    assert [(problem.level, problem.file) for problem in loaded.problems] == [("warning", "un/theme.yaml")]
    assert loaded.corpus.default_theme == loaded.corpus.themes[0]


def test_an_absent_folder_is_one_clear_sentence_and_an_empty_one_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^The corpus folder .*nulle-part cannot be read: does not exist\.$"):
        load_corpus(tmp_path / "nulle-part")
    loaded = load_corpus(tmp_path)
    assert (loaded.corpus.themes, loaded.corpus.passages, loaded.corpus.default_theme) == ((), (), None)
    assert [problem.level for problem in loaded.problems] == ["error"]


def test_ids_are_well_formed_unique_and_the_same_at_every_load() -> None:
    first, second = load_corpus(EMBEDDED).corpus, load_corpus(EMBEDDED).corpus
    assert first == second
    assert all(PASSAGE_ID.match(passage.id) for passage in first.passages)
    assert len({passage.id for passage in first.passages}) == len(first.passages)


def test_the_fingerprint_changes_with_any_content(write: Write) -> None:
    text = "---\ntitle: T\nsection: contexte\n---\nX."
    prints = [
        write(a=text).corpus.fingerprint,
        write(a=text.replace("X", "Y")).corpus.fingerprint,
        write(a=text.replace("T", "U")).corpus.fingerprint,
        write(**{"theme.yaml": "links: {espace: 'https://e.example'}"}).corpus.fingerprint,
    ]
    assert len(set(prints)) == 4


@given(st.text(max_size=300))
def test_any_text_is_split_without_an_error_and_the_body_is_never_lost(text: str) -> None:
    matter = split("---\ntitle: T\n---\n" + text, "x.md")
    assert matter.entries["title"].line == 2
    assert [line for line in matter.body.split("\n") if line] == [line for line in text.split("\n") if line.strip()]


@given(st.text(alphabet=st.sampled_from("-:\n\"' #[]{}abtile\u00a0|>&*!%@`,?\t"), max_size=80))
def test_any_front_matter_is_read_or_reported(text: str) -> None:
    matter = split(f"---\n{text}\n---\nCorps.", "x.md")
    assert matter.entries or matter.problems or _holds_nothing(text) or "---" in text or "#" in text


def _holds_nothing(text: str) -> bool:
    try:
        return not yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return not text.strip()
