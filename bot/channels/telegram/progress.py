"""How far a long action is: one message, posted at the first word of it and edited at each further one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.patience import Abandoned
from bot.messages import Reply

log = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two of them: Telegram wants no more than one message a second in a chat."""
Deliver = Callable[[Reply, tuple[int, ...]], Awaitable[tuple[int, ...]]]
"""Shows a reply in place of these messages; the messages that show it now."""


class Progressing:
    """``bot.messages.Progress`` beside the action itself: it neither slows it nor makes it fail.

    What is said while a message is on its way takes the place of what was said before it: only the newest is shown.
    After the ``async with`` block, ``messages`` are those that the reply replaces.

    Args:
        deliver: shows one reply.
    """

    __slots__ = ("_deliver", "_newest", "_over", "_said", "_task", "messages")

    def __init__(self, deliver: Deliver) -> None:
        self.messages: tuple[int, ...] = ()
        self._deliver = deliver
        self._newest: Reply | None = None
        self._said = asyncio.Event()
        self._over = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, reply: Reply) -> None:
        """So far it is."""
        self._newest = reply
        self._said.set()
        if self._task is None:
            self._task = asyncio.create_task(self._show())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is None:
            return
        self._over.set()
        self._said.set()
        if kind is not None and not issubclass(kind, Exception):
            self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _show(self) -> None:
        while True:
            await self._said.wait()
            if self._over.is_set() or self._newest is None:
                return
            self._said.clear()
            try:
                self.messages = await self._deliver(self._newest, self.messages)
            except Abandoned:
                return
            except Exception as error:
                log.error("how far an action is could not be shown\n%s", trace_of(error))
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), PAUSE)
