"""SQLite through aiosqlite: a transaction is one errand to a connection's thread, and back.

SQLAlchemy's own asynchronous dialect goes to the thread and back four times a statement, which costs ten times what the
statements themselves do.  Here each of aiosqlite's threads has SQLAlchemy's ordinary connection, and is handed whole
transactions.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import StaticPool

from bot.store.engine import Work

Found = TypeVar("Found")
PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Wait for another writer, readers beside a writer, on disk before it is acknowledged, erased means overwritten."""
READERS = 4
"""Connections that read side by side; one more writes."""
READ, WRITE, BARE = "BEGIN", "BEGIN IMMEDIATE", ""
"""A writer takes the lock at once: by default two processes that read and then write lose updates."""


class Thread(aiosqlite.Connection):
    """One of aiosqlite's connections with its thread, which runs whole functions."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, 64)
        # A program that ends without closing must not wait for it.
        self._thread.daemon = True

    async def run(self, errand: Callable[[], Found]) -> Found:
        """What ``errand`` returns, or raises, in the thread of the connection.

        Once handed over it is done to its end, even when whoever waits for it is cancelled.
        """
        # aiosqlite has this for its own methods, without types.
        found: Found = await cast(Any, self)._execute(errand)
        return found

    async def ended(self) -> None:
        """Wait for the thread of a connection that is closed or could not be opened, which still speaks to our loop."""
        await asyncio.to_thread(self._thread.join)


class Link:
    """One connection: opened when it is first used, and again after it could not be."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="sqlite")
        self._engine = create_engine(address, creator=self._connected, poolclass=StaticPool, hide_parameters=True)
        (self._file, *_), self._options = self._engine.dialect.create_connect_args(address)
        self._thread: Thread | None = None
        self._raw: sqlite3.Connection | None = None
        self._connection: Connection | None = None
        self._opening = asyncio.Lock()

    async def run(self, begin: str, work: Work[Found]) -> Found:
        """Do ``work`` in a transaction of this kind."""
        thread = self._thread or await self._opened()
        return await thread.run(partial(self._transaction, begin, work))

    async def close(self) -> None:
        """Close it; the last of all removes the write-ahead log."""
        if self._thread is not None:
            thread, self._thread = self._thread, None
            await thread.run(self._let_go)
            await thread.close()
            await thread.ended()

    async def _opened(self) -> Thread:
        async with self._opening:
            if self._thread is None:
                thread = Thread(self._open)
                try:
                    await thread
                except BaseException:
                    await thread.ended()
                    raise
                self._thread = thread
            return self._thread

    def _open(self) -> sqlite3.Connection:
        """In the thread: SQLAlchemy's connection, and the one beneath it for aiosqlite."""
        self._connection = self._engine.connect()
        assert self._raw is not None
        return self._raw

    def _connected(self) -> sqlite3.Connection:
        # The driver must open no transaction of its own: ``_transaction`` does, with the kind that is wanted.
        raw: sqlite3.Connection = sqlite3.connect(self._file, **{**self._options, "isolation_level": None})
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        self._raw = raw
        return raw

    def _transaction(self, begin: str, work: Work[Found]) -> Found:
        connection, raw = self._connection, self._raw
        assert connection is not None
        assert raw is not None
        with connection.begin():
            if begin:
                raw.execute(begin)
            return work(connection)

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()


class Sqlite:
    """A SQLite file: one connection that writes, others that read beside it."""

    def __init__(self, url: str) -> None:
        _make(make_url(url).database or "")
        self._writer = Link(url)
        self._readers = [Link(url) for _ in range(READERS)]
        self._idle = list(reversed(self._readers))
        self._free = asyncio.Semaphore(READERS)

    @property
    def dialect(self) -> str:
        """``sqlite``."""
        return "sqlite"

    async def reading(self, look: Work[Found]) -> Found:
        """See ``Database``."""
        async with self._free:
            link = self._idle.pop()
            try:
                return await link.run(READ, look)
            finally:
                self._idle.append(link)

    async def writing(self, change: Work[Found]) -> Found:
        """See ``Database``."""
        return await self._writer.run(WRITE, change)

    async def bare(self, act: Work[Found]) -> Found:
        """See ``Database``."""
        return await self._writer.run(BARE, act)

    async def close(self) -> None:
        """See ``Database``."""
        for link in (*self._readers, self._writer):
            await link.close()


def _make(file: str) -> None:
    """Make a database that is not there yet, for nobody else on the machine to read: it holds what people write.

    One that is there is left alone: closing it here would give up the locks that this process has on it.
    """
    # A file that cannot be made is for SQLite to complain of.
    with contextlib.suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
