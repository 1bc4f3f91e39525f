"""A clock that is set, a sender that keeps what it was given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.daily.simulation import Keeping, SetClock

MONDAY = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""Eight o'clock in Paris, half an hour before the default moment."""


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def sender(clock: SetClock) -> Keeping:
    return Keeping(clock)
