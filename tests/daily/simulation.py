"""A world for the ticker: a clock that is set, a sender that keeps what it was given, subscribers drawn at random."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.daily.calendar import local_day, scheduled
from bot.daily.stock import DailyQuestion, Stock
from bot.daily.ticker import Ticker
from bot.daily.wording import PlainWording
from bot.messages import Address, Paragraph, Quote, Reply
from bot.outbox.gate import Gate
from bot.outbox.outbox import Outbox
from bot.outbox.pace import Pace
from bot.outbox.sender import Outcome, Sent
from bot.settings import Daily
from bot.store import Store
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription

STOCK = Stock(
    tuple(DailyQuestion(f"{n:010}", f"Question {n} ?", "a" * 10, "Fiche", "theme", n % 4 + 1) for n in range(23))
)
PLACES = (
    ("Europe/Paris", "FR"),
    ("Europe/Paris", "FR-57"),
    ("America/Martinique", "FR-972"),
    ("Indian/Reunion", "FR-974"),
    ("Pacific/Noumea", "FR-NC"),
)


def person(number: int | str) -> Address:
    return Address("test", str(number))


@dataclass
class SetClock:
    """Shows what it is set to; sleeping moves it on."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class Keeping:
    """A sender that keeps what arrived, with the moment; ``answer`` decides what becomes of a message."""

    clock: Callable[[], datetime]
    answer: Callable[[Address], Outcome | None] = lambda address: None
    got: defaultdict[Address, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    attempts: Counter[Address] = field(default_factory=Counter)
    silent: set[Address] = field(default_factory=set)

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        self.attempts[address] += 1
        await asyncio.sleep(0)
        outcome = self.answer(address)
        if outcome is not None:
            return outcome
        said = (
            reply.quotes[-1].text if reply.quotes else "".join(b.text for b in reply.blocks if isinstance(b, Paragraph))
        )
        self.got[address].append((self.clock(), said))
        if silent:
            self.silent.add(address)
        return Sent((str(self.attempts[address]),))


async def cut_short(work: Callable[[Keeping], Coroutine[Any, Any, object]], clock: SetClock) -> None:
    """Cancel what waits for a messenger that never answers; it ends at once."""

    class Mute(Keeping):
        async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError

    begun = asyncio.Event()
    waiting = asyncio.create_task(work(Mute(clock)))
    await asyncio.wait_for(begun.wait(), 10)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 10)


def ticker(
    store: Store,
    sender: Keeping,
    clock: SetClock,
    *,
    pace: Pace | None = None,
    stock: Stock = STOCK,
    **settings: int,
) -> Ticker:
    gate = Gate(pace or Pace(1000), clock, clock.sleep)
    outbox = Outbox({"test": sender}, store, gate, clock, clock.sleep)
    chosen = Daily.model_validate(settings)
    return Ticker(store, outbox, lambda: stock, PlainWording(), chosen, clock, clock.sleep)


async def subscribe(store: Store, now: datetime, *subscriptions: Subscription) -> None:
    await store.apply([Subscribed(scheduled(subscription, now)) for subscription in subscriptions], now)


def drawn(number: int, draw: random.Random, begin: date) -> Subscription:
    """A subscription as somebody might have it."""
    zone, territory = draw.choice(PLACES)
    days = draw.choice([{1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}, {2, 4}, {1}, set(range(1, 8)), {6, 7}])
    subscription = Subscription(
        person(number),
        draw.randrange(2**40),
        begin,
        time=time(draw.randrange(24), draw.choice([0, 15, 30, 45])),
        days=frozenset(days),
        zone=zone,
        territory=territory,
        weekly=draw.random() < 0.1,
        august_off=draw.random() < 0.3,
        silent=draw.random() < 0.2,
    )
    if draw.random() < 0.5:
        first = begin + timedelta(draw.randrange(300))
        return replace(subscription, leave_from=first, leave_until=first + timedelta(draw.randrange(30)))
    return subscription


def quoted(reply: Reply) -> str:
    return next(block.text for block in reply.blocks if isinstance(block, Quote))


def got_on(sender: Keeping, subscription: Subscription) -> list[date]:
    """The local days on which somebody had something."""
    return [local_day(at, subscription.zone) for at, _ in sender.got[subscription.chat]]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
