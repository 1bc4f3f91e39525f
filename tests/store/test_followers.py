"""Who follows a question: told once, then forgotten; nothing else links a question to a person."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.messages import Address
from bot.settings import Retention
from bot.store import Store
from bot.store.facts import Asked, Seen
from bot.store.followers import FollowersTold, Follows, FollowsNoMore, followed
from bot.store.inbox import Relocated
from tests.store.conftest import ANNE, NOON, PAUL


async def ask(store: Store, *ids: str) -> None:
    await store.apply([Asked(id, f"Question {id} ?", "nothing", "0") for id in ids], NOON)


async def told(store: Store, *ids: str) -> list[Address]:
    return list(await store.read(partial(followed, question_ids=ids)))


async def test_those_who_follow_are_told_once_each_then_forgotten(store: Store) -> None:
    await ask(store, "q1", "q2", "q3")
    await store.apply([Follows("q1", ANNE), Follows("q1", ANNE), Follows("q2", ANNE), Follows("q3", PAUL)], NOON)
    assert await told(store, "q1", "q2") == [ANNE]
    assert await told(store, "q1", "q2", "q3") == [ANNE, PAUL]
    await store.apply([FollowersTold(("q1", "q3"), (ANNE, PAUL))], NOON)
    assert await told(store, "q1", "q2", "q3") == [ANNE]
    await store.apply([FollowsNoMore("q2", ANNE)], NOON)
    assert await told(store, "q2") == []
    assert await store.personal_data(ANNE) == ()


async def test_who_follows_a_question_while_its_answer_goes_out_is_still_to_be_told(store: Store) -> None:
    await ask(store, "q")
    await store.apply([Follows("q", ANNE)], NOON)
    written_to = await told(store, "q")
    await store.apply([Follows("q", PAUL)], NOON)
    await store.apply([FollowersTold(("q",), tuple(written_to))], NOON)
    assert await told(store, "q") == [PAUL]


async def test_a_question_asked_and_followed_in_one_breath_is_followed(store: Store) -> None:
    await store.apply([Follows("q", ANNE), Asked("q", "Comment ?", "nothing", "0")], NOON)
    (table,) = await store.personal_data(ANNE)
    assert [(row["question_id"], row["question"]) for row in table.rows] == [("q", "Comment ?")]
    await store.apply([Follows("gone", ANNE)], NOON)
    assert await told(store, "gone") == []


async def test_erasing_moving_and_purging_take_followers_along(store: Store) -> None:
    await ask(store, "q")
    new = Address("telegram", "99")
    await store.apply([Seen(PAUL), Follows("q", ANNE), Follows("q", PAUL)], NOON)
    await store.apply([Relocated(ANNE, new)], NOON)
    assert set(await told(store, "q")) == {new, PAUL}
    await store.erase(new)
    assert await told(store, "q") == [PAUL]
    await store.purge(NOON + timedelta(days=11), Retention(questions_days=10))
    assert await told(store, "q") == []
