"""Files written so that a reader finds them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

SYNCED_SINGLY = 100
"""More new files than these are sent to the disk all at once."""


def write_whole(path: Path, text: str) -> None:
    """Replace a file's content at once, for good."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{uuid4().hex[:8]}")
    try:
        _write(draft, text)
        draft.replace(path)
        settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_tree(folder: Path, files: Mapping[str, str], before: Path | None) -> None:
    """Write files (path inside ``folder``, text); those that are the same in ``before`` are shared with it."""
    written = []
    for folder_of in sorted({path.rpartition("/")[0] for path in files}):
        (folder / folder_of).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        content = text.encode("utf-8", "surrogatepass")
        if before is None or not _shared(before / name, content, folder / name):
            (folder / name).write_bytes(content)
            written.append(folder / name)
    if len(written) > SYNCED_SINGLY:
        os.sync()
        return
    for path in written:
        settle(path)


def _shared(old: Path, content: bytes, new: Path) -> bool:
    """Whether the old file holds this; it is then the new one too."""
    try:
        if old.read_bytes() != content:
            return False
        new.hardlink_to(old)
    except OSError:
        return False
    return True


def settle(path: Path) -> None:
    """Make sure that a file or folder is on the disk."""
    with contextlib.suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(folder: Path) -> None:
    """Take a folder away: at once under its name, its content after that."""
    aside = folder.with_name(f".{folder.name}-{uuid4().hex[:8]}")
    with contextlib.suppress(FileNotFoundError):
        folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
