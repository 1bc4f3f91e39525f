"""Conversations are recalled, questions kept without their author, all in one transaction."""

from __future__ import annotations

import asyncio
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot.messages import Address
from bot.store import ConversationKey, Memory, Pending, Store
from bot.store.columns import AddressText
from bot.store.facts import Asked, Judged, PassedOn, Reasoned, Remember, Seen
from bot.store.tables import people, questions
from tests.store.conftest import ANNE, GROUP, NOON, PAUL, private

MEMORY = Memory("où ?", "q1", ("aaaaaaaaaa", "bbbbbbbbbb"), 1, "enjeu:3", "t", ("t/x",), Pending("reason", "q1", NOON))


async def rows(store: Store, table: Table) -> list[dict[str, Any]]:
    return await store.read(lambda connection: [dict(row) for row in connection.execute(select(table)).mappings()])


async def test_what_is_remembered_is_recalled_in_its_place_alone(store: Store) -> None:
    key = ConversationKey(GROUP, "42", ANNE)
    await store.apply([Remember(key, MEMORY)], NOON)
    assert await store.recall(key, NOON) == MEMORY
    for other in (ConversationKey(GROUP, "", ANNE), ConversationKey(GROUP, "42", PAUL), private(ANNE)):
        assert await store.recall(other, NOON) == Memory()


async def test_a_conversation_is_forgotten_after_half_an_hour(store: Store) -> None:
    await store.apply([Remember(private(ANNE), MEMORY)], NOON)
    assert await store.recall(private(ANNE), NOON + timedelta(minutes=29)) == MEMORY
    assert await store.recall(private(ANNE), NOON + timedelta(minutes=30)) == Memory()


async def test_the_time_of_memory_is_a_setting(url: str) -> None:
    store = await Store.open(url, timedelta(minutes=5))
    await store.apply([Remember(private(ANNE), MEMORY)], NOON)
    assert await store.recall(private(ANNE), NOON + timedelta(minutes=6)) == Memory()
    await store.close()


async def test_an_empty_memory_leaves_no_row(store: Store) -> None:
    await store.apply([Remember(private(ANNE), MEMORY)], NOON)
    await store.apply([Remember(private(ANNE), Memory())], NOON)
    assert await store.personal_data(ANNE) == ()


async def test_the_last_word_on_a_conversation_counts(store: Store) -> None:
    await store.apply(
        [
            Remember(private(ANNE), Memory()),
            Remember(private(ANNE), Memory(question="un")),
            Remember(private(ANNE), MEMORY),
        ],
        NOON,
    )
    assert await store.recall(private(ANNE), NOON) == MEMORY


async def test_a_question_gathers_what_is_said_of_it_without_an_author(store: Store) -> None:
    asked = Asked("q1", "Où aller ?", "near", "v1", ("aaaaaaaaaa",))
    await store.apply([Judged("q1", False), Reasoned("q1", "trop vague"), PassedOn("q1"), asked, Seen(ANNE)], NOON)
    await store.apply([asked, PassedOn("q1"), Judged("absent", True)], NOON + timedelta(days=1))
    assert await rows(store, questions) == [
        {
            "id": "q1",
            "asked_at": NOON,
            "text": "Où aller ?",
            "outcome": "near",
            "version": "v1",
            "passages": ["aaaaaaaaaa"],
            "useful": False,
            "reason": "trop vague",
            "passed_on_at": NOON,
            "settled": "",
            "settled_at": None,
        }
    ]
    assert not [column for column in questions.columns if isinstance(column.type, AddressText)]


async def test_people_are_seen_by_day(store: Store) -> None:
    await store.apply([Seen(ANNE)], NOON)
    await store.apply([Seen(ANNE), Seen(PAUL)], NOON + timedelta(days=2))
    await store.apply([Seen(ANNE)], NOON + timedelta(days=1))
    first, later = NOON.date(), (NOON + timedelta(days=2)).date()
    assert sorted(
        (row["address"].id, row["first_seen_on"], row["last_seen_on"]) for row in await rows(store, people)
    ) == [
        ("1", first, later),
        ("2", later, later),
    ]


async def test_no_facts_open_no_transaction(store: Store) -> None:
    await store.apply([], NOON)
    assert await rows(store, people) == []


async def test_what_no_database_takes_is_replaced(store: Store) -> None:
    strange = Address("jsonl", "a:b\x00\ud800")
    await store.apply([Asked("q", "NUL \x00, moitié \udc80, 🌾", "nothing", "0"), Seen(strange)], NOON)
    await store.apply([Remember(private(ANNE), Memory(question="\x00\ud800"))], NOON)
    assert (await rows(store, questions))[0]["text"] == "NUL �, moitié �, 🌾"
    assert (await rows(store, people))[0]["address"] == Address("jsonl", "a:b��")
    assert (await store.recall(private(ANNE), NOON)).question == "\x00\ud800"


async def test_a_moment_without_zone_is_refused_and_nothing_is_written(store: Store) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(Exception, match="time zone"):
        await store.apply([Seen(ANNE), Asked("q", "?", "sure", "0")], naive)
    assert await rows(store, people) == []


async def test_one_bad_call_among_many_fails_alone(store: Store) -> None:
    calls = [store.apply([Seen(Address("t", str(n))), Asked(f"q{n}", "?", "sure", "0")], NOON) for n in range(20)]
    bad = store.apply([Seen(PAUL), Asked("bad", "?", "sure", "0")], NOON.replace(tzinfo=None))
    results = await asyncio.gather(*calls[:10], bad, *calls[10:], return_exceptions=True)
    assert [type(result).__name__ for result in results if result is not None] == ["StatementError"]
    assert len(await rows(store, questions)) == len(await rows(store, people)) == 20


async def test_two_hundred_people_at_once_each_keep_their_own(store: Store) -> None:
    keys = [private(Address("telegram", str(n))) for n in range(200)]
    await asyncio.gather(*(store.apply([Remember(key, Memory(question=key.sender.id))], NOON) for key in keys))
    recalled = await asyncio.gather(*(store.recall(key, NOON) for key in keys))
    assert [memory.question for memory in recalled] == [key.sender.id for key in keys]


async def test_moments_come_back_in_utc(store: Store) -> None:
    noumea = NOON.astimezone(timezone(timedelta(hours=11)))
    await store.apply([Asked("q", "?", "sure", "0")], noumea)
    asked_at = (await rows(store, questions))[0]["asked_at"]
    assert (asked_at, asked_at.tzinfo) == (NOON, UTC)
