"""An index on disk: a folder of plain ``.npy`` arrays and one ``meta.json``; no pickle, opened memory-mapped.

Every array's size and checksum stand in ``meta.json``, beside its own.  Opening reads little, whatever the size of the
index: a file that is missing or cut, or whose end was never written, is refused there, and small files are checksummed
whole.  ``verify`` reads every byte of every file.
"""

from __future__ import annotations

import json
import math
import mmap
import os
import tempfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.fast import compiled_search

FORMAT = 6
"""Version of the arrays' meaning; an index of another version is refused (and rebuilt by whoever owns the corpus)."""
CHECKED_BYTES = 256 * 1024
"""Files up to this size are checksummed whole when opened; of larger ones their size and their last page."""
PAGE = 4096
"""Bytes at the end of a file that are always checked: what a crash leaves unwritten is there."""

REMEMBERED = 32768
"""Strings whose place a table remembers: people's words and their n-grams come again and again."""
WHOLE = 4096
"""Strings up to which a table is read whole as soon as one of them is."""

_STEP = 32
"""One string in so many is kept at hand once a table is searched: the others are reached in a few strides."""

Array = NDArray[Any]


class IndexUnusable(Exception):
    """The folder holds no index that can be opened; the message says which file and why."""


def buffer(array: Any) -> memoryview:
    """An array as a plain buffer: its elements are reached three times as fast, one by one."""
    return memoryview(array)


class _Strings(dict[int, str]):
    """The strings of a table by their places; the last ones read are remembered."""

    def __init__(self, bytes_of: memoryview, end_of: memoryview) -> None:
        self._bytes_of, self._end_of = bytes_of, end_of

    def __missing__(self, place: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        few = len(self._end_of) <= WHOLE
        for number in range(len(self._end_of)) if few else (place,):
            start = self._end_of[number - 1] if number else 0
            self[number] = str(self._bytes_of[start : self._end_of[number]], "utf-8", "surrogatepass")
        return self[place]


class StringTable:
    """Sorted distinct strings as two arrays, searched without being parsed.

    >>> table = StringTable.build(["b", "a"])
    >>> table.find("b"), table.find("c"), table[0], len(table)
    (1, -1, 'a', 2)
    """

    def __init__(self, blob: Array, ends: Array) -> None:
        self.blob = blob
        self.ends = ends
        for array in (blob, ends):  # one kind of array for the compiled search, whether built or opened
            array.setflags(write=False)
        self._bytes_of, self._end_of = buffer(blob), buffer(ends)
        self._found: dict[str, int] = {}
        self._strings = _Strings(self._bytes_of, self._end_of)
        self._sample: list[bytes] | None = None

    @classmethod
    def build(cls, strings: Sequence[str], ordered: bool = True) -> StringTable:
        """A table of ``strings``, sorted by their UTF-8 bytes unless ``ordered`` is False (then only indexable)."""
        if ordered:
            strings = sorted(set(strings))  # by code points, which is also the order of their bytes
        joined = "".join(strings)
        lengths = map(len, strings if joined.isascii() else (s.encode("utf-8", "surrogatepass") for s in strings))
        ends = np.cumsum(np.fromiter(lengths, np.int64, len(strings)))
        return cls.of(np.frombuffer(joined.encode("utf-8", "surrogatepass"), np.uint8), ends)

    @classmethod
    def of(cls, blob: Array, ends: Array) -> StringTable:
        """A table of strings that stand one after another; where they end takes as little room as can be."""
        small = not len(ends) or ends[-1] < 2**32
        return cls(blob, ends.astype(np.uint32) if small else ends)

    def __len__(self) -> int:
        return len(self.ends)

    def _bytes(self, i: int) -> bytes:
        return bytes(self._bytes_of[self._end_of[i - 1] if i else 0 : self._end_of[i]])

    def __getitem__(self, i: int) -> str:
        return str(self._bytes_of[self._end_of[i - 1] if i else 0 : self._end_of[i]], "utf-8", "surrogatepass")

    def several(self, places: Collection[int]) -> list[str]:
        """The strings at some places; the last ones read are remembered."""
        return list(map(self._strings.__getitem__, places))

    def find(self, string: str) -> int:
        """Position of a string, or -1; the last ones looked for are remembered."""
        place = self._found.get(string)
        if place is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            place = self._found[string] = self._search(string)
        return place

    def starting_with(self, string: str) -> tuple[int, int]:
        """The range of the strings that begin with a string: the first, and the one after the last."""
        wanted = string.encode("utf-8", "surrogatepass")
        places, size = range(len(self.ends)), len(wanted)
        first = self._place(wanted)
        return first, bisect_right(places, wanted, first, key=lambda place: self._bytes(place)[:size])

    def _search(self, string: str) -> int:
        wanted = string.encode("utf-8", "surrogatepass")
        kernel = compiled_search() if self.ends.dtype == np.uint32 else None
        if kernel is not None:
            return int(kernel.place_of(self.blob, self.ends, np.frombuffer(wanted, np.uint8)))
        place = self._place(wanted)
        return place if place < len(self.ends) and self._bytes(place) == wanted else -1

    def _place(self, wanted: bytes) -> int:
        """Where a string stands or would stand."""
        if self._sample is None:
            self._sample = [self._bytes(place) for place in range(0, len(self.ends), _STEP)]
        after = bisect_right(self._sample, wanted) * _STEP
        low, high = max(0, after - _STEP), min(after, len(self.ends))
        return bisect_left(range(len(self.ends)), wanted, low, high, key=self._bytes)


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
            content = path.read_bytes()
            files[key] = {
                "bytes": len(content),
                "dtype": array.dtype.str,
                "shape": list(array.shape),
                "crc32": zlib.crc32(content),
                "end_crc32": zlib.crc32(content[-PAGE:]),
            }
        written = {"format": FORMAT, **meta, "files": files}
        text = json.dumps({**written, "crc32": _checksum(written)}, ensure_ascii=False, sort_keys=True, indent=1)
        (draft / "meta.json").write_text(text, "utf-8")
        draft.replace(folder)


def _checksum(meta: Mapping[str, object]) -> int:
    return zlib.crc32(json.dumps(meta, sort_keys=True).encode())


def load(folder: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays (memory-mapped, read-only) and the meta of a saved index.

    Raises:
        IndexUnusable: nothing there, another format version, or a file missing, cut or altered as far as is read.
    """
    meta = _read_meta(folder)
    return {key: _opened(folder / f"{key}.npy", entry) for key, entry in meta["files"].items()}, meta


def verify(folder: Path) -> None:
    """Read every file of a saved index and compare its checksum.

    Raises:
        IndexUnusable: a file is missing, cut or altered.
    """
    for key, entry in _read_meta(folder)["files"].items():
        path = folder / f"{key}.npy"
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _unreadable(path, error) from None
        if zlib.crc32(content) != entry["crc32"]:
            raise _damaged(path)


def _read_meta(folder: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text("utf-8"))
        version, checksum, _ = meta["format"], meta.pop("crc32", None), meta["files"]
    except FileNotFoundError:
        raise IndexUnusable(f"{folder}: no index here (meta.json is missing)") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{folder / 'meta.json'}: not readable as an index ({type(error).__name__})") from None
    if version != FORMAT:
        raise IndexUnusable(f"{folder}: index of format {version}, this program reads format {FORMAT}; build it anew")
    if checksum != _checksum(meta):
        raise _damaged(folder / "meta.json")
    return meta


def _opened(path: Path, entry: Mapping[str, Any]) -> Array:
    """One array, mapped; where it stands in the file follows from the file's size, so that no header is parsed."""
    size, dtype = entry["bytes"], np.dtype(entry["dtype"])
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno()).st_size
            if found != size:
                raise IndexUnusable(f"{path}: {found} bytes, {size} expected; build it anew")
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if zlib.crc32(mapped[-PAGE:]) != entry["end_crc32"]:
        raise _damaged(path)
    if size <= CHECKED_BYTES and zlib.crc32(mapped) != entry["crc32"]:
        raise _damaged(path)
    count = math.prod(entry["shape"])
    array: Array = np.frombuffer(mapped, dtype, count, size - count * dtype.itemsize if count else 0)
    return array.reshape(entry["shape"])


def _damaged(path: Path) -> IndexUnusable:
    return IndexUnusable(f"{path}: damaged (its checksum differs); build it anew")


def _unreadable(path: Path, error: Exception) -> IndexUnusable:
    return IndexUnusable(f"{path}: cannot be read ({type(error).__name__}); build it anew")
