"""Brings a database to the tables of this program: made at once when it is fresh, migrated when it is behind."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError

from bot.store.engine import Database
from bot.store.tables import metadata

REVISION = "0009"
"""The revision of ``tables``; equal to the newest migration's (tested).  Revisions are numbered, so they compare."""

# Alembic's own table, so that its command line understands our databases.
_stamp = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


class NewerDatabase(Exception):
    """The database was made by a newer version of this program."""


async def prepare(database: Database) -> None:
    """Make or migrate the tables; a database that is up to date costs one statement and imports nothing.

    Raises:
        NewerDatabase: its revision is above ours; nothing was touched.
    """
    stored = await _quick_look(database)
    if stored is None or stored < REVISION:
        await database.writing(_bring_up)
    elif stored > REVISION:
        raise NewerDatabase(f"revision {stored}, this program knows {REVISION}")


async def _quick_look(database: Database) -> str | None:
    try:
        return await database.reading(lambda connection: connection.scalar(select(_stamp.c.version_num)))
    except DBAPIError as error:
        if "alembic_version" in str(error.orig):
            return None
        raise


def _bring_up(connection: Connection) -> None:
    # Other processes may start at the same time: the first to hold the lock does the work, the others find it done.
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(hashtextextended('coop schema', 0))"))
    if not inspect(connection).has_table(_stamp.name):
        if connection.dialect.name == "postgresql":
            tell_postgresql()
        metadata.create_all(connection)
        _stamp.create(connection)
        connection.execute(_stamp.insert(), [{"version_num": REVISION}])
    elif (connection.scalar(select(_stamp.c.version_num)) or "") < REVISION:
        migrate(connection)


def tell_postgresql() -> None:
    """Have the indexes that hold a part of their rows on SQLite hold the same part on PostgreSQL."""
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
