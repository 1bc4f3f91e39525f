"""A file that somebody sends, made into Markdown documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

from corpus.frontmatter import split
from corpus.markdown import blocks as markdown_blocks
from corpus.problems import Problem
from corpus.reading import decode
from corpus.sources.archives import members
from corpus.sources.blocks import Block, Content, titled, written
from corpus.sources.files import text_of, too_large
from corpus.sources.guard import Guard
from corpus.sources.guessing import section_of
from corpus.sources.markup import document, paragraph, slug
from corpus.sources.model import Draft, Fetched, SourceError

ENDINGS = (".md", ".zip", ".html", ".htm", ".docx", ".odt", ".pdf", ".txt")
"""The files that are read, by the ending of their name."""

_COPY = re.compile(r"(?: ?\(\d{1,3}\)| - (?:copie|copy)(?: \(\d+\))?)$", re.I)


def convert(name: str, content: bytes, theme: str, guard: Guard | None = None) -> Fetched:
    """The documents of a file: .md, .zip of .md, .html, .docx, .odt, .pdf or .txt.

    Takes up to some seconds: to be called in a thread.

    Args:
        name: the file's name, which its document keeps: sending ``contexte.md`` back replaces ``contexte.md``.
        content: what it holds.
        theme: the folder of the theme that it goes to.
        guard: the limits; those of a new guard when None.

    Raises:
        SourceError: of a kind that we do not read, damaged, too large, or without text.
    """
    guard = guard or Guard()
    plain = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    ending = PurePosixPath(plain).suffix.lower()
    if len(content) > guard.max_bytes:
        raise too_large(plain, guard)
    if ending == ".zip":
        return _archive(plain, content, theme, guard)
    if ending == ".md":
        draft = Draft(f"{theme}/{kept_name(plain)}.md", _markdown(plain, text_of(content, plain)))
        return Fetched((draft,), tuple(decode(content, plain)[1]))
    reader = _READERS.get(ending)
    if reader is None:
        message = f"{plain} is of a kind that is not read; send {', '.join(ENDINGS)}."
        raise SourceError("unsupported", plain, message, ending.lstrip("."))
    read = reader(plain, content, guard)
    if not any(block.plain.strip() for block in read.blocks):
        raise SourceError("empty", plain, f"{plain} holds no text.")
    stem = PurePosixPath(plain).stem
    title, rest = (read.title, read.blocks) if read.title else titled(read.blocks, stem)
    return Fetched((Draft(f"{theme}/{slug(_COPY.sub('', stem))}.md", written(title, rest, None, read.extra)),))


def kept_name(name: str) -> str:
    """The name, without ending, that a Markdown file keeps; what programs add to a copy is taken off.

    >>> kept_name("contexte (1).md")
    'contexte'
    """
    stem = _COPY.sub("", PurePosixPath(name).stem).strip().lstrip("._")
    safe = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]+", "-", stem).strip(" -.")[:80]
    return safe if safe and safe.lower() != "readme" else "document"


def _archive(name: str, content: bytes, theme: str, guard: Guard) -> Fetched:
    drafts: dict[str, Draft] = {}
    notes: list[Problem] = []
    for member, data in members(content, name, guard):
        path = PurePosixPath(member.replace("\\", "/"))
        if path.parts[:1] == ("__MACOSX",) or path.name.startswith((".", "_")) or path.stem.lower() == "readme":
            continue
        where = f"{name}/{member}"
        if path.suffix.lower() != ".md":
            message = "Not a Markdown file: left out."
            notes.append(Problem("warning", where, None, "left_out", message, "Send it by itself."))
            continue
        draft = Draft(f"{theme}/{kept_name(unicodedata.normalize('NFC', path.name))}.md", "")
        if draft.path in drafts:
            message = "Two files have this name; the first is taken."
            notes.append(Problem("warning", where, None, "file", message, "Rename one."))
        else:
            drafts[draft.path] = Draft(draft.path, _markdown(path.name, text_of(data, where)))
            notes.extend(decode(data, where)[1])
    if not drafts:
        raise SourceError("empty", name, f"{name} holds no Markdown file.", "markdown")
    return Fetched(tuple(drafts.values()), tuple(notes))


def _markdown(name: str, text: str) -> str:
    """A Markdown file as it stands; one without front matter gets a title and a section."""
    if not text.strip():
        raise SourceError("empty", name, f"{name} holds no text.")
    if text.lstrip().startswith("---") or split(text, name).entries:
        return text.lstrip("\n") if text.endswith("\n") else text.lstrip("\n") + "\n"
    found = markdown_blocks(text)
    if found and found[0].kind == "heading":
        title = " ".join(found[0].text.split("\n"))
        body = re.sub(r"\A\s*(?:#{1,6}[^\n]*|[^\n]+\n(?:=+|-+)[ \t]*)(?:\n|\Z)", "", text, count=1)
    else:
        title, body = titled([], PurePosixPath(name).stem)[0], text
    return document({"title": title, "section": section_of(title)}, body)


def _text(name: str, content: bytes, _guard: Guard) -> Content:
    text = text_of(content, name)
    parts = re.split(r"\n\s*\n", text)
    return Content("", [Block("paragraph", paragraph(part)) for part in parts if part.strip()])


def _html(name: str, content: bytes, _guard: Guard) -> Content:
    from corpus.sources.webpage import read_webpage

    return read_webpage(name, content)


def _docx(name: str, content: bytes, guard: Guard) -> Content:
    from corpus.sources.word import read_docx

    return read_docx(name, content, guard)


def _odt(name: str, content: bytes, guard: Guard) -> Content:
    from corpus.sources.opendocument import read_odt

    return read_odt(name, content, guard)


def _pdf(name: str, content: bytes, _guard: Guard) -> Content:
    from corpus.sources.apart import read_apart

    return read_apart(name, content)


Reader = Callable[[str, bytes, Guard], Content]
_READERS: dict[str, Reader] = {".txt": _text, ".html": _html, ".htm": _html, ".docx": _docx, ".odt": _odt, ".pdf": _pdf}
