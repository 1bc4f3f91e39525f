"""Les chiffres : des jours entiers de l'heure locale, et une image lisible sur un téléphone."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.editorial.figures import Bar, Figures, gather, percent
from bot.editorial.picture import draw
from bot.messages import Address
from bot.store import Store
from bot.store.asked import Asking
from bot.store.deliveries import Delivery, Settled, claim
from bot.store.facts import Asked, Judged
from bot.store.figures import Subscribers
from bot.store.subscribing import Subscribed, Unreachable
from bot.store.subscriptions import Subscription

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)
TODAY = date(2026, 3, 31)


def chat(number: int) -> Address:
    return Address("telegram", str(number))


async def test_a_question_belongs_to_its_local_day_summer_time_included(store: Store) -> None:
    # 28 March 2026, 23:30 UTC is already the 29th in Paris; that day has 23 hours.
    for key, moment in (("a", datetime(2026, 3, 28, 22, 30)), ("b", datetime(2026, 3, 28, 23, 30))):
        await store.apply([Asked(key, "?", "sure", "0")], moment.replace(tzinfo=UTC))
    await store.apply([Asked("c", "?", "nothing", "0"), Judged("c", False)], datetime(2026, 3, 29, 22, 30, tzinfo=UTC))
    figures = await gather(store, NOW, 7, PARIS)
    asked = {bar.first.day: bar.asking for bar in figures.bars if bar.asking.total}
    assert asked == {28: Asking(1), 29: Asking(1), 30: Asking(0, 0, 1, 0, 1)}
    assert figures.asking == Asking(2, 0, 1, 0, 1)
    assert [bar.first for bar in figures.bars][-1] == TODAY


@pytest.mark.parametrize(("days", "bars", "by_week"), [(1, 1, False), (30, 30, False), (90, 13, True), (365, 53, True)])
async def test_long_stretches_are_shown_by_week(store: Store, days: int, bars: int, by_week: bool) -> None:
    figures = await gather(store, NOW, days, PARIS)
    assert (len(figures.bars), figures.by_week, figures.bars[-1].last) == (bars, by_week, TODAY)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(figures.bars))
    assert days <= figures.days < days + 7


async def test_subscribers_and_what_they_were_sent(store: Store) -> None:
    due = NOW - timedelta(hours=2)
    old = Subscription(chat(1), 7, TODAY - timedelta(days=90), due=due)
    everybody = [old, *(replace(old, chat=chat(n), since=TODAY) for n in (2, 3, 4))]
    await store.apply([Subscribed(one) for one in everybody], NOW)
    await store.apply([Subscribed(replace(old, chat=chat(5), paused=True)), Unreachable(chat(4), "blocked")], NOW)
    sent = [Delivery(chat(number), TODAY, "question", "q", due) for number in (1, 2, 3)]
    for delivery in sent:
        assert await store.write(partial(claim, wanted=delivery, now=NOW)) == "ours"
    await store.apply([Settled(sent[0], "sent"), Settled(sent[1], "sent"), Settled(sent[2], "uncertain")], NOW)
    figures = await gather(store, NOW, 7, PARIS)
    assert figures.subscribers == Subscribers(active=3, paused=1, unreachable=1, new=2)
    assert (figures.bars[-1].sent, figures.bars[-1].lost) == (2, 1)


@pytest.mark.parametrize("empty", [True, False])
def test_the_picture_is_upright_and_small(empty: bool) -> None:
    asking = Asking() if empty else Asking(12345, 5, 2, 3, 1)
    bars = tuple(Bar(TODAY - timedelta(days=n), TODAY - timedelta(days=n), asking, 200, 1) for n in range(29, -1, -1))
    png = draw(Figures(bars, Subscribers()), "Trente jours")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1080, 1350)
    assert len(png) < 200_000


def test_a_share_of_nothing_is_nothing() -> None:
    assert (percent(1, 3), percent(2, 3), percent(0, 0)) == (33, 67, 0)
