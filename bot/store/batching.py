"""Calls that wait while one is being served are served together: one statement or one transaction for many people."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Gathering(Generic[Item, Result]):
    """Turns ``serve(items)`` into ``await gathering(item)``.

    While a batch runs, new calls queue; they make up the next one, at most ``most`` at a time, in the order they came.
    Nothing waits on a timer: alone, a call is served at once.

    Args:
        serve: serves a batch and gives one result an item, in order; what it raises is given to every caller.
        most: items in one batch.
    """

    def __init__(
        self, serve: Callable[[Sequence[Item]], Awaitable[Sequence[Result | Exception]]], most: int = 250
    ) -> None:
        self._serve = serve
        self._most = most
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """The result for this item; raises what serving it raised."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await future

    async def drain(self) -> None:
        """Return once everything that was called for is served."""
        if self._worker is not None:
            await self._worker

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            try:
                results: Sequence[Result | Exception] = await self._serve([item for item, _ in batch])
            except Exception as error:
                results = [error] * len(batch)
            for (_, future), result in zip(batch, results, strict=True):
                if future.done():  # the caller was cancelled meanwhile
                    continue
                if isinstance(result, Exception):
                    future.set_exception(result)
                else:
                    future.set_result(result)
