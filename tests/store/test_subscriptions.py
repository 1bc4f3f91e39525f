"""Subscriptions: what is chosen, how far it went, and what becomes of it when a person leaves or a chat moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

import pytest
from sqlalchemy.engine import make_url

from bot.store import ConversationKey, Memory, Store
from bot.store.deliveries import Delivery, Settled, claim, claiming
from bot.store.facts import Fact, Remember
from bot.store.holds import Held, in_force
from bot.store.inbox import Relocated
from bot.store.notes import NoteKept, count
from bot.store.reminders import PutOff, Reminder, reminders_looked_at
from bot.store.store import _write
from bot.store.subscribing import Advanced, Alive, AskedToGoOn, Had, Reached, Subscribed, Unsubscribed
from bot.store.subscriptions import Subscription, had, looked_at, of, scheduled_after
from tests.doubles.delivered import counted
from tests.store.conftest import ANNE, GROUP, NOON, PAUL
from tests.store.samples import NOTE, SUBSCRIPTION, daily_facts

FULL = Subscription(
    ANNE,
    2**40,
    NOON.date(),
    time(7, 45),
    frozenset({2, 4}),
    "Indian/Reunion",
    "FR-974",
    "12",
    True,
    ("one", "two"),
    ("one:3",),
    True,
    True,
    True,
    True,
    date(2026, 8, 1),
    date(2026, 8, 31),
    due=NOON,
)


async def found(store: Store) -> Subscription:
    subscription = await store.read(partial(of, chat=ANNE))
    assert subscription is not None
    return subscription


@pytest.mark.parametrize("fact", daily_facts(), ids=lambda fact: type(fact).__name__)
async def test_facts_of_many_people_are_written_at_once(store: Store, fact: Fact) -> None:
    await store.write(lambda connection: _write(connection, [([fact, fact], NOON), ([fact], NOON)]))


@pytest.mark.parametrize("subscription", [SUBSCRIPTION, FULL])
async def test_a_subscription_comes_back_as_it_was(store: Store, subscription: Subscription) -> None:
    assert await store.read(partial(of, chat=ANNE)) is None
    await store.apply([Subscribed(subscription)], NOON)
    assert await found(store) == subscription


async def test_changing_what_is_chosen_leaves_how_far_it_went(store: Store) -> None:
    await store.apply([Subscribed(SUBSCRIPTION), Had(ANNE, "q1", 0)], NOON)
    await store.apply([Had(ANNE, "q1", 1), Had(ANNE, "q2", 1), Reached(ANNE, NOON.date())], NOON)
    await store.apply([Subscribed(replace(FULL, seed=5, since=date(2030, 1, 1)))], NOON)
    assert await found(store) == replace(FULL, seed=7, round=1, last_day=NOON.date())
    assert await store.read(partial(had, chats=[ANNE, PAUL])) == {ANNE: frozenset({"q1", "q2"}), PAUL: frozenset()}


async def test_the_count_without_a_sign_of_life(store: Store) -> None:
    await store.apply([Subscribed(SUBSCRIPTION)], NOON)
    for _ in range(3):
        await store.apply([Reached(ANNE, NOON.date())], NOON)
    await store.apply([Reached(ANNE, NOON.date(), counts=False), AskedToGoOn(ANNE, NOON.date())], NOON)
    assert ((await found(store)).unanswered, (await found(store)).asked_on) == (3, NOON.date())
    await store.apply([Alive(ANNE)], NOON)
    assert ((await found(store)).unanswered, (await found(store)).asked_on) == (0, None)


async def test_who_changed_the_moment_meanwhile_is_not_moved_on(store: Store) -> None:
    await store.apply([Subscribed(SUBSCRIPTION)], NOON)
    later = NOON + timedelta(hours=5)
    await store.apply([Subscribed(replace(SUBSCRIPTION, due=later))], NOON)
    await store.apply([Advanced(ANNE, NOON, NOON + timedelta(days=1))], NOON)
    assert (await found(store)).due == later


async def test_leaving_takes_everything_but_the_notes(store: Store) -> None:
    await store.apply([Subscribed(SUBSCRIPTION), Had(ANNE, "q1", 0), PutOff(ANNE, "q1", NOON), NoteKept(NOTE)], NOON)
    await store.write(partial(claim, wanted=Delivery(ANNE, NOON.date(), "question", "q1", NOON), now=NOON))
    await store.apply([Unsubscribed(ANNE)], NOON)
    assert [table.name for table in await store.personal_data(ANNE)] == ["notes"]
    # What was in flight then does not bring them back.
    await store.apply([Had(ANNE, "q2", 0), Reached(ANNE, NOON.date())], NOON)
    assert [table.name for table in await store.personal_data(ANNE)] == ["notes"]


async def test_what_is_due_comes_earliest_first_page_by_page(store: Store) -> None:
    people = [
        replace(SUBSCRIPTION, chat=replace(ANNE, id=str(n + 10)), due=NOON + timedelta(minutes=n // 2))
        for n in range(9)
    ]
    await store.apply([Subscribed(one) for one in people[::-1]], NOON)
    await store.apply([Subscribed(replace(SUBSCRIPTION, chat=PAUL, due=None))], NOON)
    seen: list[Subscription] = []
    place = None
    while page := await store.read(partial(looked_at, now=NOON + timedelta(minutes=3), after=place, limit=3)):
        seen += [subscription for _, subscription in page]
        place = (page[-1][0], page[-1][1].chat)
    assert seen == people[:8]
    all_of_them = await store.read(partial(scheduled_after, chat=None, due=NOON - timedelta(1), limit=100))
    assert all_of_them == people


async def test_a_reminder_put_off_again_is_one(store: Store) -> None:
    await store.apply([PutOff(ANNE, "q1", NOON), PutOff(ANNE, "q1", NOON + timedelta(hours=1), "7")], NOON)
    look = partial(reminders_looked_at, now=NOON + timedelta(hours=1), limit=9)
    later = NOON + timedelta(hours=1)
    assert await store.read(partial(look, after=None)) == [(later, Reminder(ANNE, "q1", "7", later))]
    assert await store.read(partial(look, after=(later, ANNE))) == []


async def test_everything_follows_a_group_that_moved_and_what_is_there_already_stands(store: Store) -> None:
    delivery = Delivery(GROUP, NOON.date(), "question", "q1", NOON)
    group = replace(SUBSCRIPTION, chat=GROUP)
    await store.apply([Subscribed(group), Held(GROUP, NOON + timedelta(1)), PutOff(GROUP, "q1", NOON)], NOON)
    await store.apply([Had(GROUP, "q1", 0), Had(GROUP, "q2", 0)], NOON)
    await store.write(partial(claim, wanted=delivery, now=NOON))
    await store.apply([Subscribed(replace(SUBSCRIPTION, chat=PAUL, silent=True)), Had(PAUL, "q1", 0)], NOON)
    await store.apply([Relocated(GROUP, PAUL)], NOON)
    assert await store.personal_data(GROUP) == ()
    there = await store.read(partial(of, chat=PAUL))
    assert there is not None
    assert there.silent
    assert (await store.read(partial(had, chats=[PAUL])))[PAUL] == {"q1", "q2"}
    assert await store.read(partial(in_force, now=NOON)) == {PAUL: NOON + timedelta(1)}
    await store.apply([Settled(replace(delivery, chat=PAUL), "sent")], NOON)
    assert await store.read(counted) == {("question", "sent"): 1}


async def test_what_is_told_of_a_chat_together_with_its_move_moves_too(store: Store) -> None:
    group = replace(SUBSCRIPTION, chat=GROUP)
    key = ConversationKey(GROUP, "", GROUP)
    told = [Subscribed(group), PutOff(GROUP, "q1", NOON), Remember(key, Memory(question="eau"))]
    await store.apply([Relocated(GROUP, PAUL), *told], NOON)
    assert await store.read(partial(of, chat=GROUP)) is None
    assert await store.read(partial(of, chat=PAUL)) == replace(group, chat=PAUL)
    ((_, reminder),) = await store.read(partial(reminders_looked_at, now=NOON, after=None, limit=9))
    assert reminder.chat == PAUL
    assert (await store.recall(replace(key, chat=PAUL), NOON)).question == "eau"


async def test_a_late_answer_of_the_messenger_settles_what_was_uncertain(store: Store) -> None:
    delivery = Delivery(ANNE, NOON.date(), "question", "q1", NOON)
    await store.apply([Subscribed(SUBSCRIPTION)], NOON)
    assert await store.write(partial(claim, wanted=delivery, now=NOON)) == "ours"
    for state in ("uncertain", "sent", "failed"):
        await store.apply([Settled(delivery, state)], NOON)
    assert await store.read(counted) == {("question", "sent"): 1}
    assert await store.write(partial(claim, wanted=delivery, now=NOON)) == "done"
    assert await store.read(partial(count, owner=ANNE)) == 0


@pytest.mark.parametrize("later", [False, True])
def test_a_claim_can_be_said_to_postgresql(later: bool) -> None:
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    said = str(claiming("postgresql", later).compile(dialect=dialect))
    assert "ON CONFLICT (chat, day, kind) DO UPDATE" in said
    assert "RETURNING" in said
