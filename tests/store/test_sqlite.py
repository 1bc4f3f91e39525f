"""Transactions on a real SQLite file: whole or not at all, beside one another, and none left behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.store.sqlite import Sqlite


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Sqlite]:
    database = Sqlite(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")
    await database.writing(lambda connection: connection.exec_driver_sql("CREATE TABLE said (word TEXT)"))
    yield database
    await database.close()


def say(connection: Connection, word: str = "un") -> None:
    connection.exec_driver_sql("INSERT INTO said VALUES (?)", (word,))


def words(connection: Connection) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql("SELECT word FROM said ORDER BY rowid")]


async def test_nobody_else_on_the_machine_may_read_what_people_write(database: Sqlite, tmp_path: Path) -> None:
    await database.writing(say)
    found = await asyncio.to_thread(lambda: {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()})
    assert found == {"one.db": 0, "one.db-wal": 0, "one.db-shm": 0}


async def test_what_raises_is_undone_and_the_next_goes_on(database: Sqlite) -> None:
    def broken(connection: Connection) -> None:
        say(connection)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await database.writing(broken)
    await database.writing(say)
    assert await database.reading(words) == ["un"]


async def test_readers_see_what_was_there_while_another_writes(database: Sqlite) -> None:
    begun, go = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        say(connection)
        begun.set()
        assert go.wait(10)

    writing = asyncio.create_task(database.writing(slowly))
    assert await asyncio.to_thread(begun.wait, 10)
    assert await asyncio.gather(*(database.reading(words) for _ in range(9))) == [[]] * 9
    go.set()
    await writing
    assert await database.reading(words) == ["un"]


async def test_a_change_whose_caller_gave_up_is_whole(database: Sqlite) -> None:
    begun, go = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        say(connection, "un")
        begun.set()
        assert go.wait(10)
        say(connection, "deux")

    writing = asyncio.create_task(database.writing(slowly))
    assert await asyncio.to_thread(begun.wait, 10)
    writing.cancel()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await database.writing(lambda connection: say(connection, "trois"))
    assert await database.reading(words) == ["un", "deux", "trois"]


async def test_a_file_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    database = Sqlite(f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'one.db'}")
    with pytest.raises(OperationalError):
        await database.reading(lambda connection: None)
    (tmp_path / "missing").mkdir()
    assert await database.reading(lambda connection: 1) == 1
    await database.close()
    left = set(threading.enumerate()) - before
    assert not [thread for thread in left if "_connection_worker_thread" in thread.name]
