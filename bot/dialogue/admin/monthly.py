"""The digest of the month before, once a month, as a letter to everybody of the editorial team."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.actions import encode
from bot.clock import Clock
from bot.dialogue.admin.missed_buttons import ShowMissed
from bot.dialogue.admin.signals import as_text, digest
from bot.dialogue.buttons import button
from bot.editorial.library import Library
from bot.editorial.signals import gather
from bot.failure import type_and_place
from bot.messages import Address
from bot.settings import Settings
from bot.store import Store
from bot.store.facts import Fact
from bot.store.letters import LetterQueued
from bot.store.notices import Noticed, noticed

log = logging.getLogger(__name__)
HOUR = 8
"""From this hour on, local time, the first day of the month: letters are for people who are up."""
_NOTICE = "signals_of"


@dataclass(frozen=True, slots=True)
class Monthly:
    """Queues the digest; ``team`` gives who is of the editorial team.  Any number of processes may do so at a time."""

    store: Store
    library: Library
    settings: Settings
    team: Callable[[], Awaitable[Collection[Address]]]
    clock: Clock

    async def attempt(self) -> None:
        """``queue``, for whoever has something else to do: what fails is logged, and tried again another time."""
        try:
            queued = await self.queue()
        except Exception as error:
            log.error("the month's digest failed (%s)", type_and_place(error))
        else:
            if queued:
                log.info("the month's digest is queued for %d editors", queued)

    async def queue(self) -> int:
        """Queue last month's letters unless that was done; how many."""
        now = self.clock()
        zone = ZoneInfo(self.settings.daily.zone)
        last = _last_day(now, zone)
        month = f"{last:%Y-%m}"
        if await self.store.read(partial(noticed, name=_NOTICE)) >= month:
            return 0
        found = await gather(self.store, self.library.current, last.replace(day=1), last, zone)
        letters: list[Fact] = []
        if not found.silent:
            text, one = as_text(digest(found)), button("button-missed-groups", ShowMissed())
            # The same ids whoever queues them: of two processes at once, one finds its letters there already.
            letters = [
                LetterQueued(f"signals-{month}-{number}", person, text, ((one.label, encode(ShowMissed())),))
                for number, person in enumerate(sorted(await self.team(), key=str))
            ]
        await self.store.apply([*letters, Noticed(_NOTICE, month)], now)
        return len(letters)


def _last_day(now: datetime, zone: ZoneInfo) -> date:
    """The last day of the month whose digest is due."""
    local = (now.astimezone(zone) - timedelta(hours=HOUR)).date()
    return local.replace(day=1) - timedelta(days=1)
