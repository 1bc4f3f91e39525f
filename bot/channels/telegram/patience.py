"""Trying again until something settles: for answers, which must arrive even if that means a second copy."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.clock import Sleep
from bot.outbox.sender import Outcome, SlowDown, Uncertain

LONGEST = 30.0
"""Seconds between two attempts at most, unless the server asks for more."""
PATIENCE = 3600.0
"""Seconds of waiting after which an answer is given up; the chat is then free for its next one."""
COPIES = 8
"""Attempts whose fate stayed unknown before giving up."""


class Abandoned(Exception):
    """The program is ending: what would have to wait is left for its next start."""


def pausing(stopped: asyncio.Task[bool]) -> Sleep:
    """A sleep that ends with ``Abandoned`` as soon as ``stopped`` is done."""

    async def pause(seconds: float) -> None:
        await asyncio.wait({stopped}, timeout=seconds)
        if stopped.done():
            raise Abandoned

    return pause


async def settled(attempt: Callable[[], Awaitable[Outcome]], sleep: Sleep) -> Outcome:
    """The outcome of ``attempt`` once it is neither ``SlowDown`` nor ``Uncertain``, or the last when patience ends.

    What the server asks to wait is waited; on top of it the pause doubles from attempt to attempt, so that a server in
    trouble is not hammered.  Only the caller waits: other chats go on.
    """
    waited, pause, unknown = 0.0, 0.25, 0
    while True:
        outcome = await attempt()
        if isinstance(outcome, SlowDown):
            wait = max(outcome.seconds, pause)
        elif isinstance(outcome, Uncertain) and unknown < COPIES:
            unknown += 1
            wait = pause
        else:
            return outcome
        if waited + wait > PATIENCE:
            return outcome
        await sleep(wait)
        waited += wait
        pause = min(LONGEST, pause * 2)
