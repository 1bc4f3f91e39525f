"""The store: recall a conversation, apply facts, show and erase what is personal, purge what is old."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError

from bot.failure import CannotRun
from bot.messages import Address
from bot.store import (
    access,
    asked,
    audit_log,
    broadcasts,
    conversations,
    deliveries,
    followers,
    giving,
    holds,
    inbox,
    letters,
    notes,
    notices,
    people,
    personal,
    questions,
    relocation,
    reminders,
    retention,
    subscribing,
)
from bot.store.batching import Gathering
from bot.store.contributions import cutting
from bot.store.engine import Database, connect
from bot.store.facts import ConversationKey, Fact
from bot.store.memory import Memory
from bot.store.personal import PersonalTable
from bot.store.schema import NewerDatabase, prepare
from bot.store.statements import Dated, Writers

if TYPE_CHECKING:
    from bot.settings import Retention

WRITERS: Writers = {
    **people.WRITERS,
    **questions.WRITERS,
    **asked.WRITERS,
    **followers.WRITERS,
    **conversations.WRITERS,
    **inbox.WRITERS,
    **deliveries.WRITERS,
    **reminders.WRITERS,
    **holds.WRITERS,
    **letters.WRITERS,
    **access.WRITERS,
    **audit_log.WRITERS,
    **broadcasts.WRITERS,
    **notes.WRITERS,
    **giving.WRITERS,
    **notices.WRITERS,
    **subscribing.WRITERS,
    **relocation.WRITERS,
}
"""Who writes which facts; in a transaction they run in this order: a question before what is said of it, moves last."""

Found = TypeVar("Found")
_collected: ContextVar[list[Fact] | None] = ContextVar("collected", default=None)
Told = tuple[Sequence[Fact], datetime]


class StoreError(CannotRun):
    """The database cannot be used."""


class Store:
    """The database, for one event loop.  Several processes may each have one on the same database.

    Whatever ``apply``, ``erase`` or ``purge`` returned from is on the disk.
    """

    def __init__(self, database: Database, context: timedelta) -> None:
        self._database = database
        self._context = context
        self._recall = Gathering[tuple[ConversationKey, datetime], Memory](self._recall_all)
        self._apply = Gathering[Told, None](self._apply_all)

    @classmethod
    async def open(cls, url: str, context: timedelta = timedelta(minutes=30)) -> Store:
        """Open a database, making its folder and tables when they are missing.

        Args:
            url: an SQLAlchemy URL with an asynchronous driver.
            context: how long a conversation is remembered.

        Raises:
            StoreError: it cannot be opened, or was made by a newer version.
        """
        try:
            place = make_url(url)
            shown = place.render_as_string(hide_password=True)
            if place.get_backend_name() == "sqlite" and place.database:
                shown = place.database
                Path(place.database).parent.mkdir(parents=True, exist_ok=True)
            database = connect(url)
        except ArgumentError:
            raise StoreError("database_url is not a database URL") from None
        except ImportError as error:
            raise StoreError(f"the database driver is not installed: pip install {error.name}") from None
        except OSError as error:
            raise StoreError(f"the folder of the database {shown} cannot be made ({error.strerror})") from None
        try:
            await prepare(database)
        except NewerDatabase as error:
            await database.close()
            raise StoreError(f"the database {shown} was made by a newer version of this program ({error})") from None
        except (SQLAlchemyError, OSError) as error:
            await database.close()
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise StoreError(f"the database {shown} cannot be opened: {reason}") from None
        return cls(database, context)

    async def close(self) -> None:
        """Finish what is being written, then close every connection."""
        await self._apply.drain()
        await self._recall.drain()
        await self._database.close()

    async def recall(self, key: ConversationKey, now: datetime) -> Memory:
        """The conversation's context; empty when there is none or it is too old.  Calls at one time share a select."""
        return await self._recall((key, now))

    async def apply(self, facts: Sequence[Fact], now: datetime) -> None:
        """Write facts, all or none.  Calls at one time share a transaction; a call that fails fails alone."""
        collected = _collected.get()
        if collected is not None:
            collected.extend(facts)
        elif facts:
            await self._apply((facts, now))

    async def apply_at_once(self, facts: Sequence[Fact], now: datetime) -> None:
        """Write facts whoever collects: for what must not wait until somebody has been answered."""
        if facts:
            await self._apply((facts, now))

    @contextlib.contextmanager
    def collecting(self) -> Iterator[list[Fact]]:
        """Facts told inside the block, by this task, are collected instead of written.

        Whoever opened it writes them down, together with its own: what was said to a person, and that it was said, are
        then one transaction.
        """
        collected: list[Fact] = []
        token = _collected.set(collected)
        try:
            yield collected
        finally:
            _collected.reset(token)

    async def read(self, look: Callable[[Connection], Found]) -> Found:
        """What ``look`` finds, in one reading transaction: for the reads that one file of this folder needs alone."""
        return await self._database.reading(look)

    async def write(self, change: Callable[[Connection], Found]) -> Found:
        """What ``change`` finds while it writes, in one transaction: for decisions that hang on what is there."""
        return await self._database.writing(change)

    async def personal_data(self, address: Address) -> tuple[PersonalTable, ...]:
        """Everything kept about an address, by table."""
        return await self._database.reading(partial(personal.read, address=address))

    async def erase(self, address: Address, *, leaving_published: bool = False) -> int:
        """Delete everything kept about an address, from the write-ahead log too; the number of rows.

        ``leaving_published``: texts of theirs that are published stay, and nothing tells any more whose they are.  So
        does a word to all that is on its way.
        """
        await self._apply.drain()

        def everything(connection: Connection) -> int:
            left = connection.execute(cutting(address)).rowcount if leaving_published else 0
            left += connection.execute(broadcasts.cutting(address)).rowcount
            return left + personal.erase(connection, address)

        erased = await self._database.writing(everything)
        if erased:
            await self.leave_no_trace()
        return erased

    async def leave_no_trace(self) -> None:
        """Overwrite what was deleted in SQLite's write-ahead log too."""
        if self._database.dialect == "sqlite":
            await self._database.bare(_truncate)

    async def purge(self, now: datetime, kept: Retention) -> dict[str, int]:
        """Delete what is older than its retention; the number of rows by table."""
        return await self._database.writing(partial(retention.purge, now=now, retention=kept, context=self._context))

    async def purge_daily(self, now: datetime, kept: Retention) -> dict[str, int]:
        """``purge`` unless it was done today; call it as often as convenient."""
        done = await self._database.reading(retention.purged_on)
        return {} if done == now.date().isoformat() else await self.purge(now, kept)

    async def _recall_all(self, asked: Sequence[tuple[ConversationKey, datetime]]) -> Sequence[Memory]:
        found = await self._database.reading(partial(conversations.recall, keys=[key for key, _ in asked]))
        memories = []
        for key, now in asked:
            memory, written = found.get(key, (Memory(), now))
            memories.append(memory if now - written < self._context else Memory())
        return memories

    async def _apply_all(self, told: Sequence[Told]) -> Sequence[Exception | None]:
        try:
            await self._database.writing(partial(_write, told=told))
            return [None] * len(told)
        except OperationalError:
            # The database itself does not answer (locked, full, gone): trying each alone would only take longer.
            raise
        except Exception as error:
            if len(told) == 1:
                return [error]
        return [result for one in told for result in await self._apply_all([one])]


def _truncate(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _write(connection: Connection, told: Sequence[Told]) -> None:
    kinds: dict[type[Fact], list[Dated]] = {kind: [] for kind in WRITERS}
    for facts, now in told:
        for fact in facts:
            kinds[type(fact)].append((fact, now))
    for kind, dated in kinds.items():
        if dated:
            for statement, rows in WRITERS[kind](connection.dialect.name, dated):
                if rows:
                    connection.execute(statement, rows)
