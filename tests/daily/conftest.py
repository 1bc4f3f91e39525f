"""A real SQLite file, a clock that is set, a sender that keeps what it was given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Store
from tests.daily.simulation import Keeping, SetClock
from tests.doubles.databases import fresh

MONDAY = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""Eight o'clock in Paris, half an hour before the default moment."""


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    async with fresh(tmp_path) as url:
        yield url


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = await Store.open(url)
    yield store
    await store.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def sender(clock: SetClock) -> Keeping:
    return Keeping(clock)
