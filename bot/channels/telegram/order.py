"""Lines: what happens in one chat is done in order, one thing at a time; chats are served side by side.

A line exists while it has something to do.  It has one thing in hand at most, so a chat that writes a hundred messages,
or whose server answers slowly, costs the others nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from bot.failure import type_and_place

Work = TypeVar("Work")
log = logging.getLogger(__name__)


class Lines(Generic[Work]):
    """Runs ``do`` over what is put in, in order within a line.

    Args:
        do: one thing to do; what it raises is logged, and its line goes on with the next.
    """

    def __init__(self, do: Callable[[Work], Awaitable[None]]) -> None:
        self._do = do
        self._waiting: dict[Hashable, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._emptier = asyncio.Event()

    def __len__(self) -> int:
        """How many lines have something to do."""
        return len(self._waiting)

    def __contains__(self, line: Hashable) -> bool:
        """Whether this line has something to do."""
        return line in self._waiting

    def behind(self, line: Hashable) -> int:
        """How much waits in a line behind what is in hand."""
        return len(self._waiting.get(line, ()))

    def put(self, line: Hashable, work: Work) -> None:
        """Add to the end of a line."""
        queue = self._waiting.get(line)
        if queue is not None:
            queue.append(work)
            return
        self._waiting[line] = queue = deque([work])
        task = asyncio.create_task(self._serve(line, queue))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def fewer_than(self, most: int) -> None:
        """Return once fewer lines than that have something to do."""
        while len(self._waiting) >= most:
            self._emptier.clear()
            await self._emptier.wait()

    async def stop(self, seconds: float) -> None:
        """Finish what is in hand, for so long at most; what waits behind it is left."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, line: Hashable, queue: deque[Work]) -> None:
        try:
            while queue and not self._stopping:
                try:
                    await self._do(queue.popleft())
                except Exception as error:
                    log.error("what was to be done in a chat failed (%s)", type_and_place(error))
        finally:
            del self._waiting[line]
            self._emptier.set()
