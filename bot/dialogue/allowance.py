"""How much one person may ask for: so many messages at once, and as many again every minute."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot.messages import Address

_MINUTE = 60.0
_REMEMBERED = 10_000
"""People after whom those who may write as if they had never written are forgotten."""
Verdict = Literal["yes", "no", "still no"]


class Allowance:
    """Counts in memory: what a restart forgets is a minute's worth.

    Args:
        a_minute: messages; 0 for no limit.

    >>> from datetime import UTC, datetime
    >>> allowance, noon = Allowance(2), datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> [allowance.spend(Address("test", "1"), noon) for _ in range(4)]
    ['yes', 'yes', 'no', 'still no']
    """

    def __init__(self, a_minute: int) -> None:
        self._most = a_minute
        self._left: dict[Address, tuple[float, datetime]] = {}
        self._told: set[Address] = set()

    def spend(self, person: Address, now: datetime) -> Verdict:
        """Whether a message of this person is answered; ``no`` is said once, until one is answered again."""
        if not self._most:
            return "yes"
        left = self._now(person, now)
        if left < 1:
            verdict: Verdict = "still no" if person in self._told else "no"
            self._told.add(person)
            return verdict
        if len(self._left) >= _REMEMBERED:
            self._left = {one: kept for one, kept in self._left.items() if self._now(one, now) < self._most}
        self._left[person] = left - 1, now
        self._told.discard(person)
        return "yes"

    def _now(self, person: Address, now: datetime) -> float:
        """How many messages this person may write now."""
        left, then = self._left.get(person, (float(self._most), now))
        # A clock that was put back gives nothing, and takes nothing.
        return min(self._most, left + max(0.0, (now - then).total_seconds()) * self._most / _MINUTE)
