"""How far a long action is: one message, posted at the first word of it and edited at each further one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
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
    After the ``async with`` block, ``messages`` are those that the reply replaces.  Nearly all actions say nothing on
    the way, so nothing is made before the first word.

    Args:
        deliver: shows one reply.
    """

    __slots__ = ("_deliver", "_showing", "_task", "messages")

    def __init__(self, deliver: Deliver) -> None:
        self.messages: tuple[int, ...] = ()
        self._deliver = deliver
        self._showing: _Showing | None = None
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, reply: Reply) -> None:
        """So far it is."""
        if self._showing is None:
            self._showing = _Showing()
            self._task = asyncio.create_task(self._show(self._showing))
        self._showing.newest = reply
        self._showing.said.set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._showing is None or self._task is None:
            return
        self._showing.over.set()
        self._showing.said.set()
        if kind is not None and not issubclass(kind, Exception):
            self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _show(self, showing: _Showing) -> None:
        while True:
            await showing.said.wait()
            if showing.over.is_set() or showing.newest is None:
                return
            showing.said.clear()
            try:
                self.messages = await self._deliver(showing.newest, self.messages)
            except Abandoned:
                return
            except Exception as error:
                log.error("how far an action is could not be shown\n%s", trace_of(error))
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(showing.over.wait(), PAUSE)


@dataclass
class _Showing:
    """What an action that says how far it is has said, and whether it is over."""

    newest: Reply | None = None
    said: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
