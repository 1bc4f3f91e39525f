"""How the bot is used, in figures: questions and how they were answered, what was found useful, who subscribes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.store import Store
from bot.store.asked import Asking, asking
from bot.store.figures import Subscribers, delivered, subscribers

DAILY_AT_MOST = 31
"""Days that are shown one by one; a longer stretch is shown by week."""
_UNSURE = frozenset({"uncertain", "failed"})


@dataclass(frozen=True, slots=True)
class Bar:
    """What happened from one day to another, both included: questions, and daily questions sent or lost."""

    first: date
    last: date
    asking: Asking
    sent: int
    lost: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A stretch of time in bars of one day or one week, oldest first, and the subscribers there are now."""

    bars: tuple[Bar, ...]
    subscribers: Subscribers

    @property
    def by_week(self) -> bool:
        """Whether a bar is a week."""
        return self.bars[-1].first != self.bars[-1].last

    @property
    def days(self) -> int:
        """How many days all of it is."""
        return (self.bars[-1].last - self.bars[0].first).days + 1

    def total(self, number: Callable[[Bar], int]) -> int:
        """The sum of a number over all bars."""
        return sum(map(number, self.bars))

    @property
    def asking(self) -> Asking:
        """All the questions together."""
        names = Asking.__dataclass_fields__
        return Asking(**{name: sum(getattr(bar.asking, name) for bar in self.bars) for name in names})


async def gather(store: Store, now: datetime, days: int, zone: ZoneInfo) -> Figures:
    """The figures of the last days, today included, cut at midnight in ``zone``."""
    today = now.astimezone(zone).date()
    step = 1 if days <= DAILY_AT_MOST else 7
    number = -(-days // step)
    firsts = [today - timedelta(days=step * (number - at) - 1) for at in range(number)]
    midnights = [_midnight(day, zone) for day in (*firsts, today + timedelta(days=1))]
    asked = await store.read(partial(asking, bounds=midnights))
    sent = await store.read(partial(delivered, first=firsts[0], last=today))
    counted = await store.read(partial(subscribers, since=firsts[0]))
    bars = []
    for first, its in zip(firsts, asked, strict=True):
        last = first + timedelta(days=step - 1)
        states = [(state, count) for (day, state), count in sent.items() if first <= day <= last]
        bars.append(
            Bar(
                first,
                last,
                its,
                sent=sum(count for state, count in states if state == "sent"),
                lost=sum(count for state, count in states if state in _UNSURE),
            )
        )
    return Figures(tuple(bars), counted)


def percent(part: int, whole: int) -> int:
    """A share in whole percents; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
