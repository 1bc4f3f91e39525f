"""The corpus' versions in the data folder, and the pointer to those that are served, one of each corpus.

``versions/3/`` holds a version's documents by theme, ``ids.json`` (of their passages), ``manifest.json``,
``sources.json`` (what the sources remember) and ``_own/`` (what the editors gave through the bot).  None of it changes
once it is there, but for documents that are withdrawn.  ``drafts/`` holds what is prepared and not served yet.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.editorial.files import remove, settle, write_whole
from bot.editorial.refusals import Refused

KEPT = 4
"""Versions that stay beside the one that is served."""
DRAFTS_STAY = timedelta(days=7)
MANIFEST = "manifest.json"
PREVIEW = "preview.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is.

    ``number``: 0 for a draft.  ``previous``: the version served before it, 0 for what needs no version.
    ``made_from``: the folder that the settings named, empty for the embedded corpus; ``made_beside``: how it is reached
    from the data folder.  ``draft``: the id under which it was prepared.  ``fingerprint``: of its corpus.  ``broken``:
    files left out because they cannot be read.
    """

    number: int
    made_at: str
    previous: int
    made_from: str
    draft: str
    fingerprint: str
    documents: int
    passages: int
    broken: tuple[str, ...] = ()
    made_beside: str = ""


class Versions:
    """The folder ``corpus`` of a data folder.  Nothing is made before there is something to keep."""

    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "corpus"
        self.withdrawn = self.root / "withdrawn.json"

    @property
    def pointed(self) -> tuple[int, ...] | None:
        """The numbers that the pointer names, of each corpus one; None where it is damaged.

        0: no version is served of that corpus, or there is no pointer yet.  A lone number speaks for every corpus:
        what is served of another one than its own is the newest version before it.
        """
        try:
            numbers = tuple(map(int, (self.root / "current").read_text("utf-8").split()))
        except (FileNotFoundError, NotADirectoryError):
            return (0,)
        except (OSError, ValueError):
            return None
        return numbers if numbers and min(numbers) >= 0 else None

    @property
    def mark(self) -> tuple[int, ...]:
        """Differs once the pointer has moved, or a document was withdrawn."""
        return tuple(_stamp(path) for path in (self.root / "current", self.withdrawn))

    def folder(self, number: int) -> Path:
        """Where a version is."""
        return self.root / "versions" / str(number)

    def draft_folder(self, draft: str) -> Path:
        """Where a draft is.  Raises ``Refused`` for what cannot be the name of one."""
        if not draft.isalnum():
            raise Refused("unknown_draft", f"There is no prepared version {draft!r}.", draft)
        return self.root / "drafts" / draft

    def numbers(self) -> list[int]:
        """The versions that are kept, oldest first."""
        try:
            return sorted(int(path.name) for path in (self.root / "versions").iterdir() if path.name.isdecimal())
        except OSError:
            return []

    def fingerprints(self) -> list[str]:
        """Of every version and draft that is kept: their indexes must stay."""
        folders = [*map(self.folder, self.numbers()), *_inside(self.root / "drafts")]
        return [manifest.fingerprint for folder in folders if (manifest := read_manifest(folder)) is not None]

    def point_to(self, number: int, others: Sequence[int] = ()) -> None:
        """Serve this version, and these of the other corpora: the one thing that makes it so."""
        numbers = [number, *others]
        if len(numbers) == 1 and len(self.pointed or ()) > 1:
            # Alone it would speak for the others, of which none is served.
            numbers.append(0)
        write_whole(self.root / "current", f"{' '.join(map(str, numbers))}\n")

    def enter(self, folder: Path, previous: int) -> Manifest:
        """Make a draft a version, which is not pointed to yet; ``previous`` is."""
        manifest = read_manifest(folder)
        if manifest is None:
            raise Refused("unknown_draft", f"There is no prepared version {folder.name}.", folder.name)
        if manifest.number:
            return manifest
        manifest = replace(
            manifest, number=max([*self.numbers(), *(self.pointed or ())], default=0) + 1, previous=previous
        )
        place = self.folder(manifest.number)
        place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(place)
        write_manifest(place, manifest)
        settle(place.parent)
        return manifest

    def discard(self, draft: str) -> None:
        """Remove a draft."""
        remove(self.draft_folder(draft))

    def tidy(self, now: datetime) -> None:
        """Remove old drafts, what killed processes left, and versions that nothing steps back to any more."""
        kept = {*self.numbers()[-KEPT - 1 :], *self._standing()}
        for number in self.numbers():
            if number not in kept:
                remove(self.folder(number))
        for part in ("drafts", "versions"):
            for path in _inside(self.root / part):
                if path.name.startswith("."):
                    remove(path)
        for path in self.root.glob(".*-????????"):
            path.unlink(missing_ok=True)
        for path in _inside(self.root / "drafts"):
            manifest = read_manifest(path)
            if manifest is None or datetime.fromisoformat(manifest.made_at) < now - DRAFTS_STAY:
                remove(path)

    def _standing(self) -> Iterator[int]:
        """What is served of each corpus that the settings named, and what a step back leads to."""
        for manifest in self.served():
            yield from (manifest.number, manifest.previous)
            before = (one.number for one in self.lineage(manifest.previous) if one.made_from == manifest.made_from)
            yield from itertools.islice(before, 1)

    def served(self) -> Iterator[Manifest]:
        """What is served of each corpus that the settings named."""
        origins = set()
        for manifest in self.candidates():
            if manifest.made_from not in origins:
                origins.add(manifest.made_from)
                yield manifest

    def candidates(self) -> Iterator[Manifest]:
        """What may be served, first what is pointed to: of every corpus the first one is."""
        pointed = self.pointed
        if pointed is None:
            yield from self.lineage(max(self.numbers(), default=0))
        elif len(pointed) == 1:
            yield from self.lineage(pointed[0])
        else:
            for number in pointed:
                # Where it is damaged, those before it: they may be of the same corpus.
                found = self.lineage(number)
                yield from itertools.islice(found, 1) if self.is_whole(number) else found

    def is_whole(self, number: int) -> bool:
        """Whether a version is there as it was made."""
        manifest = read_manifest(self.folder(number))
        return manifest is not None and manifest.number == number

    def lineage(self, number: int) -> Iterator[Manifest]:
        """A version and those before it, newest first; what is gone or damaged is passed over."""
        while number > 0:
            manifest = read_manifest(self.folder(number))
            if manifest is not None and manifest.number == number:
                yield manifest
                number = min(manifest.previous, number - 1)
            else:
                number = max((one for one in self.numbers() if one < number), default=0)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Alone with the versions; a lock that a killed process held is free.  Raises ``Refused`` when it is held."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused("busy", "Another refresh is at work; try again once it has ended.") from None
            yield


def read_manifest(folder: Path) -> Manifest | None:
    """What a version or draft says of itself; None when it is not whole."""
    plain = read_json(folder / MANIFEST)
    if not isinstance(plain, dict):
        return None
    known = {field.name for field in fields(Manifest)}
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in plain.items() if key in known}
    try:
        return Manifest(**values)
    except TypeError:
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Written last: a folder with a manifest is whole."""
    write_whole(folder / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def read_json(path: Path) -> Any:
    """What a JSON file holds; None when there is none or it is damaged."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _stamp(path: Path) -> int:
    try:
        found = path.stat()
    except OSError:
        return 0
    return hash((found.st_mtime_ns, found.st_ino))


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
