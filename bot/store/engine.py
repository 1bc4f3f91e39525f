"""The database: transactions that read and transactions that write, on SQLite or on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

Found = TypeVar("Found")
Work = Callable[[Connection], Found]
"""What is done in one transaction; it must not wait for anything but the database."""


class Database(Protocol):
    """A database, whatever its kind; several processes may each have one on the same data."""

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        ...

    async def reading(self, look: Work[Found]) -> Found:
        """What ``look`` finds: it sees one state and never waits for a writer."""
        ...

    async def writing(self, change: Work[Found]) -> Found:
        """What ``change`` finds while it writes; on the disk when this returns, undone as a whole when it raises."""
        ...

    async def bare(self, act: Work[Found]) -> Found:
        """What ``act`` finds outside any transaction."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


def connect(url: str) -> Database:
    """The database of a URL; nothing is opened yet, and only what its kind needs is imported.

    Raises:
        ImportError: the driver that the URL names is not installed.
    """
    if make_url(url).get_backend_name() == "sqlite":
        from bot.store.sqlite import Sqlite

        return Sqlite(url)
    from bot.store.server import Server

    return Server(url)
