"""Ticking for as long as the bot runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot.daily.ticker import Ticker

log = logging.getLogger(__name__)
EVERY = 20.0
"""Seconds from the end of one tick to the next."""


async def deliver_forever(ticker: Ticker, stop: asyncio.Event, every: float = EVERY) -> None:
    """Tick until ``stop`` is set; what is in flight then ends.  A tick that fails is logged, and the next one tries."""
    while not stop.is_set():
        try:
            ticked = await ticker.tick(stop)
            if any(ticked.as_dict().values()):
                log.info("daily questions: %s", ", ".join(f"{key} {value}" for key, value in ticked.as_dict().items()))
        except Exception as error:
            # The message of an exception may hold what a person wrote.
            log.error("a tick failed: %s", type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)
