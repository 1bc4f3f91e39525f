"""Ce qui part côte à côte : tant à la fois, chacun échoue seul, rien ne retient la fin."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest

from bot.outbox.flight import Flight


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_so_many_at_once_and_all_have_landed_at_the_end() -> None:
    flying, most, landed = 0, 0, 0

    async def work() -> None:
        nonlocal flying, most, landed
        flying += 1
        most = max(most, flying)
        await settled()
        flying -= 1
        landed += 1

    async with Flight("a test", 3) as flight:
        for _ in range(10):
            await flight.add(work())
    assert (most, landed) == (3, 10)


async def test_one_that_fails_fails_alone_and_its_words_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    landed: list[int] = []

    async def work(number: int) -> None:
        if number == 1:
            raise ValueError("what somebody wrote")
        landed.append(number)

    with caplog.at_level(logging.ERROR):
        async with Flight("a test", 2) as flight:
            for number in range(3):
                await flight.add(work(number))
    assert landed == [0, 2]
    [told] = caplog.messages
    assert re.fullmatch(r"a test failed \(ValueError in test_flight\.py:\d+\)", told)


@pytest.mark.parametrize("waiting", [2, 3])
async def test_what_never_lands_does_not_hold_the_end(waiting: int) -> None:
    """Whether all are in flight already, or one still waits to begin."""
    cut: list[bool] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cut.append(True)

    async def send() -> None:
        async with Flight("a test", 2) as flight:
            for _ in range(waiting):
                await flight.add(work())

    sending = asyncio.create_task(send())
    await settled()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(sending, 10)
    assert cut == [True, True]
