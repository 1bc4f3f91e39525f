"""Whatever people wrote reads back the same once it is Markdown."""

from __future__ import annotations

import html
import re
import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from corpus.fields import build_document
from corpus.frontmatter import split
from corpus.markdown import blocks
from corpus.sources.blocks import Block, written
from corpus.sources.guessing import named_section
from corpus.sources.hypertext import blocks_of_html
from corpus.sources.inline import heading_text
from corpus.sources.landing import documents_of, lines_of
from corpus.sources.markup import clean, document, free_name, one_line, paragraph, slug

MARKS = st.sampled_from([*"#*_-+=>|`~[]()<>&;:!\\/.1 2\t\u00a0\u202f«»“”'’é—→…", "&amp;", "---", "a", "b", "\n"])
TEXT = st.one_of(st.text(max_size=60), st.lists(MARKS, max_size=40).map("".join))


def seen(text: str) -> str:
    """A text as a reader sees it: lines without the spaces around them, empty ones left out."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in clean(text).split("\n")]
    return "\n".join(line for line in lines if line)


def shown(markdown: str) -> str:
    found = blocks(markdown)
    assert all(block.kind == "paragraph" for block in found)
    return seen("\n".join(block.text for block in found))


@given(TEXT)
@example("1. Agir\n2) Penser\n- * _ab_ `c` <b> &amp; [x](y) [x]: y\n===\n---\n| a |\n|---|")
@example("![a](b)")
@example("__0__")
@example("--\t-")
@example("a\\\nb\\")
@example("<!-- x --> & &copy; &#233;")
def test_a_paragraph_reads_back(text: str) -> None:
    assert shown(paragraph(clean(text))) == seen(text)


@given(TEXT)
@example("Titre ##")
@example("# x")
def test_a_heading_reads_back(text: str) -> None:
    line = one_line(text)
    assume(line.strip())
    found = blocks(Block("heading", heading_text(line), 2).markdown)
    assert [(block.kind, seen(block.text)) for block in found] == [("heading", seen(line))]


@given(TEXT)
@example('Un « titre » : "le vôtre" \\ # & - [x]')
@example("true")
@example("2019-01-01")
def test_a_title_reads_back(text: str) -> None:
    title = one_line(text)
    assume(title.strip())
    matter = split(document({"title": title, "section": "ressource"}, "Un texte."), "x.md")
    problems = list(matter.problems)
    found = build_document(matter, "t/x", "t", "x.md", problems)
    assert not problems
    assert found is not None
    assert (found.title, found.body.strip()) == (title.strip(), "Un texte.")


@given(TEXT)
def test_the_text_of_a_page_reads_back(text: str) -> None:
    assume("\n" not in clean(text))
    made = blocks_of_html(f"<p>{html.escape(clean(text))}</p>")
    assert shown("\n\n".join(block.markdown for block in made)) == seen(text)


@given(st.lists(st.tuples(st.sampled_from(["", "b", "i", "a href='https://x.example/'", "br"]), TEXT), max_size=6))
@example([("a href='https://x.example/'", "\\] [x")])
@example([("a href='https://x.example/'", "]:")])
def test_nothing_is_lost_where_words_are_marked(parts: list[tuple[str, str]]) -> None:
    page = "".join(
        f"<{tag}>{html.escape(clean(text))}</{tag.split()[0]}>" if tag else html.escape(clean(text))
        for tag, text in parts
    )
    made = "".join(character for block in blocks_of_html(f"<p>{page}</p>") for character in _shown(block))
    assert _letters(made) == _letters("".join(clean(text) for _, text in parts))


def _shown(block: Block) -> str:
    return "\n".join(found.text for found in blocks(block.markdown))


def _letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]


@given(
    st.lists(
        st.one_of(
            TEXT, st.sampled_from(["", "Contexte", "Enjeu 1 : agir.", "Lire la suite", "A - enjeu 1 - questions 2"])
        )
    )
)
def test_nothing_of_a_landing_page_is_lost(lines: list[str]) -> None:
    text = "Accueil\n\n" + "\n".join(lines)
    found = documents_of(lines_of(text), "Accueil")
    made = "\n".join(document for _, document in found)
    for line in clean("\n".join(lines)).split("\n"):
        if line.strip() and line.strip().lower() not in ("lire la suite", "accueil") and not named_section(line):
            assert "".join(_letters(line)) in "".join(_letters(made)), line
    assert len({name for name, _ in found}) == len(found)
    for name, made in found:
        assert not split(made, name).problems


@given(TEXT)
def test_a_file_name_is_plain(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


def test_names_that_are_taken_are_numbered() -> None:
    taken: set[str] = set()
    assert [free_name("a", taken) for _ in range(3)] == ["a", "a-2", "a-3"]


def test_a_document_says_what_its_title_says() -> None:
    text = written("Accueil - enjeu 2 - questions 3", [Block("paragraph", "→ Qui ?")])
    assert text == (
        '---\ntitle: "Accueil - enjeu 2 - questions 3"\nsection: questions\nenjeu: 2\nfiche: 3\n---\n\n→ Qui ?\n'
    )
