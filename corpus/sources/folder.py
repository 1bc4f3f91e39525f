"""A folder of Markdown files on this machine."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from corpus.loading import WORDINGS, documents_in, theme_folders, unique_key
from corpus.problems import Problem
from corpus.reading import decode
from corpus.sources.files import read_file, text_of
from corpus.sources.guard import Guard
from corpus.sources.model import Draft, Fetched, FolderSource, SourceError

BESIDE = ("theme.yaml", "questions.jsonl", WORDINGS)
"""What goes with a theme's documents."""
FILES_AT_MOST = 50_000


def read_folder(source: FolderSource, guard: Guard) -> Fetched:
    """The documents of a folder as they stand, with what goes beside them.

    Broken documents are given too: whoever loads them says what is wrong.

    Raises:
        SourceError: there is no such folder, no document in it, or a file that cannot be read.
    """
    root = Path(source.path).expanduser()
    if not root.is_dir():
        raise SourceError("missing", source.path, f"The folder {source.path} does not exist.")
    drafts: list[Draft] = []
    notes: list[Problem] = []
    names: dict[str, str] = {}
    try:
        for path, where in _files(root, source.theme, names):
            drafts.append(draft_of(path, where, guard, notes))
            if len(drafts) > FILES_AT_MOST:
                message = f"The folder {source.path} holds more than {FILES_AT_MOST} documents."
                raise SourceError("too_many", source.path, message, str(FILES_AT_MOST))
    except OSError as error:
        message = f"The folder {source.path} cannot be read ({error.strerror or 'unknown'})."
        raise SourceError("missing", source.path, message) from None
    if not drafts:
        raise SourceError("empty", source.path, f"The folder {source.path} holds no document.")
    return Fetched(tuple(drafts), tuple(notes), names=names)


def _files(root: Path, theme: str, names: dict[str, str]) -> Iterator[tuple[Path, str]]:
    """The files of a folder and where they go; ``names`` receives the themes' names."""
    taken: set[str] = set()
    for folder in [root] if theme else theme_folders(root):
        name = theme or folder.resolve().name
        key = unique_key(name, taken)
        names[key] = name
        for path in (*documents_in(folder), *(folder / beside for beside in BESIDE)):
            if path.name not in BESIDE or path.is_file():
                yield path, f"{key}/{unicodedata.normalize('NFC', path.name)}"


def draft_of(path: Path, where: str, guard: Guard, notes: list[Problem]) -> Draft:
    """The file at ``path``, to be put at ``where``; ``notes`` receives what had to be guessed.

    Raises:
        SourceError: it cannot be read.
    """
    data = read_file(path, guard)
    text = text_of(data, str(path))
    notes.extend(decode(data, where)[1])
    name = where[: -len(path.suffix)] + path.suffix.lower()
    return Draft(name, text)
