"""The library: the corpus that is being served, with its index and its version."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass

from bot.editorial.indexes import Working, open_or_build
from bot.failure import CannotRun
from bot.settings import Settings
from corpus.loading import EMBEDDED, CorpusError, Loaded, load_corpus
from corpus.model import Corpus
from retrieval import Index

EMBEDDED_VERSION = "0"
SHOWN_AT_MOST = 5
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
    """Holds what is being served: ``library.current``."""

    def __init__(self, served: Served) -> None:
        self._served = served

    @property
    def current(self) -> Served:
        """What is being served now: take it once for one answer."""
        return self._served

    @classmethod
    def open(cls, settings: Settings, working: Working = contextlib.nullcontext, anew: bool = False) -> Library:
        """Load the corpus and open its index, building it when it is absent, damaged or outdated.

        Documents that are broken are logged and left out.

        Args:
            settings: which corpus, which weighting, which data folder.
            working: shown to a waiting person while the index is built.
            anew: build the index even though there is one.

        Raises:
            LibraryError: no folder, or no document in it can be read.
        """
        loaded = read_corpus(settings)
        _report(loaded)
        corpus = loaded.corpus
        if not any(theme.documents for theme in corpus.themes):
            raise LibraryError(
                f"no document could be read in {settings.corpus_folder or EMBEDDED}; see: coop corpus check"
            )
        version = EMBEDDED_VERSION if settings.corpus_folder is None else f"dir-{corpus.fingerprint[:8]}"
        index = open_or_build(corpus, settings.retrieval.weighting, settings.data_dir / "index", working, anew)
        return cls(Served(version, corpus, index))


def read_corpus(settings: Settings) -> Loaded:
    """The corpus that the settings name, with what is wrong in it.  Raises ``LibraryError`` without a folder."""
    try:
        return load_corpus(settings.corpus_folder or EMBEDDED)
    except CorpusError as error:
        raise LibraryError(str(error)) from None


def _report(loaded: Loaded) -> None:
    broken = [problem for problem in loaded.problems if problem.level == "error"]
    for problem in broken[:SHOWN_AT_MOST]:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        _log.warning("Left out: %s: %s %s", place, problem.message, problem.fix)
    if len(broken) > SHOWN_AT_MOST:
        _log.warning("and %d more: coop corpus check lists them.", len(broken) - SHOWN_AT_MOST)
