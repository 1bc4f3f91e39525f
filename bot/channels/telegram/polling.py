"""Fetches updates and has them written down before the server may forget them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram.error import Conflict, TelegramError

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.errors import TooMany
from bot.channels.telegram.groups import Raw
from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.updates import ALLOWED
from bot.clock import Sleep

log = logging.getLogger(__name__)
HOLD = 30
"""Seconds that the server may hold a poll when there is nothing new."""
BATCH = 100
LONGEST = 30.0


class Polling:
    """Long polling whose offset moves only after ``keep`` returned.

    Args:
        calls: the Bot API.
        keep: writes a batch down; when it raises, the server keeps the batch and it is fetched again.
        ready: called once, when the first poll has been answered.
    """

    def __init__(
        self,
        calls: Calls,
        keep: Callable[[Sequence[Raw]], Awaitable[None]],
        ready: Callable[[], None],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._calls = calls
        self._keep = keep
        self._ready = ready
        self._sleep = sleep
        self._offset = 0
        self._polled = False
        self._pause = 0.0

    async def run(self) -> None:
        """Poll until cancelled; no error ends it."""
        while True:
            try:
                await self.once()
            except TelegramError as error:
                await self._sleep(self._wait_after(error))
            except Exception as error:
                # Nothing is lost: the server still holds these updates.  What an error says may be what a person wrote.
                log.error("updates could not be kept, they will be fetched again\n%s", trace_of(error))
                await self._sleep(self._wait())
            else:
                self._pause = 0.0

    async def once(self) -> None:
        """One poll; the first returns at once, to show that the server can be reached."""
        hold = HOLD if self._polled else 0
        updates: list[Raw] = await self._calls(
            "getUpdates",
            wait=hold + 10,
            timeout=hold,
            limit=BATCH,
            allowed_updates=ALLOWED,
            offset=self._offset or None,
        )
        if updates:
            await self._keep(updates)
            self._offset = int(updates[-1]["update_id"]) + 1
        if not self._polled:
            self._polled = True
            self._ready()

    def _wait_after(self, error: TelegramError) -> float:
        if isinstance(error, TooMany):
            return error.seconds
        wait = self._wait()
        if isinstance(error, Conflict):
            log.warning("another program fetches this bot's updates: stop it, or this one (%s)", error.message)
            return max(wait, 3.0)
        log.warning("updates cannot be fetched, again in %g s: %s", wait, error.message)
        return wait

    def _wait(self) -> float:
        self._pause = min(LONGEST, self._pause * 2) if self._pause else 0.5
        return self._pause
