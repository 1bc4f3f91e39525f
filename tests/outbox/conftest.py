"""A real database, a clock that is set, a sender that keeps what it was given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Store
from tests.daily.simulation import Keeping, SetClock
from tests.doubles.databases import fresh

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with fresh(tmp_path) as url:
        store = await Store.open(url)
        yield store
        await store.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def sender(clock: SetClock) -> Keeping:
    return Keeping(clock)
