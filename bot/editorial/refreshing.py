"""The refresher: what editors do to the corpus, without touching what is being served until they say so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, system_clock
from bot.editorial import tries
from bot.editorial.changes import Change, Withhold
from bot.editorial.child import Preparing, Progress, in_thread
from bot.editorial.library import Library
from bot.editorial.naming import file_name
from bot.editorial.prepared import Prepared, Step
from bot.editorial.refusals import Refused
from bot.editorial.swapping import Pointer, Swapped, preview_of
from bot.editorial.tries import Try
from bot.editorial.versions import Versions
from bot.editorial.withdrawing import Withdrawn, resolve
from bot.settings import Settings
from corpus.model import Corpus

Forgetting = Callable[[Sequence[Corpus]], Awaitable[None]]


async def nothing_drawn(sayings: Sequence[Corpus]) -> None:
    """Where nothing is kept beside the corpus."""


async def quietly(step: Step) -> None:
    """Shows nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """What is served: its label, when it was made (ISO; empty for what the settings name), counts, a step back.

    ``last``: what became of the last refresh from the sources, None before the first.
    """

    version: str
    made_at: str
    documents: int
    passages: int
    can_step_back: bool
    last: Try | None = None


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
        self._pointer = Pointer(settings)

    async def prepare(self, change: Change | None = None, progress: Progress = quietly) -> Prepared:
        """Make a version that is not served yet, and say what it would change.

        Args:
            change: what an editor wants changed; None to fetch the sources anew.
            progress: told how far it is.

        Raises:
            Refused: it cannot be made; nothing changed.
        """
        try:
            prepared = await self._preparing(self._settings, change, progress, self._clock())
        except Refused as error:
            # While another refresh is at work, it is that one's outcome that counts.
            if change is None and error.reason != "busy":
                await asyncio.to_thread(tries.keep, self._versions, tries.of_refused(error, self._clock()))
            raise
        if change is None:
            await asyncio.to_thread(tries.keep, self._versions, tries.of_prepared(prepared, self._clock()))
        return prepared

    def is_due(self, every_hours: int, now: datetime) -> bool:
        """Whether it is time for a scheduled refresh."""
        return tries.is_due(tries.last(self._versions), every_hours, now)

    def prepared(self, draft: str) -> Prepared | None:
        """What a draft would change, unless it is gone."""
        try:
            return preview_of(self._versions.draft_folder(draft))
        except Refused:
            return None

    async def swap(self, draft: str, *, force: bool = False) -> Swapped:
        """Serve a prepared version.

        Raises:
            Refused: a guard is against it (unless ``force``), or it is not there, or another one is served meanwhile,
                or it cannot be served yet.
        """
        swapped = await asyncio.to_thread(self._pointer.swap, draft, force)
        await self._adopt(swapped.version)
        return swapped

    async def restore(self) -> Swapped:
        """Serve the version before this one again.

        Raises:
            Refused: there is none, or it cannot be served yet.
        """
        swapped = await asyncio.to_thread(self._pointer.restore)
        await self._adopt(swapped.version)
        return swapped

    async def withdraw(self, document: str) -> Withdrawn:
        """Make a document disappear: from answers, from every version kept, from the notes and questions drawn from it.

        Args:
            document: its key (``theme/slug``), or the name of its file.

        Raises:
            Refused: there is no such document, or it cannot be done (to its end) now.
        """
        await self._library.adopt()
        served = self._library.current.corpus
        key = await asyncio.to_thread(resolve, document, served, self._versions)
        # Read before anything else: to prepare takes what was noted as withdrawn out of the versions.
        sayings = await asyncio.to_thread(self._pointer.sayings, key, served)
        prepared = await self.prepare(Withhold(key))
        await self._forget(sayings)
        try:
            version = await asyncio.to_thread(self._pointer.withdraw, key, prepared, served, self._clock())
        finally:
            await self._library.adopt()
        # Until now it was served: somebody may have kept something of it meanwhile.
        await self._forget(sayings)
        # What is served still has the document where the version without it could not be adopted.
        served_now = None if self._library.behind else self._library.current.corpus
        await asyncio.to_thread(self._pointer.purge, key, served_now)
        await self._adopt(version)
        return Withdrawn(key, version)

    async def _adopt(self, version: str) -> None:
        """Serve the version that was just pointed to.  Raises ``Refused`` when that cannot be, for now."""
        await self._library.adopt()
        if self._library.behind:
            raise Refused.not_adopted(version)

    async def discard(self, draft: str) -> None:
        """Forget what was prepared."""
        await asyncio.to_thread(self._versions.discard, draft)

    def source_of(self, document: str) -> tuple[str, bytes]:
        """The name and the content of a served document's Markdown file, to be sent to an editor.

        Raises:
            Refused: no such document is served.
            OSError: its file is gone.
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
        manifest = self._pointer.manifest()
        documents = sum(len(theme.documents) for theme in served.corpus.themes)
        made_at = "" if manifest is None else manifest.made_at
        return State(
            served.version,
            made_at,
            documents,
            len(served.corpus.passages),
            self._pointer.can_step_back(manifest),
            tries.last(self._versions),
        )
