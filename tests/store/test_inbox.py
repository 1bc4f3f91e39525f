"""Updates wait in the inbox until they are answered, whatever happens to the program."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.settings import Retention
from bot.store import ConversationKey, Memory, Store
from bot.store.facts import Remember
from bot.store.inbox import Handled, Received, Relocated, Replied, Update, last_batch, messages_for, waiting
from tests.store.conftest import ANNE, GROUP, NOON, PAUL, private

CHANNEL = "telegram"


def batch(*numbers: int) -> Received:
    return Received(
        CHANNEL, tuple(Update(number, f"update {number}", ANNE, ANNE) for number in numbers), min(numbers), max(numbers)
    )


async def owed(store: Store) -> list[int]:
    return [update.number for update in await store.read(partial(waiting, channel=CHANNEL))]


async def test_what_is_received_waits_in_order_until_it_is_handled(store: Store) -> None:
    await store.apply([batch(12, 11)], NOON)
    await store.apply([batch(13)], NOON)
    await store.apply([Handled(CHANNEL, 12)], NOON)
    assert await owed(store) == [11, 13]


async def test_the_same_update_waits_once_as_it_came_first(store: Store) -> None:
    await store.apply([batch(11)], NOON)
    await store.apply([Received(CHANNEL, (Update(11, "other"), Update(12, "new")), 11, 12)], NOON)
    found = await store.read(partial(waiting, channel=CHANNEL))
    assert [(update.number, update.body) for update in found] == [(11, "update 11"), (12, "new")]


async def test_the_last_batch_is_known_after_a_restart(store: Store, url: str) -> None:
    assert list(await store.read(partial(last_batch, channel=CHANNEL))) == []
    await store.apply([batch(11, 12)], NOON)
    await store.apply([batch(13, 14, 15)], NOON)
    await store.apply([Handled(CHANNEL, number) for number in range(11, 16)], NOON)
    again = await Store.open(url)
    assert list(await again.read(partial(last_batch, channel=CHANNEL))) == [13, 14, 15]
    await again.close()


async def test_channels_do_not_see_each_other(store: Store) -> None:
    await store.apply([batch(11), Received("other", (Update(11, "theirs"),), 11, 11)], NOON)
    await store.apply([Handled("other", 11)], NOON)
    assert await owed(store) == [11]


async def test_an_answer_is_found_by_its_question_and_replaced(store: Store) -> None:
    await store.apply([Replied(ANNE, "5", ("6", "7")), Replied(PAUL, "5", ("9",))], NOON)
    await store.apply([Replied(ANNE, "5", ("6",))], NOON)
    assert await store.read(partial(messages_for, chat=ANNE, said="5")) == ("6",)
    assert await store.read(partial(messages_for, chat=PAUL, said="5")) == ("9",)
    assert await store.read(partial(messages_for, chat=ANNE, said="8")) == ()


async def test_answers_too_old_to_edit_are_purged(store: Store) -> None:
    await store.apply([Replied(ANNE, "5", ("6",))], NOON)
    assert (await store.purge(NOON + timedelta(hours=47), Retention()))["replies"] == 0
    assert (await store.purge(NOON + timedelta(hours=49), Retention()))["replies"] == 1


async def test_a_person_who_is_erased_leaves_nothing_in_the_inbox(store: Store) -> None:
    await store.apply([batch(11), Replied(ANNE, "5", ("6",))], NOON)
    assert {table.name for table in await store.personal_data(ANNE)} == {"inbox", "replies"}
    await store.erase(ANNE)
    assert await owed(store) == []
    assert await store.personal_data(ANNE) == ()


async def test_a_group_that_moves_takes_its_conversations_along(store: Store) -> None:
    old, new = ConversationKey(GROUP, "", ANNE), ConversationKey(PAUL, "", ANNE)
    kept = ConversationKey(GROUP, "", PAUL)
    await store.apply([Remember(old, Memory(question="avant")), Remember(kept, Memory(question="ailleurs"))], NOON)
    await store.apply([Remember(new, Memory(question="après")), Replied(GROUP, "5", ("6",))], NOON)
    await store.apply([Relocated(GROUP, PAUL)], NOON)
    assert (await store.recall(new, NOON)).question == "après"
    assert (await store.recall(ConversationKey(PAUL, "", PAUL), NOON)).question == "ailleurs"
    assert (await store.recall(old, NOON)) == Memory()
    assert await store.read(partial(messages_for, chat=GROUP, said="5")) == ()
    assert (await store.recall(private(PAUL), NOON)).question == "ailleurs"


async def test_a_batch_of_which_everything_is_handled_is_remembered_all_the_same(store: Store) -> None:
    await store.apply([Received(CHANNEL, (), 20, 22)], NOON)
    assert list(await store.read(partial(last_batch, channel=CHANNEL))) == [20, 21, 22]


async def test_what_is_told_in_a_turn_is_written_by_who_opened_it(store: Store) -> None:
    with store.collecting() as facts:
        await store.apply([Remember(private(ANNE), Memory(question="eau"))], NOON)
        assert await store.recall(private(ANNE), NOON) == Memory()
    assert facts == [Remember(private(ANNE), Memory(question="eau"))]
    await store.apply([*facts, Handled(CHANNEL, 11)], NOON)
    assert (await store.recall(private(ANNE), NOON)).question == "eau"
