"""The refresher: what editors do to the corpus, without touching what is being served until they say so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock, system_clock
from bot.editorial import indexes, withdrawing
from bot.editorial.changes import Change, Withhold
from bot.editorial.child import Preparing, Progress, in_thread
from bot.editorial.library import Library
from bot.editorial.naming import file_name
from bot.editorial.prepared import Prepared, Step, from_json
from bot.editorial.refusals import Refused
from bot.editorial.serving import origin, read_version
from bot.editorial.versions import PREVIEW, Manifest, Versions, read_manifest
from bot.editorial.withdrawing import Withdrawn
from bot.settings import Settings
from corpus.model import Corpus

Forgetting = Callable[[Sequence[Corpus]], Awaitable[None]]


async def nothing_drawn(sayings: Sequence[Corpus]) -> None:
    """Where nothing is kept beside the corpus."""


async def quietly(step: Step) -> None:
    """Shows nothing."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """Another version is served: its label, and that of the one before."""

    version: str
    previous: str


@dataclass(frozen=True, slots=True)
class State:
    """What is served: its label, when it was made (ISO; empty for what the settings name), counts, a step back."""

    version: str
    made_at: str
    documents: int
    passages: int
    can_step_back: bool


class Refresher:
    """Prepares versions, swaps them, steps back.

    Args:
        settings: which sources, which data folder.
        library: what is being served; it takes a new version at once.
        clock: gives the present moment.
        preparing: where the heavy work is done.
        forget: told what a withdrawn document said, so that what was drawn from it goes too.
    """

    def __init__(
        self,
        settings: Settings,
        library: Library,
        clock: Clock = system_clock,
        preparing: Preparing = in_thread,
        forget: Forgetting = nothing_drawn,
    ) -> None:
        self._settings, self._library, self._clock, self._forget = settings, library, clock, forget
        self._preparing = preparing
        self._versions = Versions(settings.data_dir)

    async def prepare(self, change: Change | None = None, progress: Progress = quietly) -> Prepared:
        """Make a version that is not served yet, and say what it would change.

        Args:
            change: what an editor wants changed; None to fetch the sources anew.
            progress: told how far it is.

        Raises:
            Refused: it cannot be made; nothing changed.
        """
        return await self._preparing(self._settings, change, progress, self._clock())

    def prepared(self, draft: str) -> Prepared | None:
        """What a draft would change, unless it is gone."""
        try:
            return from_json((self._versions.draft_folder(draft) / PREVIEW).read_text("utf-8"))
        except (OSError, ValueError, Refused):
            return None

    async def swap(self, draft: str, *, force: bool = False) -> Swapped:
        """Serve a prepared version.

        Raises:
            Refused: a guard is against it (unless ``force``), or it is not there, or another one is served meanwhile.
        """
        swapped = await asyncio.to_thread(self._swap, draft, force)
        await self._library.adopt()
        return swapped

    async def restore(self) -> Swapped:
        """Serve the version before this one again.

        Raises:
            Refused: there is none.
        """
        swapped = await asyncio.to_thread(self._restore)
        await self._library.adopt()
        return swapped

    async def withdraw(self, document: str) -> Withdrawn:
        """Make a document disappear: from answers, from every version kept, from the notes and questions drawn from it.

        Args:
            document: its key (``theme/slug``), or the name of its file.

        Raises:
            Refused: there is no such document, or it cannot be done now.
        """
        key = await asyncio.to_thread(self._resolved, document)
        await self._library.adopt()
        prepared = await self.prepare(Withhold(key))
        sayings, version = await asyncio.to_thread(self._withdraw, key, prepared)
        await self._library.adopt()
        await self._forget(sayings)
        await asyncio.to_thread(self._purge)
        return Withdrawn(key, version)

    async def discard(self, draft: str) -> None:
        """Forget what was prepared."""
        await asyncio.to_thread(self._versions.discard, draft)

    def source_of(self, document: str) -> tuple[str, bytes]:
        """The name and the content of a served document's Markdown file, to be sent to an editor.

        Raises:
            Refused: no such document is served.
        """
        served = self._library.current
        keys = [one.key for theme in served.corpus.themes for one in theme.documents]
        if document not in keys:
            raise Refused("unknown_document", f"There is no document {document}.", document)
        content = self._library.source_of(document)
        return file_name(document, keys), content

    def state(self) -> State:
        """What is served."""
        served = self._library.current
        manifest = self._served_manifest()
        documents = sum(len(theme.documents) for theme in served.corpus.themes)
        made_at = "" if manifest is None else manifest.made_at
        return State(served.version, made_at, documents, len(served.corpus.passages), self._can_step_back(manifest))

    def _served_manifest(self) -> Manifest | None:
        manifest = read_manifest(self._versions.folder(self._versions.current))
        return manifest if manifest is not None and manifest.made_from == origin(self._settings) else None

    def _can_step_back(self, manifest: Manifest | None) -> bool:
        if manifest is None:
            return False
        embedded = manifest.previous == 0 and not manifest.made_from
        return embedded or read_manifest(self._versions.folder(manifest.previous)) is not None

    def _swap(self, draft: str, force: bool) -> Swapped:
        with self._versions.locked():
            manifest = self._served_manifest()
            if manifest is not None and manifest.draft == draft:
                # Asked twice: it is done.
                return Swapped(str(manifest.number), str(manifest.previous))
            prepared = self.prepared(draft)
            if prepared is None:
                raise Refused("unknown_draft", "There is no such prepared version (any more): prepare it again.", draft)
            if prepared.base != (base := self._number()):
                message = f"Version {base} is served since this one was prepared: prepare it again."
                raise Refused("stale", message, draft, str(base))
            if prepared.guards and not force:
                guard = prepared.guards[0]
                message = f"Not done: {'; '.join(one.message for one in prepared.guards)}."
                raise Refused(guard.reason, message, guard.place, guard.detail)
            try:
                manifest = self._versions.enter(self._versions.draft_folder(draft), base)
                self._versions.point_to(manifest.number)
            except OSError as error:
                raise Refused.of_disk(error) from None
        return Swapped(str(manifest.number), str(base))

    def _number(self) -> int:
        manifest = self._served_manifest()
        return 0 if manifest is None else manifest.number

    def _resolved(self, document: str) -> str:
        served = self._library.current.corpus
        known = {one.key for theme in served.themes for one in theme.documents}
        return withdrawing.resolve(document, known, self._versions)

    def _withdraw(self, key: str, prepared: Prepared) -> tuple[list[Corpus], str]:
        try:
            with self._versions.locked():
                number, manifest = self._number(), self._served_manifest()
                if prepared.base != number:
                    raise Refused("stale", f"Version {number} is served meanwhile: try again.", key, str(number))
                served = self._library.current.corpus
                sayings = list(withdrawing.sayings(key, served, self._versions))
                withdrawing.note(key, served, self._versions, self._clock())
                if prepared.draft:
                    # To withdraw is no step: a step back leads where it led before.
                    before = 0 if manifest is None else manifest.previous
                    entered = self._versions.enter(self._versions.draft_folder(prepared.draft), before)
                    self._versions.point_to(entered.number)
                    number = entered.number
        except OSError as error:
            raise Refused.of_disk(error) from None
        return sayings, str(number)

    def _purge(self) -> None:
        try:
            with self._versions.locked():
                withdrawing.purge(self._versions)
                indexes.remove_others(self._library.current.corpus, self._settings.data_dir / "index")
        except OSError as error:
            raise Refused.of_disk(error) from None

    def _restore(self) -> Swapped:
        with self._versions.locked():
            manifest = self._served_manifest()
            if manifest is None or not self._can_step_back(manifest):
                raise Refused("no_step_back", "No version from before this one is kept.")
            self._make_ready(manifest.previous)
            try:
                self._versions.point_to(manifest.previous)
            except OSError as error:
                raise Refused.of_disk(error) from None
        return Swapped(str(manifest.previous), str(manifest.number))

    def _make_ready(self, number: int) -> None:
        """The index of a version from before may have been removed."""
        if number:
            folder, weighting = self._settings.data_dir / "index", self._settings.retrieval.weighting
            indexes.open_or_build(read_version(self._versions.folder(number)).corpus, weighting, folder)
