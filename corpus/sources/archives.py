"""Archives that somebody sends: opened only when they are sound, small enough and not meant to hurt."""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from corpus.sources.files import too_large
from corpus.sources.guard import Guard
from corpus.sources.model import SourceError

FILES_AT_MOST = 5_000
RATIO_AT_MOST = 200
"""How many times its packed size a large file may unpack to; text rarely reaches 20."""
_SMALL = 2**20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def checked_archive(content: bytes, place: str, guard: Guard) -> zipfile.ZipFile:
    """An archive that says of itself nothing that alarms.

    Raises:
        SourceError: damaged, encrypted, of too many files, or of more than the limits allow.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
    except _BROKEN:
        raise SourceError("bad_archive", place, f"{place} is damaged: it cannot be opened as an archive.") from None
    if len(members) > FILES_AT_MOST:
        message = f"{place} holds more than {FILES_AT_MOST} files."
        raise SourceError("too_many", place, message, str(FILES_AT_MOST))
    if sum(member.file_size for member in members) > guard.max_bytes:
        raise too_large(place, guard)
    for member in members:
        if member.flag_bits & 0x1:
            raise SourceError("bad_archive", place, f"{place} is encrypted.")
        if member.file_size > _SMALL and member.file_size > RATIO_AT_MOST * max(member.compress_size, 1):
            raise SourceError("bad_archive", place, f"{place} unpacks to suspiciously much.")
    return archive


def members(content: bytes, place: str, guard: Guard) -> Iterator[tuple[str, bytes]]:
    """The name and the content of each file of an archive, folders and links left out.

    What a file really unpacks to is measured, whatever the archive says.

    Raises:
        SourceError: as ``checked_archive``, or when a file is damaged.
    """
    archive = checked_archive(content, place, guard)
    left = guard.max_bytes
    for member in archive.infolist():
        if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
            continue
        data = _read(archive, member, place, left, guard)
        left -= len(data)
        yield name_of(member), data


def refuse_bombs(content: bytes, place: str, guard: Guard) -> None:
    """Check an office document, which is an archive, before a library opens it.

    Raises:
        SourceError: as ``members``, or when its XML declares entities.
    """
    for name, data in members(content, place, guard):
        if name.endswith((".xml", ".rels")) and (b"<!ENTITY" in data or b"<!DOCTYPE" in data[:4096]):
            raise SourceError("bad_archive", place, f"{place} declares entities, which no office program writes.")


def name_of(member: zipfile.ZipInfo) -> str:
    """The name of a file with its folders; old archives, which do not say their encoding, are guessed."""
    if member.flag_bits & 0x800 or member.filename.isascii():
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, left: int, guard: Guard) -> bytes:
    try:
        with archive.open(member) as file:
            data = file.read(left + 1)
    except _BROKEN:
        raise SourceError("bad_archive", place, f"{place} is damaged: {name_of(member)} cannot be unpacked.") from None
    if len(data) > left:
        raise too_large(place, guard)
    return data
