"""Which corpus is to be served: a version of the data folder, else what the settings name."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.editorial.versions import Versions, read_json, read_manifest
from bot.settings import Settings
from corpus.keeping import with_ids
from corpus.loading import EMBEDDED, Loaded, load_corpus
from corpus.model import Corpus

_HEAD = re.compile(r"\A\s*---[^\S\n]*\n.*?\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """A corpus as it was read.  ``number`` is 0 and ``version`` None for what the settings name themselves."""

    number: int
    version: Path | None
    loaded: Loaded

    @property
    def corpus(self) -> Corpus:
        """What was read."""
        return self.loaded.corpus


def direct_folder(settings: Settings) -> Path:
    """The folder that is served where no version is."""
    return settings.corpus_folder or EMBEDDED


def origin(settings: Settings) -> str:
    """What versions are made from: the folder that the settings name, empty for the embedded corpus."""
    folder = settings.corpus_folder
    return "" if folder is None else str(folder.resolve())


def read_served(settings: Settings) -> Reading:
    """Read what is to be served.

    Raises:
        CorpusError: there is no version, and the folder that the settings name cannot be read.
    """
    versions = Versions(settings.data_dir)
    number = versions.current
    if number:
        manifest = read_manifest(versions.folder(number))
        if manifest is None:
            _log.warning("Version %d of the corpus is damaged: what the settings name is served.", number)
        elif manifest.made_from == origin(settings):
            loaded = read_version(versions.folder(number))
            return Reading(number, versions.folder(number), _without_withdrawn(loaded, versions))
    return Reading(0, None, _without_withdrawn(load_corpus(direct_folder(settings)), versions))


def read_version(folder: Path) -> Loaded:
    """The corpus of a version or draft, with the ids that its passages had when it was made."""
    loaded = load_corpus(folder)
    kept = read_json(folder / "ids.json")
    return dataclasses.replace(loaded, corpus=with_ids(loaded.corpus, kept if isinstance(kept, dict) else {}))


def withdrawn(versions: Versions) -> frozenset[str]:
    """The keys of the documents that nobody is to see again, and digests of what they said."""
    plain = read_json(versions.withdrawn)
    return frozenset(name for one in plain for name in one["names"]) if isinstance(plain, list) else frozenset()


def body_digest(text: str) -> str:
    """What a withdrawn document is known by under another name: a digest of its words below the front matter."""
    body = _HEAD.sub("", text, count=1)
    return hashlib.sha256(" ".join(body.split()).encode("utf-8", "surrogatepass")).hexdigest()


def withdrawn_paths(files: Mapping[str, str], versions: Versions) -> frozenset[str]:
    """Those of these files (path, text) that hold a document that was withdrawn."""
    names = withdrawn(versions)
    if not names:
        return frozenset()
    return frozenset(
        path
        for path, text in files.items()
        if path.endswith(".md") and (path.removesuffix(".md") in names or body_digest(text) in names)
    )


def _without_withdrawn(loaded: Loaded, versions: Versions) -> Loaded:
    names = withdrawn(versions)
    if not names:
        return loaded
    corpus = loaded.corpus
    documents = (document for theme in corpus.themes for document in theme.documents)
    gone = {one.key for one in documents if one.key in names or body_digest(one.body) in names}
    return dataclasses.replace(loaded, corpus=_without_documents(corpus, gone)) if gone else loaded


def _without_documents(corpus: Corpus, keys: Collection[str]) -> Corpus:
    themes = tuple(
        dataclasses.replace(theme, documents=tuple(one for one in theme.documents if one.key not in keys))
        for theme in corpus.themes
    )
    return Corpus(
        tuple(theme for theme in themes if theme.documents),
        tuple(passage for passage in corpus.passages if passage.document not in keys),
        corpus.lexicon,
        hashlib.sha256(f"{corpus.fingerprint} without {sorted(keys)}".encode()).hexdigest()[:32],
    )
