"""A storm: a fifth of the people must be spared for a while, some have left; nobody else is late for it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.daily.ticker import Ticked
from bot.messages import Address
from bot.outbox.pace import Pace
from bot.outbox.sender import Gone, Outcome, SlowDown
from bot.store import Store
from bot.store.subscriptions import Subscription
from tests.daily.conftest import MONDAY
from tests.daily.simulation import Keeping, SetClock, person, subscribe, ticker

DUE = MONDAY + timedelta(minutes=30)
PEOPLE, RATE = 300, 28.0


@pytest.mark.parametrize("seed", [1, 2])
async def test_nobody_else_is_late_by_more_than_the_pace_explains(
    store: Store, clock: SetClock, sender: Keeping, seed: int
) -> None:
    draw = random.Random(seed)
    people = [Subscription(person(number), number, MONDAY.date()) for number in range(PEOPLE)]
    held = {one.chat for one in people if draw.random() < 0.2}
    gone = {one.chat for one in people if one.chat not in held and draw.random() < 0.06}

    def answer(address: Address) -> Outcome | None:
        if address in held and sender.attempts[address] == 1:
            return SlowDown(draw.choice([2, 30, 300]))
        return Gone("blocked") if address in gone else None

    sender.answer = answer
    await subscribe(store, clock.now, *people)
    clock.now = DUE
    tick = ticker(store, sender, clock, pace=Pace(RATE))
    total = Ticked()
    while clock.now < DUE + timedelta(minutes=10):
        done = await tick.tick()
        total.sent += done.sent
        total.inactive += done.inactive
        clock.now += timedelta(seconds=20)
    others = [one.chat for one in people if one.chat not in held and one.chat not in gone]
    late = [(sender.got[chat][0][0] - DUE).total_seconds() for chat in others]
    # Every attempt takes a place in the line, a refused one too; a tick may wait half a minute for the last of them.
    assert max(late) <= PEOPLE / RATE + 1
    assert (total.sent, total.inactive) == (PEOPLE - len(gone), len(gone))
    assert {sender.attempts[chat] for chat in gone} == {1}
    assert {sender.attempts[chat] for chat in held} == {2}
    assert all(len(sender.got[chat]) == 1 for chat in held)


async def test_a_channel_that_asks_to_wait_stops_the_line_and_loses_nothing(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    people = [Subscription(person(number), number, MONDAY.date()) for number in range(60)]
    answers = iter([None] * 10 + [SlowDown(25, "channel")] + [None] * 20 + [SlowDown(900, "channel")])
    sender.answer = lambda address: next(answers, None)
    await subscribe(store, clock.now, *people)
    clock.now = DUE
    tick = ticker(store, sender, clock, pace=Pace(RATE))
    await tick.tick()
    assert 25 <= (clock.now - DUE).total_seconds() < 200
    before = sum(sender.attempts.values())
    clock.now = DUE + timedelta(minutes=10)
    await tick.tick()
    assert sum(sender.attempts.values()) == before
    clock.now = DUE + timedelta(minutes=20)
    await tick.tick()
    assert all(len(sender.got[one.chat]) == 1 for one in people)
    assert max(sender.attempts.values()) <= 2


async def test_a_group_has_no_more_than_its_share(store: Store, clock: SetClock, sender: Keeping) -> None:
    group = replace(Subscription(person("group"), 1, MONDAY.date()), group=True)
    await subscribe(store, clock.now, group)
    clock.now = DUE
    pace = Pace(RATE, group_minute=1)
    pace.spend(group.chat, clock.now - timedelta(seconds=20), group=True)
    await ticker(store, sender, clock, pace=pace).tick()
    assert sender.got[group.chat][0][0] >= DUE + timedelta(seconds=40)
