"""What runs beside the answers for as long as the program does: no failure ends it for good."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from bot.failure import type_and_place

log = logging.getLogger(__name__)
PAUSE = 30.0
"""Seconds from a failure until the work is begun again: one that lasts must not fill the log."""


async def kept_up(what: str, work: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Do ``work`` to its end; when it fails that is logged, and it is begun again after a pause, until ``stop`` is set.

    Args:
        what: it is, for the log: "the scheduled refresh".
        work: makes it, each time it is begun.
        stop: ends the pause at once; the work itself looks at it, or is cancelled.
    """
    while not stop.is_set():
        try:
            await work()
        except Exception as error:
            log.error("%s failed (%s), begun again in %g s", what, type_and_place(error), PAUSE)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)
        else:
            return
