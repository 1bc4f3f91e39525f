"""A clock that is set, a sender that keeps what it was given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.daily.simulation import Keeping, SetClock

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def sender(clock: SetClock) -> Keeping:
    return Keeping(clock)
