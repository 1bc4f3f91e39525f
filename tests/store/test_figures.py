"""Numbers of subscribers and of what they were sent; no address comes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.messages import Address
from bot.store import Store
from bot.store.deliveries import Delivery, Settled, claim
from bot.store.figures import Subscribers, delivered, subscribers
from bot.store.overview import overview
from bot.store.subscribing import Subscribed, Unreachable
from tests.store.conftest import NOON
from tests.store.samples import SUBSCRIPTION


def chat(number: int) -> Address:
    return Address("telegram", str(number))


async def test_subscribers_are_counted_by_what_they_get(store: Store) -> None:
    since = NOON.date() - timedelta(days=5)
    assert await store.read(partial(subscribers, since=since)) == Subscribers()
    old = replace(SUBSCRIPTION, since=NOON.date() - timedelta(days=90))
    new = [replace(SUBSCRIPTION, chat=chat(number)) for number in (2, 3, 4)]
    await store.apply([Subscribed(one) for one in (old, *new, replace(old, chat=chat(5), paused=True))], NOON)
    await store.apply([Unreachable(chat(4), "blocked")], NOON)
    assert await store.read(partial(subscribers, since=since)) == Subscribers(3, 1, 1, 2)


async def test_what_was_sent_is_counted_by_day(store: Store) -> None:
    day = NOON.date()
    await store.apply([Subscribed(SUBSCRIPTION)], NOON)
    wanted = Delivery(SUBSCRIPTION.chat, day, "question", "q", NOON)
    whether_to_go_on = Delivery(SUBSCRIPTION.chat, day, "ask", "", NOON)
    for one in (wanted, whether_to_go_on):
        assert await store.write(partial(claim, wanted=one, now=NOON)) == "ours"
        await store.apply([Settled(one, "sent")], NOON)
    assert await store.read(partial(delivered, first=day, last=day)) == {(day, "sent"): 1}
    assert (await store.read(partial(overview, now=NOON))).deliveries == {"sent": 1}
    assert await store.read(partial(delivered, first=day + timedelta(days=1), last=day + timedelta(days=9))) == {}
