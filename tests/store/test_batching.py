"""Calls made while a batch runs are served together in the next."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.store.batching import Gathering


class Server:
    """Serves doubles, and keeps what it was asked, batch by batch; waits until ``gate`` is open."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.busy = asyncio.Event()
        self.gate = asyncio.Event()

    async def serve(self, items: Sequence[int]) -> Sequence[int | Exception]:
        self.batches.append(list(items))
        self.busy.set()
        await self.gate.wait()
        if 13 in items:
            raise LookupError("13")
        return [ValueError(str(item)) if item < 0 else item * 2 for item in items]


async def test_alone_a_call_is_served_at_once() -> None:
    server = Server()
    server.gate.set()
    assert await Gathering(server.serve)(4) == 8
    assert server.batches == [[4]]


async def test_calls_during_a_batch_make_up_the_next_in_order() -> None:
    server = Server()
    gathering = Gathering(server.serve, most=3)
    first = asyncio.create_task(gathering(0))
    await server.busy.wait()
    others = [asyncio.create_task(gathering(n)) for n in range(1, 6)]
    await asyncio.sleep(0)
    server.gate.set()
    assert await asyncio.gather(first, *others) == [0, 2, 4, 6, 8, 10]
    assert server.batches == [[0], [1, 2, 3], [4, 5]]


async def test_an_error_goes_to_its_caller_and_the_rest_go_on() -> None:
    server = Server()
    server.gate.set()
    gathering = Gathering(server.serve)
    results = await asyncio.gather(gathering(1), gathering(-1), gathering(2), return_exceptions=True)
    assert [str(result) for result in results] == ["2", "-1", "4"]
    assert isinstance(results[1], ValueError)


async def test_a_failed_batch_fails_for_all_in_it_and_the_next_is_served() -> None:
    server = Server()
    server.gate.set()
    gathering = Gathering(server.serve)
    results = await asyncio.gather(gathering(1), gathering(13), return_exceptions=True)
    assert [type(result) for result in results] == [LookupError, LookupError]
    assert await gathering(3) == 6


async def test_a_caller_who_leaves_does_not_stop_the_others() -> None:
    server = Server()
    gathering = Gathering(server.serve)
    leaving, staying = asyncio.create_task(gathering(1)), asyncio.create_task(gathering(2))
    await server.busy.wait()
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    server.gate.set()
    assert await staying == 4
    await gathering.drain()
    assert server.batches == [[1, 2]]
