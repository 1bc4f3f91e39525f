"""Ce qui part sans être demandé attend que Telegram réponde, et ne le redit pas à chaque essai."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import unasked
from bot.daily.ticker import Ticker
from bot.failure import CannotRun
from bot.outbox.sender import Sender


async def test_a_telegram_that_cannot_be_reached_is_told_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, tries = asyncio.Event(), 0

    @contextlib.asynccontextmanager
    async def unreachable(token: str, root: str) -> AsyncIterator[Sender]:
        nonlocal tries
        tries += 1
        if tries == 3:
            stop.set()
        raise CannotRun("Telegram cannot be reached")
        yield

    def no_ticker(senders: object) -> Ticker:
        raise AssertionError("nothing is due before Telegram answers")

    monkeypatch.setattr(unasked, "AGAIN", 0.001)
    monkeypatch.setattr(unasked, "sending", unreachable)
    await asyncio.wait_for(unasked.deliver("4242:A", "http://127.0.0.1:9", no_ticker, stop), 5)
    assert tries == 3
    assert [record.getMessage() for record in caplog.records] == [
        "no daily questions or letters until it answers: Telegram cannot be reached"
    ]
