"""A database server, reached through SQLAlchemy's asynchronous engine."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.engine import Work

Found = TypeVar("Found")


class Server:
    """PostgreSQL, by a pool of connections."""

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(url, pool_size=5, max_overflow=5, hide_parameters=True)
        self._bare = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def dialect(self) -> str:
        """The kind of server."""
        return self._engine.dialect.name

    async def reading(self, look: Work[Found]) -> Found:
        """See ``Database``."""
        async with self._engine.connect() as connection:
            return await connection.run_sync(look)

    async def writing(self, change: Work[Found]) -> Found:
        """See ``Database``."""
        async with self._engine.begin() as connection:
            return await connection.run_sync(change)

    async def bare(self, act: Work[Found]) -> Found:
        """See ``Database``."""
        async with self._bare.connect() as connection:
            return await connection.run_sync(act)

    async def close(self) -> None:
        """See ``Database``."""
        await self._engine.dispose()
