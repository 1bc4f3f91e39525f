"""The time, handed in wherever it matters, so that tests set it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""
Sleep = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


def system_clock() -> datetime:
    """The machine's own time in UTC."""
    return datetime.now(UTC)
