"""The refresh that nobody asks for: at its hours, and served only when nothing speaks against it."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot.clock import Clock
from bot.editorial.refreshing import Refresher
from bot.editorial.refusals import Refused
from bot.failure import type_and_place

LOOKS_EVERY = 60.0
_log = logging.getLogger(__name__)


async def refresh_if_due(refresher: Refresher, every_hours: int, clock: Clock) -> str:
    """Refresh when it is time; the version that is served from then on, empty when none is.

    What a guard refuses stays prepared: an editor may look at it and force it.  What goes wrong is logged.
    """
    try:
        if not refresher.is_due(every_hours, clock()):
            return ""
        prepared = await refresher.prepare()
        if prepared.nothing:
            return ""
        if prepared.guards:
            reasons = "; ".join(guard.message for guard in prepared.guards)
            _log.warning("The scheduled refresh is not served: %s. It waits for an editor.", reasons)
            return ""
        return (await refresher.swap(prepared.draft)).version
    except Refused as error:
        _log.warning("The scheduled refresh failed: %s", error)
        return ""
    except Exception as error:
        _log.error("The scheduled refresh failed by a mistake of the program (%s)", type_and_place(error))
        return ""


async def refresh_forever(refresher: Refresher, every_hours: int, clock: Clock, stop: asyncio.Event) -> None:
    """Refresh at its hours until ``stop`` is set."""
    while every_hours and not stop.is_set():
        await refresh_if_due(refresher, every_hours, clock)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOKS_EVERY)
