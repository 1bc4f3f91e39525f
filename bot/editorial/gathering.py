"""The files of which the next version is made: from the sources, or from the version before with a change in it."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.editorial.changes import AddWording, Change, PutDocument, PutFiles, RemoveDocument, Withhold
from bot.editorial.naming import path_of
from bot.editorial.overlay import Overlay, with_wording
from bot.editorial.refusals import Refused
from bot.editorial.serving import Reading, direct_folder
from bot.editorial.versions import read_json
from bot.settings import Settings
from corpus.loading import WORDINGS, theme_folders, unique_key
from corpus.model import Corpus
from corpus.problems import Problem
from corpus.sources.assembling import assemble, forget
from corpus.sources.converting import convert
from corpus.sources.fetching import fetch
from corpus.sources.folder import BESIDE, draft_of
from corpus.sources.model import Draft, Fetched, FolderSource, Source, SourceError, State, labels

Fetching = Callable[[str], None]
"""Told which source (its label) is being fetched."""


_PATH = re.compile(r"[a-z0-9_-]{1,40}/[^/\\.\x00-\x1f][^/\\\x00-\x1f]*\.md")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files by path (``theme/slug.md``), what the editors gave among them, what the sources remember, and remarks.

    ``given``: the paths that a change gives.
    """

    files: Mapping[str, str]
    overlay: Overlay = field(default_factory=Overlay)
    states: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    given: frozenset[str] = frozenset()

    def without(self, paths: Collection[str], notes: Iterable[Problem]) -> Gathered:
        """Without any trace of these files, and with more remarks."""
        return replace(
            self,
            files={path: text for path, text in self.files.items() if path not in paths},
            overlay=self.overlay.without(paths),
            states={name: forget(state, paths) for name, state in self.states.items()},
            notes=(*self.notes, *notes),
        )


def from_sources(settings: Settings, base: Reading, fetching: Fetching) -> Gathered:
    """Everything that the sources hold now, with the editors' own on top.

    Raises:
        Refused: a source cannot be used; nothing of the others is taken either.
    """
    remembered = _states(base)
    found: list[Fetched] = []
    states = {}
    sources = _sources(settings)
    for name, source in zip(labels(sources), sources, strict=True):
        fetching(name)
        fetched = _fetch(source, remembered.get(name, {}), settings)
        found.append(fetched)
        states[name] = fetched.state
    found.append(_settings_of_themes(settings, found) if settings.sources else Fetched(()))
    drafts, notes = assemble(found)
    overlay = Overlay() if base.version is None else Overlay.read(base.version)
    files, overlay, conflicts = overlay.over({draft.path: draft.text for draft in drafts})
    return Gathered(files, overlay, states, (*notes, *conflicts))


def from_base(settings: Settings, base: Reading, change: Change) -> Gathered:
    """What is served now, with a change of the editors' in it.  No source is asked.

    Raises:
        Refused: the change is about nothing that there is, or its files cannot be read.
    """
    if base.version is None:
        fetched = _fetch(FolderSource(str(direct_folder(settings))), {}, settings)
        known, overlay = {draft.path: draft.text for draft in fetched.drafts}, Overlay()
    else:
        known, overlay = read_files(base.version), Overlay.read(base.version)
    drafts, notes = _drafts(change, known, base.corpus, settings)
    files = dict(known)
    for path, text in drafts.items():
        overlay = overlay.put(path, text, known.get(path))
        if text is None:
            del files[path]
        else:
            files[path] = text
    return Gathered(files, overlay, _states(base), notes, frozenset(drafts))


def read_files(version: Path) -> dict[str, str]:
    """The files of a version's themes, by path inside it."""
    files = {}
    for folder in sorted(path for path in version.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))):
        for path in folder.iterdir():
            with path.open(encoding="utf-8", newline="") as file:
                files[f"{folder.name}/{path.name}"] = file.read()
    return files


_Drafts = dict[str, str | None]


def _drafts(
    change: Change, known: Mapping[str, str], corpus: Corpus, settings: Settings
) -> tuple[_Drafts, tuple[Problem, ...]]:
    """The files that a change gives (None: removed), and what is to be said of them."""
    match change:
        case PutDocument(path, text):
            if not _PATH.fullmatch(path):
                raise Refused("unknown_document", f"{path} cannot be the path of a document.", path)
            return {path: text}, ()
        case RemoveDocument(path):
            if path not in known:
                raise Refused("unknown_document", f"There is no document {path}.", path)
            return {path: None}, ()
        case AddWording(theme, typed, words):
            path = f"{_theme(corpus, theme, settings)}/{WORDINGS}"
            return {path: with_wording(known.get(path), typed, words)}, ()
        case Withhold():
            return {}, ()
        case PutFiles(sent, theme):
            return _converted(sent, _theme(corpus, theme, settings), corpus, settings)


def _converted(
    sent: Sequence[tuple[str, bytes]], theme: str, corpus: Corpus, settings: Settings
) -> tuple[_Drafts, tuple[Problem, ...]]:
    keys = [document.key for one in corpus.themes for document in one.documents]
    drafts: _Drafts = {}
    notes: list[Problem] = []
    for name, content in sent:
        try:
            fetched = convert(name, content, theme, settings.refresh.guard)
        except SourceError as error:
            raise Refused.of_source(error) from None
        # Converting knows what a file holds by its ending; where each document goes is seen after that.
        for draft in fetched.drafts:
            drafts[path_of(draft.path.partition("/")[2], theme, keys)] = draft.text
        notes += fetched.notes
    return drafts, tuple(notes)


def _theme(corpus: Corpus, key: str, settings: Settings) -> str:
    """The key of a theme that there is: this one, or the default one when it is empty.

    Where every document was withdrawn, that of what the settings name.
    """
    if not corpus.themes:
        folder = direct_folder(settings)
        with contextlib.suppress(OSError):
            folder = next(iter(theme_folders(folder)), folder)
        return unique_key(folder.name, set())
    if not key and corpus.default_theme is not None:
        return corpus.default_theme.key
    if all(theme.key != key for theme in corpus.themes):
        raise Refused("unknown_theme", f"There is no theme {key!r}.", key)
    return key


def _sources(settings: Settings) -> list[Source]:
    return [one.source() for one in settings.sources] or [FolderSource(str(direct_folder(settings)))]


def _fetch(source: Source, remembered: State, settings: Settings) -> Fetched:
    try:
        return asyncio.run(fetch(source, remembered, settings.refresh.guard))
    except SourceError as error:
        raise Refused.of_source(error) from None


def _states(base: Reading) -> dict[str, Any]:
    plain = None if base.version is None else read_json(base.version / "sources.json")
    return plain if isinstance(plain, dict) else {}


def _settings_of_themes(settings: Settings, found: Sequence[Fetched]) -> Fetched:
    """What the settings' own folder has beside a theme's documents, for themes that come without it."""
    paths = {draft.path for one in found for draft in one.drafts}
    drafts: list[Draft] = []
    notes: list[Problem] = []
    for theme in sorted({path.partition("/")[0] for path in paths}):
        for name in BESIDE:
            file, where = direct_folder(settings) / theme / name, f"{theme}/{name}"
            if where not in paths and _may_be_there(file):
                try:
                    drafts.append(draft_of(file, where, settings.refresh.guard, notes))
                except SourceError as error:
                    raise Refused.of_source(error) from None
    return Fetched(tuple(drafts), tuple(notes))


def _may_be_there(file: Path) -> bool:
    """Whether there is such a file; what cannot be looked into is said by whoever reads it."""
    try:
        return file.is_file()
    except OSError:
        return True
