"""Which corpus is to be served: a version of the data folder, else what the settings name."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.editorial.standing import Standing, standing
from bot.editorial.versions import Versions, read_json
from bot.editorial.withdrawals import withdrawn
from bot.settings import Settings
from corpus import loading
from corpus.keeping import with_ids
from corpus.loading import EMBEDDED, Loaded, load_corpus
from corpus.model import Corpus
from corpus.shelf import Shelf, from_lines

SHELF = "shelf.jsonl"
"""The file of a version that holds its documents as they were read."""
_HEAD = re.compile(r"\A\s*---[^\S\n]*\n.*?\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A corpus as it was read.  ``version`` is None for what the settings name themselves.

    ``emptied``: it holds no document because all of them were withdrawn.
    """

    standing: Standing
    version: Path | None
    loaded: Loaded
    emptied: bool = False

    @property
    def number(self) -> int:
        """Of the version; 0 for what the settings name themselves."""
        return self.standing.number

    @property
    def corpus(self) -> Corpus:
        """What was read."""
        return self.loaded.corpus


def direct_folder(settings: Settings) -> Path:
    """The folder that is served where no version is."""
    return settings.corpus_folder or EMBEDDED


def read_served(settings: Settings, shelf: Shelf | None = None) -> Reading:
    """Read what is to be served; documents on the ``shelf`` that did not change are not read again.

    Raises:
        CorpusError: there is no version, and the folder that the settings name cannot be read.
        Refused: what was withdrawn cannot be read.
    """
    versions = Versions(settings.data_dir)
    stands = standing(settings)
    version = versions.folder(stands.number) if stands.number else None
    loaded = load_corpus(direct_folder(settings)) if version is None else read_version(version, shelf)
    allowed = _without_withdrawn(loaded, versions)
    made_empty = stands.manifest is not None and not stands.manifest.documents
    emptied = not _holds_any(allowed.corpus) and (made_empty or _holds_any(loaded.corpus))
    return Reading(stands, version, allowed, emptied)


def _holds_any(corpus: Corpus) -> bool:
    return any(theme.documents for theme in corpus.themes)


def read_version(folder: Path, known: Shelf | None = None) -> Loaded:
    """The corpus of a version or draft, with the ids that its passages had when it was made."""
    loaded = load_corpus(folder, _shelf_beside(folder, known or Shelf()))
    kept = read_json(folder / "ids.json")
    corpus = with_ids(loaded.corpus, kept if isinstance(kept, dict) else {})
    return dataclasses.replace(loaded, corpus=corpus, shelf=loaded.shelf.of(corpus))


def _shelf_beside(folder: Path, known: Shelf) -> Shelf:
    try:
        with (folder / SHELF).open(encoding="utf-8", newline="\n") as lines:
            return from_lines(lines, reading_program(), known)
    except OSError:
        return known


@functools.cache
def reading_program() -> str:
    """A digest of the code that reads documents: what another one read is read again."""
    house = Path(loading.__file__).parent
    made_of = hashlib.sha256()
    for file in sorted(house.glob("*.py")):
        made_of.update(file.read_bytes())
    return made_of.hexdigest()[:16]


def body_digest(text: str) -> str:
    """What a withdrawn document is known by under another name: a digest of its words below the front matter."""
    return hashlib.sha256(" ".join(body_words(text)).encode("utf-8", "surrogatepass")).hexdigest()


def body_words(text: str) -> list[str]:
    """The words of a document below its front matter."""
    return _HEAD.sub("", text, count=1).split()


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
    documents = (document for theme in loaded.corpus.themes for document in theme.documents)
    gone = {one.key for one in documents if one.key in names or body_digest(one.body) in names}
    return dataclasses.replace(loaded, corpus=_without_documents(loaded.corpus, gone)) if gone else loaded


def _without_documents(whole: Corpus, keys: Collection[str]) -> Corpus:
    digest = hashlib.sha256(f"{whole.fingerprint} without {sorted(keys)}".encode()).hexdigest()
    themes = tuple(
        dataclasses.replace(theme, documents=tuple(one for one in theme.documents if one.key not in keys))
        for theme in whole.themes
    )
    return Corpus(
        tuple(theme for theme in themes if theme.documents),
        tuple(passage for passage in whole.passages if passage.document not in keys),
        whole.lexicon,
        digest[:32],
        digest,
    )
