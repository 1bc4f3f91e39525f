"""The connection to the database, and what SQLite needs so that several processes write without losing anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Wait for another writer, readers beside a writer, on disk before it is acknowledged, erased means overwritten."""


@dataclass(frozen=True, slots=True)
class Engines:
    """One pool of connections seen three ways.

    ``reading`` transactions see one state and never wait.  ``writing`` ones take the write lock at once: SQLite's
    deferred default fails with "database is locked" or loses updates when two processes read and then write.
    ``bare`` opens no transaction.
    """

    reading: AsyncEngine
    writing: AsyncEngine
    bare: AsyncEngine

    @classmethod
    def connect(cls, url: str) -> Engines:
        """The engines of a database; nothing is opened yet.

        Raises:
            ImportError: the driver that the URL names is not installed.
        """
        sqlite = make_url(url).get_backend_name() == "sqlite"
        engine = create_async_engine(url, pool_size=5, max_overflow=5, hide_parameters=True)
        if sqlite:
            event.listen(engine.sync_engine, "connect", _prepare)
            event.listen(engine.sync_engine, "begin", _begin)
        return cls(
            engine, engine.execution_options(coop_begin="BEGIN IMMEDIATE"), engine.execution_options(coop_begin="")
        )

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.reading.dialect.name

    async def dispose(self) -> None:
        """Close every connection."""
        await self.reading.dispose()


def _prepare(connection: Any, record: object) -> None:
    # The driver must not open transactions of its own: _begin does, with the kind that is wanted.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("coop_begin", "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)
