"""Files and bytes of somebody else, read within limits."""

from __future__ import annotations

import codecs
from pathlib import Path

from corpus.reading import UnreadableFile, decode
from corpus.sources.guard import MEBIBYTE, Guard
from corpus.sources.markup import clean
from corpus.sources.model import SourceError


def read_file(path: Path, guard: Guard) -> bytes:
    """What a file holds.  Raises ``SourceError`` when it is absent, unreadable or too large."""
    place = str(path)
    path = path.expanduser()
    try:
        size = path.stat().st_size
        if size > guard.max_bytes or not path.is_file():
            raise too_large(place, guard) if size > guard.max_bytes else FileNotFoundError
        with path.open("rb") as file:
            data = file.read(guard.max_bytes + 1)
    except FileNotFoundError:
        raise SourceError("missing", place, f"{place} does not exist.") from None
    except OSError as error:
        raise SourceError("missing", place, f"{place} cannot be read ({error.strerror or 'unknown'}).") from None
    if len(data) > guard.max_bytes:
        raise too_large(place, guard)
    return data


def too_large(place: str, guard: Guard) -> SourceError:
    """What to say of something that is over the limit."""
    limit = f"{guard.max_bytes / MEBIBYTE:g}"
    return SourceError("too_large", place, f"{place} is larger than {limit} MiB (refresh.max_mebibytes).", limit)


def text_of(data: bytes, place: str, charset: str | None = None) -> str:
    """The characters of a text: in the encoding that it says, else UTF-8, UTF-16 or Windows-1252.

    Raises:
        SourceError: it is in none of these, or no text at all.
    """
    text = None
    if charset and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = charset.strip("\"' ").lower()
        # What calls itself Latin-1 on the web is Windows-1252.
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            text = None
    if text is None:
        try:
            text, _ = decode(data, place)
        except UnreadableFile:
            raise SourceError("bad_encoding", place, f"{place} is in no known encoding.") from None
    if text.count("\0") > 0 or "\ufffd" * 3 in text:
        raise SourceError("bad_encoding", place, f"{place} holds bytes that are no text.")
    return clean(text)
