"""From a folder of Markdown files to a ``Corpus``: what is broken is reported and left out, the rest is served."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.fields import build_document
from corpus.frontmatter import split
from corpus.identity import Identifiers, fingerprint
from corpus.lexicon import SHARED, read_lexicon
from corpus.model import Corpus, Document, Passage, Theme
from corpus.passages import cut
from corpus.problems import CorpusError, Problem
from corpus.reading import UnreadableFile, read_text, unreadable
from corpus.shelf import Kept, Shelf, mark_of
from corpus.themefile import read_theme
from corpus.words import unaccented
from corpus.yamltree import scalar

__all__ = ["EMBEDDED", "WORDINGS", "CorpusError", "Loaded", "file_of", "load_corpus", "load_document", "passages_of"]

EMBEDDED = Path(__file__).parent / "themes"
"""The themes that come with the program."""
WORDINGS = "wordings.yaml"
"""Beside a theme's documents: lexicon entries that the bot wrote down for the editors, in the form of the lexicon."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A corpus and what was found wrong while reading it, in file order.

    ``shelf``: its documents in which nothing is wrong, for the next reading.
    """

    corpus: Corpus
    problems: tuple[Problem, ...]
    shelf: Shelf = field(default_factory=Shelf)


def load_corpus(folder: Path, shelf: Shelf | None = None) -> Loaded:
    """Read a corpus folder: one theme when it holds ``*.md`` itself, else one theme per subfolder that does.

    Documents on the ``shelf`` are taken from there, with the ids that their passages have on it.

    Never raises for what a document holds; raises ``CorpusError`` when the folder is missing or cannot be read.
    """
    folder = folder.resolve()
    try:
        folders = theme_folders(folder)
    except OSError as error:
        reason = "does not exist" if isinstance(error, FileNotFoundError) else (error.strerror or "cannot be read")
        raise CorpusError(f"The corpus folder {folder} cannot be read: {reason}.") from error
    problems: list[Problem] = []
    themes: list[Theme] = []
    keys: set[str] = set()
    shelf, read = shelf or Shelf(), dict[str, Kept]()
    for theme_folder in folders:
        themes.append(_load_theme(theme_folder, unique_key(theme_folder.name, keys), problems, shelf, read))
    if not any(theme.documents for theme in themes):
        fix = "Give a folder that holds .md files, or one folder of .md files per theme."
        problems.append(Problem("error", folder.name, None, None, "No document could be read in this folder.", fix))
    if folders == [folder]:
        _check_below(folder, themes[0], problems)
    _check_defaults(themes, problems)
    shared, found = read_lexicon(SHARED, SHARED.name)
    problems.extend(found)
    passages = passages_of((document for theme in themes for document in theme.documents), shelf)
    lexicon = shared + tuple(entry for theme in themes for entry in theme.lexicon)
    content = hashlib.sha256(repr((themes, lexicon)).encode("utf-8", "surrogatepass")).hexdigest()
    corpus = Corpus(tuple(themes), passages, lexicon, fingerprint(content, passages), content)
    return Loaded(corpus, tuple(problems), Shelf(read).of(corpus))


def load_document(path: Path, key: str) -> Document | None:
    """The document of one file, under this key (``theme/slug``); None when it is broken."""
    kept = _load_document(path, key, key.partition("/")[0], f"{key}.md", [])
    return None if kept is None else kept.document


def file_of(folder: Path, document: str) -> Path:
    """The file of a document (its key) in a corpus folder.  Raises ``FileNotFoundError`` when there is none."""
    taken: set[str] = set()
    for theme_folder in theme_folders(folder.resolve()):
        key = unique_key(theme_folder.name, taken)
        for path in documents_in(theme_folder) if document.startswith(f"{key}/") else ():
            if f"{key}/{unicodedata.normalize('NFC', path.stem)}" == document:
                return path
    raise FileNotFoundError(document)


def passages_of(documents: Iterable[Document], shelf: Shelf | None = None) -> tuple[Passage, ...]:
    """The passages of documents, in their order, with ids drawn from what they say; as they are on the ``shelf``."""
    known: Mapping[str, Kept] = {} if shelf is None else shelf.kept
    identifiers = Identifiers(passage.id for kept in known.values() for passage in kept.passages)
    passages: list[Passage] = []
    for document in documents:
        kept = known.get(document.key)
        if kept is not None and kept.document is document:
            passages.extend(kept.passages)
        else:
            passages.extend(_cut(document, identifiers))
    return tuple(passages)


def _cut(document: Document, identifiers: Identifiers) -> Iterator[Passage]:
    for position, piece in enumerate(cut(document)):
        yield Passage(
            id=identifiers.next(document.key, piece.text),
            document=document.key,
            title=document.title,
            headings=piece.headings,
            text=piece.text,
            section=document.section,
            position=position,
            enjeu=piece.enjeu,
            fiche=piece.fiche,
        )


def documents_in(folder: Path) -> list[Path]:
    """The Markdown files of a folder in reading order: "enjeu-2" comes before "enjeu-10"."""
    found = [
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".md"
        and not path.name.startswith((".", "_"))
        and path.stem.lower() != "readme"
        and not path.is_dir()
    ]
    return sorted(found, key=lambda path: _natural(path.stem))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", name.lower())]


def theme_folders(folder: Path) -> list[Path]:
    """The folders of the themes of a corpus: the folder itself, or each below it that holds documents."""
    if documents_in(folder):
        return [folder]
    below = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
    return [path for path in below if documents_in(path)]


def unique_key(name: str, taken: set[str]) -> str:
    """The folder's name in lower-case letters, digits, "-" and "_": short enough for a button."""
    base = re.sub(r"[^a-z0-9_]+", "-", unaccented(name)).strip("-")[:24] or "theme"
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key)
    return key


def _load_theme(folder: Path, key: str, problems: list[Problem], shelf: Shelf, read: dict[str, Kept]) -> Theme:
    """The theme of a folder; ``read`` receives its documents in which nothing is wrong."""
    settings, found = read_theme(folder / "theme.yaml", f"{key}/theme.yaml")
    problems.extend(found)
    if (folder / WORDINGS).exists():
        added, found = read_lexicon(folder / WORDINGS, f"{key}/{WORDINGS}")
        settings.lexicon += added
        problems.extend(found)
    documents: list[Document] = []
    names: Counter[str] = Counter()
    stems: set[str] = set()
    for path in documents_in(folder):
        stem = unicodedata.normalize("NFC", path.stem)
        name = f"{key}/{unicodedata.normalize('NFC', path.name)}"
        if stem in stems:
            problems.append(Problem("error", name, None, None, "Two files have this name.", "Rename one of them."))
            continue
        stems.add(stem)
        known, before = shelf.find(f"{key}/{stem}", path), len(problems)
        kept = known or _load_document(path, f"{key}/{stem}", key, name, problems)
        if kept is not None:
            documents.append(kept.document)
            names.update([kept.named] if kept.named else [])
            if len(problems) == before:
                read[kept.document.key] = kept
    if len(names) > 1:
        message = f"The documents name several themes: {', '.join(sorted(names))}."
        fix = "Write one name, or give each theme its folder."
        problems.append(Problem("warning", f"{key}/theme.yaml", None, "theme", message, fix))
    name = names.most_common(1)[0][0] if names else settings.name or folder.name
    return Theme(
        key=key,
        name=name,
        description=settings.description,
        default=settings.default,
        documents=tuple(documents),
        links=settings.links,
        lexicon=settings.lexicon,
        out_of_reach=settings.out_of_reach,
    )


def _load_document(path: Path, key: str, theme: str, name: str, problems: list[Problem]) -> Kept | None:
    """The document of a file, or None when it is broken."""
    try:
        mark = mark_of(path)
        text, found = read_text(path, name)
    except OSError as error:
        problems.append(unreadable(name, error))
        return None
    except UnreadableFile as error:
        problems.append(error.problem)
        return None
    matter = split(text, name)
    found += matter.problems
    broken = any(problem.level == "error" for problem in found)
    document = None if broken and not matter.entries else build_document(matter, key, theme, name, found)
    problems.extend(found)
    entry = matter.entries.get("theme")
    named = " ".join((scalar(entry.node) or "").split()) if entry else ""
    return None if document is None else Kept(mark, document, (), named)


def _check_below(folder: Path, theme: Theme, problems: list[Problem]) -> None:
    """Documents put in subfolders of a folder that is itself a theme are not read: say so."""
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        if documents_in(path):
            message = "The documents of this subfolder are not read: the folder above holds documents itself."
            fix = "Move them up, or give every theme its own subfolder."
            problems.append(Problem("warning", f"{theme.key}/{path.name}", None, "folder", message, fix))


def _check_defaults(themes: Sequence[Theme], problems: list[Problem]) -> None:
    defaults = [theme.key for theme in themes if theme.default]
    if len(defaults) > 1:
        message = f"Several themes are the default: {', '.join(defaults)}; the first is used."
        problems.append(
            Problem("warning", f"{defaults[1]}/theme.yaml", None, "default", message, "Keep default: true in one.")
        )
