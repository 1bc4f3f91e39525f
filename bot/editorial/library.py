"""The library: the corpus that is being served, with its index and its version."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import retrieval
from bot.editorial.indexes import Unsaved, Working, open_or_build
from bot.editorial.serving import Reading, direct_folder, read_served
from bot.editorial.versions import Versions
from bot.failure import CannotRun
from bot.settings import Settings
from corpus.loading import Loaded, file_of
from corpus.model import Corpus
from corpus.problems import CorpusError
from corpus.shelf import Shelf
from retrieval import Index

EMBEDDED_VERSION = "0"
SHOWN_AT_MOST = 5
SWITCH = 0.0005
"""Seconds that a thread which makes a version ready may keep the interpreter while others want it."""
COMPILED_FROM = 2000
"""Passages from which on the compiled kernels, where they are installed, are worth their memory."""
LOOKS_EVERY = 2.0
"""Seconds between two looks at the pointer."""
TRIES_AGAIN = 60.0
"""Seconds after which a version that could not be served is tried again."""
_log = logging.getLogger(__name__)


class LibraryError(CannotRun):
    """There is nothing to answer from."""


@dataclass(frozen=True, slots=True)
class Served:
    """An immutable corpus and its index; an answer takes one of these and keeps to it."""

    version: str
    corpus: Corpus
    index: Index


class Library:
    """Holds what is being served: ``library.current``.

    Args:
        served: what is.
        settings: where to look for what comes after; None to stay with it.
        mark: of the pointer when ``served`` was read.
        shelf: its documents, most of which the next version has too.
        monotonic: seconds, by a clock that nobody sets.
    """

    def __init__(
        self,
        served: Served,
        settings: Settings | None = None,
        mark: tuple[int, ...] = (),
        shelf: Shelf | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._served = served
        self._settings = settings
        self._mark = mark
        self._shelf = shelf
        self._monotonic = monotonic
        self._failed: tuple[tuple[int, ...], float] | None = None
        self._adopting = asyncio.Lock()
        self._warm = False
        self.make_ready: list[Callable[[Served], object]] = []
        """Called in a thread with what is about to be served, so that the first answer from it need not wait."""

    @property
    def current(self) -> Served:
        """What is being served now: take it once for one answer."""
        return self._served

    @property
    def behind(self) -> bool:
        """Whether the data folder points to something that could not be served, and is tried again every minute."""
        return self._failed is not None

    @classmethod
    def open(
        cls,
        settings: Settings,
        working: Working = contextlib.nullcontext,
        anew: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
        unsaved: Unsaved = _log.warning,
    ) -> Library:
        """Load the corpus and open its index, building it when it is absent, damaged or outdated.

        Documents that are broken are logged and left out.

        Args:
            settings: which corpus, which weighting, which data folder.
            working: shown to a waiting person while the index is built.
            anew: build the index even though there is one, to be kept.
            monotonic: seconds, by a clock that nobody sets.
            unsaved: what is said when the index cannot be saved.

        Raises:
            LibraryError: no folder, or no document in it can be read.
            Refused: what was withdrawn cannot be read.
            OSError: the index that was built ``anew`` cannot be kept.
        """
        mark = Versions(settings.data_dir).mark
        served, shelf = _read(settings, working, anew, unsaved=unsaved)
        return cls(served, settings, mark, shelf, monotonic)

    async def adopt(self) -> bool:
        """Serve what the data folder points to now; whether that is something else.

        What cannot be read is logged, and what was served stays; it is tried again a minute later.
        """
        if self._settings is None:
            return False
        async with self._adopting:
            mark = Versions(self._settings.data_dir).mark
            if mark == self._mark or (self._failed is not None and self._waits(*self._failed, mark)):
                return False
            try:
                served, shelf = await asyncio.to_thread(self._read_next)
            except Exception as error:
                reason = error if isinstance(error, (CannotRun, OSError)) else type(error).__name__
                _log.error("The new version of the corpus cannot be served (%s): the one before stays.", reason)
                self._failed = mark, self._monotonic()
                return False
            self._served, self._mark, self._shelf, self._failed = served, mark, shelf, None
            return True

    def _waits(self, failed: tuple[int, ...], moment: float, mark: tuple[int, ...]) -> bool:
        return mark == failed and self._monotonic() - moment < TRIES_AGAIN

    async def follow(self, stop: asyncio.Event, every: float = LOOKS_EVERY) -> None:
        """Adopt every new version until ``stop`` is set; a large one is searched by compiled code as soon as it can."""
        while not stop.is_set():
            await self.adopt()
            if not self._warm and len(self._served.index) >= COMPILED_FROM:
                self._warm = True
                await asyncio.to_thread(_warm)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), every)

    def source_of(self, document: str) -> bytes:
        """The Markdown file of a document that is served; raises ``OSError`` when it is gone."""
        assert self._settings is not None
        number = self._served.version
        if number.isdecimal() and number != EMBEDDED_VERSION:
            return file_of(Versions(self._settings.data_dir).folder(int(number)), document).read_bytes()
        return file_of(direct_folder(self._settings), document).read_bytes()

    def _read_next(self) -> tuple[Served, Shelf]:
        assert self._settings is not None
        with yielding():
            served, shelf = _read(self._settings, contextlib.nullcontext, anew=False, shelf=self._shelf)
            for make_ready in self.make_ready:
                make_ready(served)
        return served, shelf


def _warm() -> None:
    with yielding():
        retrieval.warm()


@contextlib.contextmanager
def yielding() -> Iterator[None]:
    """Let the other threads, which answer people, wait for this one less long than they would."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _read(
    settings: Settings, working: Working, anew: bool, shelf: Shelf | None = None, unsaved: Unsaved = _log.warning
) -> tuple[Served, Shelf]:
    reading = read_corpus(settings, shelf)
    if reading.standing.remark:
        _log.warning("%s", reading.standing.remark)
    corpus = reading.corpus
    if not reading.emptied and not any(theme.documents for theme in corpus.themes):
        raise LibraryError(f"no document could be read in {_place(reading, settings)}; see: coop corpus check")
    if reading.emptied:
        _log.warning("Every document of the corpus was withdrawn: nothing can be answered.")
    else:
        _report(reading.loaded)
    folder = settings.data_dir / "index"
    index = open_or_build(corpus, settings.retrieval.weighting, folder, working, anew, must_save=anew, unsaved=unsaved)
    return Served(_label(reading, settings), corpus, index), reading.loaded.shelf


def _label(reading: Reading, settings: Settings) -> str:
    if reading.number:
        return str(reading.number)
    return EMBEDDED_VERSION if settings.corpus_folder is None else f"dir-{reading.corpus.fingerprint[:8]}"


def _place(reading: Reading, settings: Settings) -> Path:
    return reading.version or direct_folder(settings)


def read_corpus(settings: Settings, shelf: Shelf | None = None) -> Reading:
    """The corpus to be served, with what is wrong in it.  Raises ``LibraryError`` without a folder."""
    try:
        return read_served(settings, shelf)
    except CorpusError as error:
        raise LibraryError(str(error)) from None


def _report(loaded: Loaded) -> None:
    broken = [problem for problem in loaded.problems if problem.level == "error"]
    for problem in broken[:SHOWN_AT_MOST]:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        _log.warning("Left out: %s: %s %s", place, problem.message, problem.fix)
    if len(broken) > SHOWN_AT_MOST:
        _log.warning("and %d more: coop corpus check lists them.", len(broken) - SHOWN_AT_MOST)
