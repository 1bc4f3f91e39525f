"""What people asked is read back for the editors, and what they did about it is kept."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.store import Store
from bot.store.asked import Asking, Question, QuestionsSettled, asked, asking, missed
from bot.store.facts import Asked, Fact, Judged, PassedOn, Reasoned
from tests.store.conftest import NOON

DAY = timedelta(days=1)


async def told(store: Store, *facts: Fact, days: int = 0) -> None:
    await store.apply(facts, NOON + days * DAY)


async def test_questions_come_back_newest_first_with_what_was_said_of_them(store: Store) -> None:
    await told(store, Asked("old", "Avant ?", "sure", "0"), days=-9)
    await told(store, Asked("a", "Pourquoi ?", "near", "0", ("p1", "p2")), Judged("a", False), Reasoned("a", "vague"))
    await told(store, Asked("b", "Comment ?", "sure", "0"), PassedOn("b"), days=1)
    found = await store.read(partial(asked, since=NOON))
    assert found == [
        Question("b", NOON + DAY, "Comment ?", "sure", passed_on=True),
        Question("a", NOON, "Pourquoi ?", "near", ("p1", "p2"), False, "vague"),
    ]


async def test_missed_in_the_database_is_what_the_question_says_of_itself(store: Store) -> None:
    for outcome in ("sure", "near", "nothing"):
        for judged in (None, True, False):
            for passed in (False, True):
                key = f"{outcome} {judged} {passed}"
                said: list[Fact] = [] if judged is None else [Judged(key, judged)]
                await told(store, Asked(key, "?", outcome, "0"), *said, *([PassedOn(key)] if passed else []))
    everything = await store.read(partial(asked, since=NOON))
    found = {question.id for question in await store.read(partial(missed, since=NOON))}
    assert found == {question.id for question in everything if question.missed}
    assert "near True False" not in found
    assert {"sure False False", "near None False", "sure None True"} <= found


async def test_what_the_editors_saw_to_is_no_longer_open_until_they_put_it_back(store: Store) -> None:
    await told(store, Asked("a", "?", "nothing", "0"), Asked("b", "?", "nothing", "0"))
    await told(store, QuestionsSettled(("a", "gone"), "set_aside"))
    assert [question.id for question in await store.read(partial(missed, since=NOON))] == ["b"]
    settled = {question.id: question for question in await store.read(partial(asked, since=NOON))}["a"]
    assert (settled.settled, settled.missed, settled.open) == ("set_aside", True, False)
    await told(store, QuestionsSettled(("a",), ""))
    assert len(await store.read(partial(missed, since=NOON))) == 2


async def test_questions_are_counted_between_moments(store: Store) -> None:
    await told(store, Asked("a", "?", "sure", "0"), Asked("b", "?", "near", "0"), Judged("a", True))
    await told(store, Asked("c", "?", "nothing", "0"), Judged("c", False), Asked("d", "?", "sure", "0"), days=1)
    await told(store, Asked("e", "?", "sure", "0"), days=2)
    found = await store.read(partial(asking, bounds=[NOON - DAY, NOON, NOON + DAY, NOON + 2 * DAY]))
    assert found == [Asking(), Asking(1, 1, 0, 1, 0), Asking(1, 0, 1, 0, 1)]
    assert [day.total for day in found] == [0, 2, 2]
