"""Moving the pointer: to a version that was prepared, to the one before, away from a document."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.editorial import indexes, withdrawing
from bot.editorial.overlay import OWN
from bot.editorial.prepared import Prepared, from_json
from bot.editorial.refusals import Refused
from bot.editorial.serving import read_version
from bot.editorial.standing import is_from, standing
from bot.editorial.versions import PREVIEW, Manifest, Versions, read_manifest
from bot.editorial.withdrawals import withdrawals
from bot.settings import Settings
from corpus.model import Corpus


@dataclass(frozen=True, slots=True)
class Swapped:
    """Another version is served: its label, and that of the one before."""

    version: str
    previous: str


def preview_of(folder: Path) -> Prepared | None:
    """What a draft would change, where it is whole."""
    try:
        return from_json((folder / PREVIEW).read_text("utf-8"))
    except (OSError, ValueError):
        return None


class Pointer:
    """The pointer of a data folder, in what it says of one corpus.  What raises ``Refused`` has changed nothing.

    Args:
        settings: which corpus versions are made from, which data folder.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._versions = Versions(settings.data_dir)

    def manifest(self) -> Manifest | None:
        """Of the version that is served; None when what the settings name is."""
        return standing(self._settings).manifest

    def can_step_back(self, manifest: Manifest | None) -> bool:
        """Whether what was served before this version can be served again."""
        if manifest is None:
            return False
        if manifest.previous == 0 and (
            not manifest.made_from or (self._versions.folder(manifest.number) / OWN).is_dir()
        ):
            # What the settings name is there: the embedded corpus, or a folder that editors' own files stand upon.
            return True
        return self._versions.is_whole(manifest.previous)

    def swap(self, draft: str, force: bool) -> Swapped:
        """Serve a draft; see ``Refresher.swap``."""
        with self._alone():
            served = self.manifest()
            if served is not None and served.draft == draft:
                # Asked twice: it is done.
                return Swapped(str(served.number), str(served.previous))
            folder = self._entered(draft) or self._versions.draft_folder(draft)
            prepared = preview_of(folder)
            if prepared is None:
                raise Refused("unknown_draft", "There is no such prepared version (any more): prepare it again.", draft)
            if prepared.base != (base := 0 if served is None else served.number):
                message = f"Version {base} is served since this one was prepared: prepare it again."
                raise Refused("stale", message, draft, str(base))
            if prepared.guards and not force:
                guard = prepared.guards[0]
                message = f"Not done: {'; '.join(one.message for one in prepared.guards)}."
                raise Refused(guard.reason, message, guard.place, guard.detail)
            return Swapped(str(self._serve(folder, self._before(base))), str(base))

    def restore(self) -> Swapped:
        """Step back; see ``Refresher.restore``."""
        with self._alone():
            manifest = self.manifest()
            if manifest is None or not self.can_step_back(manifest):
                raise Refused("no_step_back", "No version from before this one is kept.")
            lineage = self._versions.lineage(manifest.previous)
            number = next((one.number for one in lineage if is_from(one, self._settings)), 0)
            self._make_ready(number)
            self._point_to(number)
            return Swapped(str(standing(self._settings).number), str(manifest.number))

    def sayings(self, key: str, served: Corpus) -> list[Corpus]:
        """What the versions say in a document."""
        with self._alone():
            return list(withdrawing.sayings(key, served, self._versions))

    def withdraw(self, key: str, prepared: Prepared, served: Corpus, now: datetime) -> str:
        """Serve what was prepared without a document, and note that it is withdrawn; the version served then."""
        with self._alone():
            manifest = self.manifest()
            number = 0 if manifest is None else manifest.number
            if prepared.base != number:
                raise Refused("stale", f"Version {number} is served meanwhile: try again.", key, str(number))
            withdrawing.note(key, served, self._versions, now)
            if prepared.draft:
                # To withdraw is no step: a step back leads where it led before.
                before = manifest.previous if manifest is not None else self._before(number)
                with _half_withdrawn(key):
                    number = self._serve(self._versions.draft_folder(prepared.draft), before)
        return str(number)

    def purge(self, key: str, served: Corpus | None) -> None:
        """Take a document that was withdrawn out of everything that is kept; the index of what is served stays."""
        with self._alone(), _half_withdrawn(key):
            withdrawing.purge(self._versions)
            indexes.remove_others(served, self._settings.data_dir / "index")

    def _before(self, served: int) -> int:
        """What the next version comes after; a corpus without one comes after another, and can step back before it."""
        return served or next((one.number for one in self._versions.served()), 0)

    def _point_to(self, number: int) -> None:
        """Serve this version of the corpus that the settings name; the others stay where they are."""
        others = [one.number for one in self._versions.served() if not is_from(one, self._settings)]
        self._versions.point_to(number, others)

    def _serve(self, folder: Path, previous: int) -> int:
        manifest = self._versions.enter(folder, previous)
        self._point_to(manifest.number)
        (self._versions.folder(manifest.number) / PREVIEW).unlink(missing_ok=True)
        return manifest.number

    def _entered(self, draft: str) -> Path | None:
        """The version that a draft became when its swap was killed just before its end."""
        folders = map(self._versions.folder, self._versions.numbers())
        found = ((folder, read_manifest(folder)) for folder in folders)
        return next((folder for folder, manifest in found if manifest is not None and manifest.draft == draft), None)

    def _make_ready(self, number: int) -> None:
        """The index of a version from before may have been removed."""
        manifest = read_manifest(self._versions.folder(number))
        folder, weighting = self._settings.data_dir / "index", self._settings.retrieval.weighting
        if manifest is not None and indexes.find(manifest.fingerprint, weighting, folder) is None:
            indexes.open_or_build(read_version(self._versions.folder(number)).corpus, weighting, folder)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with self._versions.locked():
                # Nothing is to be served that may have been withdrawn.
                withdrawals(self._versions)
                yield
        except OSError as error:
            raise Refused.of_disk(error) from None


@contextlib.contextmanager
def _half_withdrawn(key: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused.half_withdrawn(key, error) from None
