"""What is kept about a person is shown whole and erased whole, whatever table holds it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, Text, create_engine, insert

from bot.messages import Address
from bot.settings import Retention
from bot.store import ConversationKey, Memory, Store, personal
from bot.store.columns import AddressText
from bot.store.facts import Asked, Remember, Seen
from bot.store.tables import metadata
from tests.doubles.databases import on_a_file
from tests.store.conftest import ANNE, GROUP, NOON, PAUL, private
from tests.store.samples import filled

PERSONAL_NAMES = {"address", "chat", "sender", "person", "author", "giver", "recipient", "subscriber", "owner", "user"}


def questions_and_people(deleted: dict[str, int]) -> dict[str, int]:
    return {table: count for table, count in deleted.items() if table in ("people", "conversations", "questions")}


async def fill(store: Store) -> None:
    for person in (ANNE, PAUL):
        memories = [private(person), ConversationKey(GROUP, "", person)]
        await store.apply([Seen(person), *(Remember(key, Memory(question="secret")) for key in memories)], NOON)


async def test_a_person_sees_all_their_rows_and_only_theirs(store: Store) -> None:
    await fill(store)
    tables = {table.name: table.rows for table in await store.personal_data(ANNE)}
    assert set(tables) == {"people", "conversations"}
    assert tables["people"] == ({"address": ANNE, "first_seen_on": NOON.date(), "last_seen_on": NOON.date()},)
    assert {row["chat"] for row in tables["conversations"]} == {ANNE, GROUP}
    assert {row["sender"] for row in tables["conversations"]} == {ANNE}


async def test_erasing_leaves_nothing_of_one_and_all_of_the_other(store: Store) -> None:
    await fill(store)
    assert await store.erase(ANNE) == 3
    assert await store.personal_data(ANNE) == ()
    assert len(await store.personal_data(PAUL)) == 2
    assert await store.erase(ANNE) == 0


@on_a_file
async def test_erased_words_are_gone_from_the_files_too(store: Store, tmp_path: Path) -> None:
    await store.apply([Remember(private(ANNE), Memory(question="cornichon"))], NOON)
    files = [file for file in (tmp_path / "data").iterdir() if not file.name.endswith("-shm")]
    assert any(b"cornichon" in file.read_bytes() for file in files)
    await store.erase(ANNE)
    assert not any(b"cornichon" in file.read_bytes() for file in files)


@pytest.mark.parametrize("table", personal.covered(), ids=lambda table: table.name)
def test_every_table_with_an_address_can_be_read_and_erased(table: Table, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'one.db'}")
    table.metadata.create_all(engine)
    row: dict[str, object] = {
        column.name: ANNE if isinstance(column.type, AddressText) else None for column in table.columns
    }
    filler = {"thread": "", "memory": {}, "updated_at": NOON, "first_seen_on": NOON.date(), "last_seen_on": NOON.date()}
    filler |= {"channel": "telegram", "number": 1, "body": "{}", "said": "1", "messages": [], "sent_at": NOON}
    row |= {name: value for name, value in {**filler, **filled()}.items() if name in row}
    with engine.begin() as connection:
        connection.execute(insert(table), [row])
        assert [found.name for found in personal.read(connection, ANNE)] == [table.name]
        assert personal.erase(connection, ANNE) == 1
        assert personal.read(connection, ANNE) == ()
    engine.dispose()


def test_a_new_table_with_an_address_is_covered_without_anybody_thinking_of_it(tmp_path: Path) -> None:
    tables = MetaData()
    notes = Table(
        "notes", tables, Column("id", Text, primary_key=True), Column("by", AddressText), Column("text", Text)
    )
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    tables.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(notes), [{"id": "1", "by": ANNE, "text": "a"}, {"id": "2", "by": PAUL, "text": "b"}])
        assert [row["text"] for row in personal.read(connection, ANNE, tables)[0].rows] == ["a"]
        assert personal.erase(connection, ANNE, tables) == 1
    engine.dispose()


def test_no_column_holds_an_address_under_another_type() -> None:
    disguised = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if PERSONAL_NAMES & set(column.name.split("_")) and not isinstance(column.type, AddressText)
    ]
    assert disguised == []


async def test_what_is_past_its_time_is_purged(store: Store) -> None:
    kept = Retention(questions_days=10, inactive_days=20)
    await fill(store)
    await store.apply([Asked("old", "?", "sure", "0")], NOON)
    await store.apply([Asked("new", "?", "sure", "0"), Seen(PAUL)], NOON + timedelta(days=5))
    assert questions_and_people(await store.purge(NOON + timedelta(minutes=10), kept)) == {
        "people": 0,
        "conversations": 0,
        "questions": 0,
    }
    assert questions_and_people(await store.purge(NOON + timedelta(days=11), kept)) == {
        "people": 0,
        "conversations": 4,
        "questions": 1,
    }
    assert questions_and_people(await store.purge(NOON + timedelta(days=21), kept)) == {
        "people": 1,
        "conversations": 0,
        "questions": 1,
    }
    assert [table.name for table in await store.personal_data(PAUL)] == ["people"]


async def test_the_purge_runs_once_a_day(store: Store) -> None:
    kept = Retention(questions_days=1)
    assert "questions" in await store.purge_daily(NOON, kept)
    assert await store.purge_daily(NOON + timedelta(hours=1), kept) == {}
    await store.apply([Asked("q", "?", "sure", "0")], NOON - timedelta(days=3))
    assert (await store.purge_daily(NOON + timedelta(days=1), kept))["questions"] == 1
    # The clock was ahead, and is put right.
    assert "questions" in await store.purge_daily(NOON, kept)


async def test_an_absent_person_takes_everything_of_theirs_along(store: Store) -> None:
    await store.apply([Seen(Address("telegram", "9"))], NOON - timedelta(days=800))
    await store.apply([Remember(private(Address("telegram", "9")), Memory(question="x"))], NOON)
    assert questions_and_people(await store.purge(NOON, Retention())) == {
        "people": 1,
        "conversations": 1,
        "questions": 0,
    }
