"""A fresh database for a test: a SQLite file, or one on the PostgreSQL server that ``COOP_TEST_SERVER`` names."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

SERVER = os.environ.get("COOP_TEST_SERVER", "")
"""Such as ``postgresql+asyncpg://user@host/postgres``; its user may create databases."""

on_a_file = pytest.mark.skipif(bool(SERVER), reason="about SQLite's file")
"""For what a database server does in its own way."""
on_a_server = pytest.mark.skipif(not SERVER, reason="about a database server")


@contextlib.asynccontextmanager
async def fresh(folder: Path) -> AsyncIterator[str]:
    """The URL of an empty database; one on a server is dropped afterwards."""
    if not SERVER:
        yield f"sqlite+aiosqlite:///{folder / 'coop.db'}"
        return
    name = f"coop_test_{uuid4().hex[:12]}"
    engine = create_async_engine(SERVER, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"create database {name}"))
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        async with engine.connect() as connection:
            await connection.execute(text(f"drop database {name} with (force)"))
        await engine.dispose()
