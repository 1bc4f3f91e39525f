"""Sending side by side, and again and again: what every sender of unasked messages does in the same way."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from bot.clock import Clock, Sleep
from bot.failure import type_and_place

log = logging.getLogger(__name__)


class Flight:
    """Runs what is added to it, so many at once, each failing alone; left once all have landed.

    When it is left for want of time (cancelled), what is in flight is cut: what was claimed is uncertain, as after a
    crash.

    Args:
        what: one of them, for the log: "a letter".
        at_once: never more than these are uncertain after a kill.
    """

    def __init__(self, what: str, at_once: int) -> None:
        self._what, self._at_once = what, at_once
        self._flying: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._flying and not isinstance(error, asyncio.CancelledError):
                await asyncio.wait(self._flying)
        finally:
            for task in self._flying:
                task.cancel()
            await asyncio.gather(*self._flying, return_exceptions=True)

    async def add(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin ``work`` as soon as fewer than ``at_once`` are in flight."""
        if len(self._flying) >= self._at_once:
            try:
                _, self._flying = await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                work.close()
                raise
        self._flying.add(asyncio.create_task(self._guarded(work)))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:
            log.error("%s failed (%s)", self._what, type_and_place(error))


class Spared:
    """The moments until which some chats are to be left alone, in one round.

    Args:
        patience: seconds that are waited at most.
    """

    def __init__(self, clock: Clock, sleep: Sleep, patience: float) -> None:
        self._clock, self._sleep, self._patience = clock, sleep, patience
        self._moments: list[datetime] = []

    def until(self, moment: datetime) -> None:
        """A chat is to be left alone until then."""
        self._moments.append(moment)

    async def over(self) -> bool:
        """Wait for the first of them, and forget them; False, at once, when there is none or it is too far."""
        moments, self._moments = self._moments, []
        soonest = min(moments, default=None)
        if soonest is None or (wait := (soonest - self._clock()).total_seconds()) > self._patience:
            return False
        await self._sleep(max(wait, 0.0))
        return True


async def repeat(
    what: str, work: Callable[[], Awaitable[Mapping[str, int]]], stop: asyncio.Event, every: float
) -> None:
    """Do ``work``, which counts what it did, until ``stop`` is set; one that fails is logged, and the next one tries.

    Args:
        what: it is, for the log: "daily questions".
        work: one round.
        stop: ends it, between two rounds.
        every: seconds from the end of one round to the next.
    """
    while not stop.is_set():
        try:
            counts = await work()
            if any(counts.values()):
                log.info("%s: %s", what, ", ".join(f"{name} {number}" for name, number in counts.items()))
        except Exception as error:
            # The message of an exception may hold what a person wrote.
            log.error("%s could not be seen to: %s", what, type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)
