"""A file that somebody sends, made into Markdown documents."""

from __future__ import annotations

from corpus.sources.guard import Guard
from corpus.sources.model import Fetched, SourceError


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
    raise SourceError("unsupported", name, f"{name} cannot be read yet.")
