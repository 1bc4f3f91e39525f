"""What makes old moments wrong: other rules of time, a clock put back, a crash in the middle of a send."""

from __future__ import annotations

import hashlib
import logging
import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection

from bot.daily.calendar import next_due
from bot.daily.plan import Job, after
from bot.outbox.sender import Uncertain
from bot.store import Store
from bot.store.deliveries import LATER, LEASE, Delivery, left_in_flight
from bot.store.facts import Fact
from bot.store.notices import Noticed, noticed
from bot.store.reminders import Reminder
from bot.store.subscribing import Advanced
from bot.store.subscriptions import Subscription, of, scheduled_after

log = logging.getLogger(__name__)
_MINUTE = timedelta(minutes=1)


@cache
def rules_version() -> str:
    """What the moments of this process are computed with: the zones' rules where they are read from, the holidays'."""
    return f"zones {_zones_version()}, holidays {version('holidays')}"


def _zones_version() -> str:
    for folder in map(Path, zoneinfo.TZPATH):
        compiled = folder / "tzdata.zi"
        if compiled.is_file():
            with compiled.open(encoding="utf-8") as lines:
                return lines.readline().removeprefix("# version").strip()
        sample = folder / "Europe" / "Paris"
        if sample.is_file():
            return hashlib.sha256(sample.read_bytes()).hexdigest()[:12]
    return version("tzdata")


PAGE = 500
_RULES, _TICKED = "rules of time", "ticked at"
_BACK = timedelta(minutes=5)
"""A clock that was later by more than this at an earlier tick has been put back."""


@dataclass
class Rules:
    """Keeps the store's moments right; one for each ticker."""

    signature: Callable[[], str] = rules_version
    _looked: datetime | None = None

    async def follow(self, store: Store, now: datetime, late: timedelta) -> None:
        """Compute every moment anew when the rules of time are others than last time, or the clock was put back."""
        if self._looked is not None and abs(now - self._looked) < _MINUTE:
            return
        rules, ticked = await store.read(lambda connection: (noticed(connection, _RULES), noticed(connection, _TICKED)))
        signature = self.signature()
        back = bool(ticked) and datetime.fromisoformat(ticked) > now + _BACK
        if rules and (rules != signature or back):
            log.warning("moments are computed anew: %s", "the clock was put back" if back else "other rules of time")
            await reschedule(store, now, late)
        if rules != signature or back:
            await store.apply([Noticed(_RULES, signature), *self.noted(now)], now)
        self._looked = now

    def noted(self, now: datetime) -> list[Fact]:
        """To be written down with anything that a tick changes: what time it was then."""
        return [Noticed(_TICKED, now.isoformat())]

    async def resolve(self, store: Store, now: datetime) -> int:
        """Give up on claims that a crash left without an outcome: they are uncertain, and never sent again."""
        found = 0
        while left := await store.read(partial(left_in_flight, before=now - LEASE, limit=PAGE)):
            facts = await store.read(partial(_given_up, left=left, now=now))
            await store.apply(facts, now)
            found += len(left)
        if found:
            log.warning("%d deliveries were in flight at a crash: it is not known whether they arrived", found)
        return found


async def reschedule(store: Store, now: datetime, late: timedelta) -> int:
    """Compute the next moment of every subscription; how many have another one now."""
    changed, place = 0, None
    while page := await store.read(partial(scheduled_after, chat=place, due=now - late, limit=PAGE)):
        moved = [(one, then) for one in page if (then := next_due(one, now - late)) != one.due]
        await store.apply([Advanced(one.chat, one.due, then) for one, then in moved if one.due is not None], now)
        changed += len(moved)
        place = page[-1].chat
    return changed


def _given_up(connection: Connection, left: Sequence[Delivery], now: datetime) -> list[Fact]:
    facts: list[Fact] = []
    for delivery in left:
        subscription = of(connection, delivery.chat) or Subscription(delivery.chat, 0, now.date())
        reminder = None
        if delivery.kind.startswith(LATER):
            reminder = Reminder(delivery.chat, delivery.question_id, "", delivery.due)
        facts += after(Job(delivery, subscription, reminder=reminder), Uncertain("in flight at a crash"), now)
    return facts
