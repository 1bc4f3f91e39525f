"""An index on disk: a folder of plain ``.npy`` arrays and one ``meta.json``; no pickle, opened memory-mapped.

Every array's size and checksum stand in ``meta.json``, beside its own, so that a cut or altered file is refused with a
clear error before any answer is given from it.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 3
"""Version of the arrays' meaning; an index of another version is refused (and rebuilt by whoever owns the corpus)."""
CHECKED_BYTES = 64 * 1024 * 1024
"""Indexes up to this size are checksummed whole when opened; of larger ones only sizes are compared."""

REMEMBERED = 32768
"""Strings whose place a table remembers: people's words and their n-grams come again and again."""

Array = NDArray[Any]


class IndexUnusable(Exception):
    """The folder holds no index that can be opened; the message says which file and why."""


def _buffer(array: Any) -> memoryview:
    return memoryview(array)


class StringTable:
    """Sorted distinct strings as two arrays, searched without being parsed.

    >>> table = StringTable.build(["b", "a"])
    >>> table.find("b"), table.find("c"), table[0], len(table)
    (1, -1, 'a', 2)
    """

    def __init__(self, blob: Array, ends: Array) -> None:
        self.blob = blob
        self.ends = ends
        # Plain buffers: an element of an array costs three times as much to reach.
        self._bytes_of, self._end_of = _buffer(blob), _buffer(ends)
        self._found: dict[str, int] = {}

    @classmethod
    def build(cls, strings: Sequence[str], ordered: bool = True) -> StringTable:
        """A table of ``strings``, sorted by their UTF-8 bytes unless ``ordered`` is False (then only indexable)."""
        encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
        if ordered:
            encoded = sorted(set(encoded))
        ends = np.cumsum([len(e) for e in encoded], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def _bytes(self, i: int) -> bytes:
        return bytes(self._bytes_of[self._end_of[i - 1] if i else 0 : self._end_of[i]])

    def __getitem__(self, i: int) -> str:
        return self._bytes(i).decode("utf-8", "surrogatepass")

    def find(self, string: str) -> int:
        """Position of a string, or -1; the last ones looked for are remembered."""
        place = self._found.get(string)
        if place is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            place = self._found[string] = self._search(string)
        return place

    def _search(self, string: str) -> int:
        wanted = string.encode("utf-8", "surrogatepass")
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.ends) and self._bytes(low) == wanted else -1


def save(folder: Path, arrays: Mapping[str, Array], meta: Mapping[str, object]) -> None:
    """Write the arrays into ``folder``, which appears whole or not at all.

    Raises:
        OSError: the folder exists and is not empty, or cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        draft = Path(name) / "index"
        draft.mkdir()
        files = {}
        for key, array in arrays.items():
            path = draft / f"{key}.npy"
            with path.open("wb") as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
                file.flush()
                os.fsync(file.fileno())
            files[key] = {"bytes": path.stat().st_size, "crc32": zlib.crc32(path.read_bytes())}
        written = {"format": FORMAT, **meta, "files": files}
        text = json.dumps({**written, "crc32": _checksum(written)}, ensure_ascii=False, sort_keys=True, indent=1)
        (draft / "meta.json").write_text(text, "utf-8")
        draft.replace(folder)


def _checksum(meta: Mapping[str, object]) -> int:
    return zlib.crc32(json.dumps(meta, sort_keys=True).encode())


def load(folder: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays (memory-mapped, read-only) and the meta of a saved index.

    Raises:
        IndexUnusable: nothing there, another format version, or a file missing, cut or altered.
    """
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        version, files, checksum = meta["format"], meta["files"], meta.pop("crc32", None)
    except FileNotFoundError:
        raise IndexUnusable(f"{folder}: no index here (meta.json is missing)") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{folder / 'meta.json'}: not readable as an index ({type(error).__name__})") from None
    if version != FORMAT:
        raise IndexUnusable(f"{folder}: index of format {version}, this program reads format {FORMAT}; build it anew")
    if checksum != _checksum(meta):
        raise IndexUnusable(f"{folder / 'meta.json'}: damaged (its checksum differs); build it anew")
    arrays = {}
    check = sum(entry["bytes"] for entry in files.values()) <= CHECKED_BYTES
    for key, entry in files.items():
        path = folder / f"{key}.npy"
        try:
            if path.stat().st_size != entry["bytes"]:
                raise IndexUnusable(f"{path}: {path.stat().st_size} bytes, {entry['bytes']} expected; build it anew")
            if check and zlib.crc32(path.read_bytes()) != entry["crc32"]:
                raise IndexUnusable(f"{path}: damaged (its checksum differs); build it anew")
            arrays[key] = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexUnusable(f"{path}: cannot be read ({type(error).__name__}); build it anew") from None
    return arrays, meta
