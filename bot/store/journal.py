"""What was done a moment ago, before the database has it: one line in a file, written at once.

A commit that reaches the disk takes milliseconds; a kill between an answer and its commit would have it given twice.  A
line in a file costs microseconds and outlives the process; the next start reads it and tells the database.
"""

from __future__ import annotations

import base64
import logging
import os
import pickle
from collections.abc import Sequence
from pathlib import Path

from bot.store.facts import Fact

log = logging.getLogger(__name__)
LARGEST = 2**20
"""Bytes above which the file is written anew with what is still open; an idle journal is emptied at once."""


class Journal:
    """Numbered entries that are noted, then forgotten once the database has them.

    It belongs to one process: two must not have the same file.

    Attributes:
        left: what an earlier process noted and did not live to forget, in order.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._lines: dict[int, bytes] = {}
        self.left = _read(path)
        self._file = _opened(path)
        self._size = os.fstat(self._file).st_size

    def note(self, number: int, facts: Sequence[Fact]) -> None:
        """Write an entry; it is safe from a kill of the process when this returns."""
        line = b"%d %s\n" % (number, base64.b64encode(pickle.dumps(tuple(facts))))
        self._lines[number] = line
        self._size += os.write(self._file, line)

    def forget(self, number: int) -> None:
        """The database has it."""
        self._lines.pop(number, None)
        if self._lines and self._size > LARGEST:
            self._renew()
        self.clear()

    def clear(self) -> None:
        """Empty the file, unless something is still open: the database has all the rest."""
        if not self._lines:
            os.ftruncate(self._file, 0)
            self._size = 0

    def close(self) -> None:
        """Close the file; what is not forgotten stays in it."""
        os.close(self._file)

    def _renew(self) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        os.close(_opened(fresh))
        fresh.write_bytes(b"".join(self._lines.values()))
        os.close(self._file)
        fresh.replace(self._path)
        self._file = _opened(self._path)
        self._size = os.fstat(self._file).st_size


def _opened(path: Path) -> int:
    """A file to be written at its end; nobody else may read it, for it holds what people write."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)


def _read(path: Path) -> list[tuple[int, tuple[Fact, ...]]]:
    if not path.exists():
        return []
    found: dict[int, tuple[Fact, ...]] = {}
    # A line without its end was being written when the process was killed: it was not noted.
    for line in path.read_bytes().split(b"\n")[:-1]:
        number, _, body = line.partition(b" ")
        if not number.isdigit():
            continue
        try:
            found[int(number)] = pickle.loads(base64.b64decode(body, validate=True))
        except Exception:
            # Of another version of the program: that it was done is all that counts.
            log.warning("what was done with number %d cannot be read any more", int(number))
            found[int(number)] = ()
    return list(found.items())
