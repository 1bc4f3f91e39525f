"""What Telegram's people get without asking, while the bot runs: daily questions and letters, after the answers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping

from bot.channels.telegram.sending import sending
from bot.daily.running import deliver_forever
from bot.daily.ticker import Ticker
from bot.failure import CannotRun
from bot.outbox.letters import After, Post, nothing_more, post_forever
from bot.outbox.sender import Sender

log = logging.getLogger(__name__)
AGAIN = 5.0
"""Seconds before Telegram is tried again when it cannot be reached."""


async def deliver(
    token: str,
    root: str,
    ticker: Callable[[Mapping[str, Sender]], Ticker],
    stop: asyncio.Event,
    after: After = nothing_more,
) -> None:
    """Deliver until ``stop`` is set.

    Args:
        token: of the bot.
        root: the Bot API's server.
        ticker: made once there is a sender.
        stop: ends it; what is in flight is finished.
        after: called when letters were sent.
    """
    said = False
    while not stop.is_set():
        try:
            async with sending(token, root) as sender:
                said = False
                ticking = ticker({"telegram": sender})
                # The same outbox: one pace, one memory of where to wait.
                post = Post(ticking.store, ticking.outbox, ticking.clock, patience=0.0, after=after)
                await asyncio.gather(deliver_forever(ticking, stop), post_forever(post, stop))
        except CannotRun as error:
            if not said:
                log.warning("no daily questions or letters until it answers: %s", error)
            said = True
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN)
