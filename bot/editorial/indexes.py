"""Built indexes in the data folder: found again, made anew when they no longer fit, removed when they are old."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import get_args
from uuid import uuid4

import retrieval
from corpus.model import Corpus
from retrieval import Index, IndexUnusable
from retrieval.postings import Weighting

KEPT = 3
"""Indexes that stay: the one in use and those one may step back to."""
_DAY = 86_400
_log = logging.getLogger(__name__)

Working = Callable[[str], AbstractContextManager[object]]
"""Tells a waiting person what takes time: ``with working("Building the index"): …``."""
Unsaved = Callable[[str], object]
"""Told, in a sentence, that an index could not be saved and works from memory."""


def name_of(corpus: Corpus, weighting: str) -> str:
    """The folder name of a corpus' index."""
    return index_name(corpus.fingerprint, weighting)


def index_name(fingerprint: str, weighting: str) -> str:
    """The folder name of an index: it follows from all that the index is made of, the code and word lists included.

    So a changed corpus, setting or program never meets an index of before: it looks for another name.
    """
    made_of = hashlib.sha256(f"{fingerprint} {weighting}".encode())
    house = Path(retrieval.__file__).parent
    for file in sorted([*house.glob("*.py"), *house.glob("data/*.txt")]):
        made_of.update(file.read_bytes())
    return made_of.hexdigest()[:16]


def open_or_build(
    corpus: Corpus,
    weighting: Weighting,
    folder: Path,
    working: Working = contextlib.nullcontext,
    anew: bool = False,
    *,
    previous: Index | None = None,
    needed: Collection[str] = (),
    must_save: bool = False,
    unsaved: Unsaved = _log.warning,
) -> Index:
    """The index of a corpus, from ``folder`` where it is there and whole, else built and saved there.

    Several processes may do this at once.  When the folder cannot be written the index works from memory, and
    ``unsaved`` is told, unless it ``must_save``: that raises ``OSError``.

    Args:
        corpus: what is indexed.
        weighting: ``bm25`` or ``tfidf``.
        folder: where indexes are kept, one subfolder each.
        working: shown while building.
        anew: build even though there is one.
        previous: an index from which what did not change is taken.
        needed: names of other indexes that must stay.
        must_save: an index that is not kept is of no use.
        unsaved: what is said of one that is not kept; it is logged unless somebody has more to say.
    """
    place = folder / name_of(corpus, weighting)
    try:
        if not anew:
            return Index.open(place, verify=True)
    except IndexUnusable as error:
        if place.exists():
            _log.warning("The index is built anew: %s", error)
    with working("Building the index"):
        index = Index.build(corpus.passages, weighting=weighting, lexicon=corpus.lexicon, previous=previous)
    try:
        _save(index, place)
        _remove_old(folder, {place.name, *needed})
    except OSError as error:
        if must_save:
            raise
        unsaved(f"The index cannot be saved in {folder} ({error.strerror or error}): it works from memory.")
    return index


def _save(index: Index, place: Path) -> None:
    _set_aside(place)
    try:
        index.save(place)
    except OSError:
        # Another process may have saved the same index a moment before: theirs is as good as ours.
        if not place.exists():
            raise


def _set_aside(place: Path) -> None:
    """Free the name of a damaged index at once; its files may still be open elsewhere."""
    if place.exists():
        aside = place.with_name(f".{place.name}-{uuid4().hex[:8]}")
        with contextlib.suppress(FileNotFoundError):
            place.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)


def find(fingerprint: str, weighting: str, folder: Path) -> Index | None:
    """The index of a corpus of this fingerprint, where there is one that can be used."""
    try:
        return Index.open(folder / index_name(fingerprint, weighting))
    except IndexUnusable:
        return None


def remove_others(corpus: Corpus | None, folder: Path) -> None:
    """Keep the indexes of this corpus alone; of None, no index."""
    kept = set() if corpus is None else {name_of(corpus, weighting) for weighting in get_args(Weighting)}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _remove_old(folder: Path, needed: Collection[str]) -> None:
    """Keep the newest indexes; drafts of processes that were killed go after a day."""
    ages: dict[Path, float] = {}
    for path in folder.iterdir():
        # Another process may give its draft a name, or remove it, at this very moment.
        with contextlib.suppress(FileNotFoundError):
            if path.is_dir() and path.name not in needed:
                ages[path] = path.stat().st_mtime
    finished = sorted((path for path in ages if not path.name.startswith(".")), key=ages.__getitem__, reverse=True)
    drafts = [path for path, moment in ages.items() if path.name.startswith(".") and moment < time.time() - _DAY]
    for path in (*finished[KEPT - 1 :], *drafts):
        shutil.rmtree(path, ignore_errors=True)
