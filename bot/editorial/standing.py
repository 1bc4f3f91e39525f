"""Which version the pointer means for the corpus that the settings name, and what it passes over to find it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.editorial.overlay import OWN
from bot.editorial.versions import Manifest, Versions
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Standing:
    """``manifest``: of the version that is served, None when what the settings name is.

    ``left``: the newest version that holds documents of the editors and was made from elsewhere, where no version was
    made from what the settings name.  ``remark``: one English sentence for whoever looks after the program.
    """

    manifest: Manifest | None = None
    left: Manifest | None = None
    remark: str = ""

    @property
    def number(self) -> int:
        """Of the version that is served; 0 when what the settings name is."""
        return 0 if self.manifest is None else self.manifest.number


def origin(settings: Settings) -> tuple[str, str]:
    """What versions are made from: the folder that the settings name, and how it is reached from the data folder.

    Both are empty for the embedded corpus.
    """
    folder = settings.corpus_folder
    if folder is None:
        return "", ""
    return str(folder.absolute()), os.path.relpath(folder.resolve(), settings.data_dir.resolve())


def is_from(manifest: Manifest, settings: Settings) -> bool:
    """Whether a version was made from what the settings name, which may have moved together with the data folder."""
    folder = settings.corpus_folder
    if folder is None or not manifest.made_from:
        return folder is None and not manifest.made_from
    places = {Path(manifest.made_from).resolve()}
    if manifest.made_beside:
        places.add((settings.data_dir.resolve() / manifest.made_beside).resolve())
    return folder.resolve() in places


def standing(settings: Settings) -> Standing:
    """The version that is served: of those pointed to the one that was made from the same corpus.

    Another corpus of the same data folder leaves this one where it was, whatever is done to it.
    """
    versions = Versions(settings.data_dir)
    pointed = versions.pointed
    left = None
    for manifest in versions.candidates():
        if is_from(manifest, settings):
            return Standing(manifest, None, _damage(versions, pointed, manifest.number))
        if left is None and (versions.folder(manifest.number) / OWN).is_dir():
            left = manifest
    remark = _damage(versions, pointed, 0)
    if left is not None and not remark:
        remark = f"What the editors gave is not served: {made_elsewhere(left)}."
    return Standing(None, left, remark)


def made_elsewhere(left: Manifest) -> str:
    """Where a version that is passed over comes from."""
    return f"version {left.number} was made from {left.made_from or 'the embedded corpus'}"


def _damage(versions: Versions, pointed: tuple[int, ...] | None, number: int) -> str:
    """What to say when what the pointer names cannot be had, and this version is served instead."""
    instead = f"version {number}" if number else "what the settings name"
    if pointed is None:
        return f"The pointer {versions.root / 'current'} is damaged: {instead} is served."
    damaged = next((one for one in pointed if one and not versions.is_whole(one)), 0)
    if damaged and number not in pointed:
        return f"Version {damaged} of the corpus is damaged: {instead} is served."
    return ""
