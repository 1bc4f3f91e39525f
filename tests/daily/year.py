"""A simulated year: mixed people over four zones, two programs ticking at a time, stopped and started at random.

``python -m tests.daily.year --people 2000`` runs it large; the test runs it small.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time as stopwatch
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

from bot.daily.ticker import Ticker
from bot.store import Store
from bot.store.subscriptions import Subscription
from tests.daily.simulation import Keeping, SetClock, drawn, midnight, subscribe, ticker

BEGIN, END = date(2026, 1, 1), date(2027, 1, 1)
LATE = 20 * 60
"""Minutes that a question may be late here, so that a whole year takes few ticks."""
LONGEST_STOP = 19.0
"""Hours without any tick."""


@dataclass(frozen=True, slots=True)
class Year:
    """What came of it."""

    people: int
    questions: int
    ticks: int
    restarts: int
    missing: int
    unwanted: int
    twice: int
    repeated: int


def chosen_days(subscription: Subscription, begin: datetime, end: datetime) -> set[date]:
    """The days that a subscription asks for, worked out by another way than the program's."""
    country, _, part = subscription.territory.partition("-")
    off = holidays.country_holidays(country, part or None, years=[2025, 2026, 2027])
    zone = ZoneInfo(subscription.zone)
    days: list[date] = []
    for number in range((end - begin).days + 15):
        day = begin.date() + timedelta(number - 7)
        away = subscription.leave_from is not None and subscription.leave_from <= day <= (
            subscription.leave_until or day
        )
        resting = subscription.august_off and day.month == 8
        if day.isoweekday() in subscription.days and day not in off and not away and not resting:
            days.append(day)
    if subscription.weekly:
        days = [day for day in days if not any(d < day and d.isocalendar()[:2] == day.isocalendar()[:2] for d in days)]
    return {day for day in days if begin < datetime.combine(day, subscription.time, zone).astimezone(UTC) <= end}


async def simulate(people: int, file: Path, seed: int = 1, begin: date = BEGIN, end: date = END) -> Year:
    """Run it; nothing is checked here."""
    draw = random.Random(seed)
    url = f"sqlite+aiosqlite:///{file}"
    clock = SetClock(midnight(begin))
    sender = Keeping(clock)
    store = await Store.open(url)
    subscriptions = [drawn(number, draw, begin) for number in range(people)]
    await subscribe(store, clock.now, *subscriptions)
    running = [await _started(url, sender, clock) for _ in range(2)]
    ticks = restarts = 0
    last = clock.now
    while clock.now < midnight(end):
        clock.now += timedelta(hours=draw.uniform(LONGEST_STOP / 2, LONGEST_STOP))
        for number in range(2):
            if draw.random() < 0.05:
                await running[number].store.close()
                running[number] = await _started(url, sender, clock)
                restarts += 1
        at_work = running if draw.random() < 0.3 else [draw.choice(running)]
        last = clock.now
        await asyncio.gather(*(one.tick() for one in at_work))
        ticks += len(at_work)
    for store_of in (store, *(one.store for one in running)):
        await store_of.close()
    return _counted(subscriptions, sender, midnight(begin), last, ticks, restarts)


async def _started(url: str, sender: Keeping, clock: SetClock) -> Ticker:
    return ticker(await Store.open(url), sender, clock, late_minutes=LATE, ask_after=1000)


def _counted(
    subscriptions: list[Subscription], sender: Keeping, begin: datetime, end: datetime, ticks: int, restarts: int
) -> Year:
    missing = unwanted = twice = repeated = 0
    for one in subscriptions:
        wanted = chosen_days(one, begin, end)
        # A question that comes late may arrive after midnight: the row says for which day it was.
        had = [_day_of(one, at, wanted) for at in (moment for moment, _ in sender.got[one.chat])]
        missing += len(wanted - set(had))
        unwanted += sum(day not in wanted for day in had)
        twice += len(had) - len(set(had))
        texts = [said for _, said in sender.got[one.chat]]
        repeated += sum(len(set(texts[n : n + 23])) < len(texts[n : n + 23]) for n in range(0, len(texts), 23))
    questions = sum(map(len, sender.got.values()))
    return Year(len(subscriptions), questions, ticks, restarts, missing, unwanted, twice, repeated)


def _day_of(subscription: Subscription, at: datetime, wanted: set[date]) -> date:
    """The chosen day whose question this is: the last whose moment had come."""
    zone = ZoneInfo(subscription.zone)
    there = at.astimezone(zone)
    days = (there.date() - timedelta(back) for back in range(3))
    due = (day for day in days if datetime.combine(day, subscription.time, zone).astimezone(UTC) <= at)
    return next((day for day in due if day in wanted), there.date())


def main() -> None:
    """Print what came of a large year; fail when it was not perfect."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = stopwatch.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        year = asyncio.run(simulate(asked.people, Path(folder) / "coop.db", asked.seed))
    print(f"{year} in {stopwatch.perf_counter() - start:.0f} s")
    if year.missing or year.unwanted or year.twice or year.repeated:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
