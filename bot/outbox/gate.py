"""The gate: while somebody is being answered, what nobody asked for waits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

from bot.clock import Clock, Sleep
from bot.messages import Address, Answerer, Message, Progress, Reply, silent
from bot.outbox.pace import Pace

PATIENCE = 0.5
"""Seconds that one unasked message stands back at most: a bot that never falls silent still sends its questions."""


class Gate:
    """Shared by a channel, which reports its answers, and the outbox, which stands back and counts them.

    Args:
        pace: answers take their share of it.
        clock: gives the present moment.
        sleep: waits.
    """

    def __init__(self, pace: Pace, clock: Clock, sleep: Sleep = asyncio.sleep) -> None:
        self.pace = pace
        self._clock = clock
        self._sleep = sleep
        self._answering = 0
        self._free = asyncio.Event()
        self._free.set()

    @contextlib.contextmanager
    def answering(self, chat: Address, *, group: bool = False, messages: int = 1) -> Iterator[None]:
        """Around the answer to one message: from when it is read until its ``messages`` are sent."""
        self._answering += 1
        self._free.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._free.set()
            now = self._clock()
            for _ in range(messages):
                self.pace.spend(chat, now, group=group)

    async def free(self) -> None:
        """Return when nobody is being answered, or after ``PATIENCE``."""
        if self._free.is_set():
            return
        waiting = {asyncio.ensure_future(self._free.wait()), asyncio.ensure_future(self._sleep(PATIENCE))}
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


class Gated:
    """An answerer that reports to the gate.

    Args:
        answerer: who answers.
        gate: told while it does.
    """

    def __init__(self, answerer: Answerer, gate: Gate) -> None:
        self._answerer = answerer
        self._gate = gate

    async def respond(self, message: Message, progress: Progress = silent) -> Reply:
        """The reply to a message; an action so long that it shows its progress keeps nobody waiting."""
        with contextlib.ExitStack() as answering:
            answering.enter_context(self._gate.answering(message.chat, group=message.place == "group"))

            async def shown(reply: Reply) -> None:
                answering.close()
                await progress(reply)

            reply = await self._answerer.respond(message, shown)
        if not reply.blocks and not reply.buttons:
            # Silence takes nobody's place: a flood that is not answered does not hold back what is due.
            self._gate.pace.give_back()
        return reply
