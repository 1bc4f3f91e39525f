"""Files that an editor sends become documents; files that hurt become one sentence."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from corpus.sources import apart
from corpus.sources.converting import ENDINGS, convert
from corpus.sources.guard import Guard
from corpus.sources.model import Draft, Fetched, SourceError
from corpus.sources.pdf import read_pdf
from tests.corpus.sources.making import SECOND, loaded, pdf, said, second_theme, zipped
from tests.corpus.sources.office import EXPECTED, TITLE, docx, odt

SMALL = Guard(max_bytes=2**20)
FRONT = f"""---
title: "{TITLE}"
section: entretien
person: "Solène Kervadec"
role: "chargée d’accueil"
organisation: "Communauté de communes de la Haute-Vézonne"
territory: "Haute-Vézonne"
---

"""
PAGE = """<!doctype html><html><head><meta charset="iso-8859-1"><title>Le carnet d’accueil | Réseau</title>
<meta property="article:published_time" content="2018-06-01T10:00:00+02:00">
<link rel="canonical" href="https://site.example/carnet"><script>alert(1)</script></head><body>
<div><ul class="menu"><li><a href="/">Accueil</a></li></ul></div><div><div><h2>Le carnet d’accueil</h2>
<p>Le carnet est un <b>guide de vingt-quatre pages</b>, à remplir commune par commune&nbsp;: les services, les gens.<br>
Une trame est à télécharger.</p><h3>Mode d’emploi</h3><ol><li>Lister<ul><li>les services</li></ul></li>
<li><p>Vérifier</p><p>Deux fois.</p></li></ol><blockquote><p>On m’a appelé.</p></blockquote>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2 | 3</td></tr></table>
<p>Comptez trois soirées : une pour lister, une pour vérifier, une pour relire à voix haute.</p></div>
<div class="sidebar"><h3>Articles récents</h3></div></div><footer>Mentions légales</footer></body></html>"""


def one(name: str, content: bytes, guard: Guard = SMALL) -> Draft:
    (draft,) = convert(name, content, "accueil", guard).drafts
    return draft


def outcome(name: str, content: bytes) -> str:
    try:
        made = convert(name, content, "accueil", SMALL)
    except SourceError as error:
        return "several lines" if "\n" in str(error) else error.kind
    return "read" if all(draft.path.startswith("accueil/") for draft in made.drafts) else "elsewhere"


def refusal(name: str, content: bytes, guard: Guard = SMALL) -> SourceError:
    with pytest.raises(SourceError) as caught:
        convert(name, content, "accueil", guard)
    assert str(caught.value).endswith((".", "?"))
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(("name", "content"), [("Entretien Kervadec.docx", docx()), ("Entretien Kervadec.ODT", odt())])
def test_an_office_document_keeps_its_shape(name: str, content: bytes) -> None:
    assert one(name, content) == Draft("accueil/entretien-kervadec.md", FRONT + EXPECTED)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_saved_page_keeps_its_text_and_leaves_its_menus(encoding: str) -> None:
    assert one("carnet.html", PAGE.encode(encoding)) == Draft(
        "accueil/carnet.md",
        '---\ntitle: "Le carnet d’accueil"\nsection: ressource\n'
        'date: 2018-06-01\nurl: "https://site.example/carnet"\n---\n\n'
        "Le carnet est un **guide de vingt-quatre pages**, à remplir commune par commune\u00a0: les services, "
        "les gens.\\\nUne trame est à télécharger.\n\n## Mode d’emploi\n\n1. Lister\n   - les services\n2. Vérifier\n\n"
        "   Deux fois.\n\n> On m’a appelé.\n\n| A | B |\n| --- | --- |\n| 1 | 2 \\| 3 |\n\n"
        "Comptez trois soirées : une pour lister, une pour vérifier, une pour relire à voix haute.\n",
    )


def test_a_long_page_that_does_not_say_where_its_text_is_is_read_whole() -> None:
    paragraphs = "".join(
        f"<div><p>Le paragraphe {number} dit quelque chose d’assez long.</p></div>" for number in range(8000)
    )
    page = f"<html><body>{'<div>' * 30}{paragraphs}</body></html>"
    assert one("page.html", page.encode()).text.count("Le paragraphe") == 8000


def printed(number: int) -> list[tuple[float, float, float, bool, str]]:
    """A page as a text processor prints it: a header, a body, its number."""
    return [
        (70, 800, 9, False, f"Réseau Accueil – note {number}"),
        *([(70, 760, 20, True, "Bien accueillir"), (70, 736, 20, True, "les nouveaux")] if number == 1 else []),
        (70, 700, 14, True, "Contexte" if number == 1 else "Suite"),
        (70, 680, 11, False, "Depuis 2010, nous avons l’impression d’assister à une réforme. Les services se réorga-"),
        (70, 666, 11, False, "nisent, les équipes s’interrogent, et les élus demandent des réponses que personne"),
        (70, 652, 11, False, "n’a encore écrites."),
        (70, 630, 11, False, "L’accueil est l’ensemble des attentions, des services et des règles par lesquels un"),
        (70, 616, 11, False, "territoire fait une place à des personnes (nouvelles) ; peut-"),
        (70, 602, 11, False, "être aussi aux autres."),
        (80, 580, 11, False, "• Ne pas promettre un poste."),
        (80, 566, 11, False, "• Prévenir les voisins, et en particulier dans les hameaux les plus isolés du pla-"),
        (90, 552, 11, False, "teau, ceux que l’on oublie."),
        (290, 40, 9, False, f"{number} / 2"),
    ]


def test_a_printed_document_is_put_back_together() -> None:
    draft = one("note.pdf", pdf([printed(1), printed(2)], title="Microsoft Word - note.doc"))
    body = (
        "Depuis 2010, nous avons l’impression d’assister à une réforme. Les services se réorganisent, les équipes "
        "s’interrogent, et les élus demandent des réponses que personne n’a encore écrites.\n\n"
        "L’accueil est l’ensemble des attentions, des services et des règles par lesquels un territoire fait une place "
        "à des personnes (nouvelles) ; peut-être aussi aux autres.\n\n- Ne pas promettre un poste.\n"
        "- Prévenir les voisins, et en particulier dans les hameaux les plus isolés du plateau, ceux que l’on oublie.\n"
    )
    assert draft.text == (
        '---\ntitle: "Bien accueillir les nouveaux"\nsection: ressource\n---\n\n'
        f"## Contexte\n\n{body}\n## Suite\n\n{body}"
    )


def test_notes_and_words_cut_at_the_end_of_a_line_leave_no_trace() -> None:
    page = [
        (70.0, 700.0, 11.0, False, "Il est né d’un échec, comme souvent dans les petits pays."),
        (372.0, 704.0, 6.0, False, "1"),
        (380.0, 700.0, 11.0, False, "Les services se réorga\xad"),
        (70.0, 686.0, 11.0, False, "nisent, et chacun s’y retrouve."),
        (70.0, 80.0, 6.0, False, "1"),
        (76.0, 78.0, 8.0, False, "Voir la note de 2014,"),
        (70.0, 68.0, 8.0, False, "qui en parle."),
    ]
    body = one("note.pdf", pdf([page])).text.partition("---\n\n")[2]
    assert body == (
        "Il est né d’un échec, comme souvent dans les petits pays. Les services se réorganisent, "
        "et chacun s’y retrouve.\n"
    )


def test_a_page_of_hundreds_of_dashes_is_read_whole() -> None:
    page = [(60.0, 50.0 + number % 2 * 6, 12.0, False, "–" if number % 2 else "mot") for number in range(800)]
    assert one("note.pdf", pdf([page])).text.count("mot") == 400


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS_AT_MOST", 0.001)
    assert refusal("note.pdf", pdf([printed(1)])).kind == "too_slow"


def test_a_pdf_without_text_or_behind_a_password_is_said() -> None:
    import pypdf

    assert refusal("scan.pdf", pdf([[]])).kind == "empty"
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([printed(1)])))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    assert "behind a password" in str(refusal("note.pdf", held.getvalue()))


def test_a_markdown_file_comes_back_as_it_was_sent() -> None:
    text = (SECOND / "contexte.md").read_text("utf-8")
    for name in ("contexte.md", "Contexte.MD", "contexte (1).md", "dossier/contexte.md", "C:\\x\\contexte.md"):
        draft = one(name, text.encode("utf-8"))
        assert draft.path.lower() == "accueil/contexte.md"
        assert draft.text == text
    assert one("contexte.md", text.replace("\n", "\r\n").encode("utf-8-sig")).text == text
    assert one("l’été (2).md", text.encode()).path == "accueil/l’été.md"


@pytest.mark.parametrize(
    "name", ["../../x.md", "..md", "/etc/x.md", "x\x00y.md", "_x.md", "README.md", "a" * 300 + ".md"]
)
def test_a_name_leads_nowhere_else(name: str) -> None:
    path = one(name, b"Un texte.").path
    folder, _, file = path.partition("/")
    assert folder == "accueil"
    assert "/" not in file
    assert not file.startswith((".", "_"))
    assert 3 < len(file) < 100
    assert "\x00" not in file
    assert file.lower() != "readme.md"


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Le carnet\n\nUn texte.\n", "Le carnet", "Un texte.\n"),
        ("Le carnet\n=========\nUn texte.", "Le carnet", "Un texte.\n"),
        ("Un texte.\n\n## Plus bas\n", "Note du soir", "Un texte.\n\n## Plus bas\n"),
    ],
)
def test_markdown_without_front_matter_gets_some(text: str, title: str, body: str) -> None:
    made = one("note_du-soir.md", text.encode()).text
    assert made == f'---\ntitle: "{title}"\nsection: ressource\n---\n\n{body}'


def test_a_plain_text_has_its_first_line_for_title() -> None:
    assert one("x.txt", "Entretien avec Léa\r\n\r\n- Bonjour.\r\nOui.\r\n\r\nFin.".encode()).text == (
        '---\ntitle: "Entretien avec Léa"\nsection: entretien\n---\n\n\\- Bonjour.\\\nOui.\n\nFin.\n'
    )


def test_an_archive_gives_its_theme(tmp_path: Path) -> None:
    files = {f"Thème/{path.name}": path.read_bytes() for path in SECOND.glob("*.md")}
    beside = {"__MACOSX/._x.md": b"x", "Thème/photo.jpg": b"x", "README.md": b"x", "Thème/.cache.md": b"x"}
    fetched = convert("theme.zip", zipped(files | beside), "accueil", SMALL)
    assert [note.file for note in fetched.notes] == ["theme.zip/Thème/photo.jpg"]
    assert said(loaded(fetched, tmp_path).corpus) == said(second_theme())


def test_an_old_encoding_is_read_and_said() -> None:
    for name, content in (
        ("été.md", "Un été.".encode("cp1252")),
        ("x.zip", zipped({"x.md": "Un été.".encode("utf-16")})),
    ):
        fetched = convert(name, content, "accueil", SMALL)
        assert "Un été." in fetched.drafts[0].text
        assert [note.level for note in fetched.notes] == ["warning"]


def test_an_archive_with_two_files_of_one_name_says_so() -> None:
    fetched = convert("x.zip", zipped({"a/x.md": "Un.", "b/x.md": "Deux."}), "accueil", SMALL)
    assert len(fetched.drafts) == 1
    assert [note.level for note in fetched.notes] == ["warning"]


def lying(content: bytes, size: int) -> bytes:
    """An archive that says that its first file unpacks to this many bytes."""
    at = content.rindex(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


def encrypted(content: bytes) -> bytes:
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + struct.pack("<H", 1) + content[at + 2 :]


BOMB = zipped({"x.md": b"a" * 2**22})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.zip", b"not a zip", "bad_archive"),
        ("x.zip", zipped({"x.md": "Un texte."})[:-30], "bad_archive"),
        ("x.zip", BOMB, "too_large"),
        ("x.zip", lying(BOMB, 10), "bad_archive"),
        ("x.zip", zipped({"x.md": b"a" * (2**20 - 1)}, zipfile.ZIP_LZMA), None),
        ("x.zip", zipped({f"{number}.md": b"" for number in range(5_001)}), "too_many"),
        ("x.zip", encrypted(zipped({"x.md": "Un texte."})), "bad_archive"),
        ("x.zip", zipped({"x.zip": zipped({"x.md": "Un texte."})}), "empty"),
        ("x.zip", zipped({"x.md": b"\x00\x81"}), "bad_encoding"),
        ("x.docx", zipped({"word/document.xml": b"a" * 2**22}), "too_large"),
        ("x.docx", zipped({"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "bad_archive"),
        ("x.docx", zipped({"x": "y"}), "unreadable"),
        ("x.odt", zipped({"content.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "bad_archive"),
        ("x.odt", zipped({"mimetype": "x"}), "unreadable"),
        ("x.odt", b"%PDF-1.4", "bad_archive"),
        ("x.pdf", b"PK\x03\x04", "unreadable"),
        ("x.pdf", b"", "unreadable"),
        ("x.html", b"", "empty"),
        ("x.html", b"<html><body><script>x</script></body></html>", "empty"),
        ("x.html", b"\x00\xff\xfe\x00" * 99, "bad_encoding"),
        ("x.txt", b" \n ", "empty"),
        ("x.md", b" \n ", "empty"),
        ("x.md", b"\x81\x8d", "bad_encoding"),
        ("x.md", b"x" * (2**20 + 1), "too_large"),
        ("x.doc", b"x", "unsupported"),
        ("x", b"x", "unsupported"),
        ("x.exe.", b"x", "unsupported"),
    ],
)
def test_a_file_that_hurts_is_one_sentence(name: str, content: bytes, kind: str | None) -> None:
    if kind is None:
        assert convert(name, content, "accueil", SMALL).drafts
    else:
        assert refusal(name, content).kind == kind


def test_deeply_nested_html_is_read_or_refused() -> None:
    for tag in ("div", "b", "ul><li", "blockquote", "table><tr><td"):
        content = f"<html><body>{f'<{tag}>' * 50_000}texte</body></html>".encode()
        assert outcome("x.html", content) in ("read", "unreadable", "empty")


@pytest.mark.parametrize("name", ["x.docx", "x.odt", "x.pdf", "x.html", "x.zip", "x.md"])
def test_a_damaged_file_is_read_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # In this process: to start thirty of them takes its time.
    monkeypatch.setattr(apart, "read_apart", read_pdf)
    whole = {
        "x.docx": docx(),
        "x.odt": odt(),
        "x.pdf": pdf([printed(1)]),
        "x.html": PAGE.encode(),
        "x.zip": zipped({"x.md": "Un texte."}),
        "x.md": FRONT.encode(),
    }[name]
    chance = random.Random(20)
    for _ in range(30):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = bytes(broken[: chance.randrange(len(broken))]) if chance.random() < 0.3 else bytes(broken)
        assert outcome(name, cut) in ("read", "unreadable", "empty", "bad_archive", "bad_encoding", "too_large")


@pytest.mark.parametrize("name", ["x.docx", "x.odt", "x.pdf", "x.html", "x.txt"])
def test_what_a_file_becomes_is_served_without_an_error(tmp_path: Path, name: str) -> None:
    page, note = PAGE.encode(), pdf([printed(1)])
    content = {"x.docx": docx(), "x.odt": odt(), "x.pdf": note, "x.html": page, "x.txt": b"Un texte."}[name]
    found = loaded(Fetched((one(name, content),)), tmp_path)
    assert not found.problems
    assert found.corpus.passages


def test_the_kinds_of_files_are_told() -> None:
    assert all(ending in str(refusal("x.doc", b"x")) for ending in ENDINGS)
