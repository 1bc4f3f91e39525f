"""The tables of a new database, of a migrated one and of the program are the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.store import Memory, Store, StoreError, schema
from bot.store.asked import QuestionsSettled
from bot.store.engine import connect
from bot.store.facts import Asked, Judged, PassedOn, Reasoned, Remember, Seen
from bot.store.inbox import Handled, Received, Relocated, Replied, Update
from bot.store.store import WRITERS
from bot.store.tables import metadata
from tests.doubles.databases import on_a_file, on_a_server
from tests.store.conftest import ANNE, NOON, PAUL, private
from tests.store.samples import daily_facts

PARTIAL = {"ix_deliveries_claimed", "ix_letters_waiting", "ix_letters_claimed"}
MIGRATIONS = Path(schema.__file__).parent / "migrations"


def tables(connection: Connection) -> set[str]:
    listed = connection.execute(text("select type || ' ' || name from sqlite_master where name not like 'sqlite_%'"))
    return {row[0] for row in listed}


@pytest.fixture
def migrated(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    with engine.begin() as connection:
        schema.migrate(connection)
    return engine


def test_migrations_lead_to_the_tables_of_the_program(migrated: Engine, tmp_path: Path) -> None:
    fresh = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    with fresh.begin() as made, migrated.connect() as connection:
        metadata.create_all(made)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert tables(connection) - {"table alembic_version"} == tables(made)
    fresh.dispose()
    migrated.dispose()


def test_the_revision_we_name_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == schema.REVISION


@on_a_file
async def test_a_database_that_is_behind_is_migrated(url: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    engine = create_engine(f"sqlite:///{tmp_path / 'data' / 'coop.db'}")
    with engine.begin() as connection:
        connection.execute(text("create table alembic_version (version_num varchar(32) primary key)"))
    store = await Store.open(url)
    await store.apply([Seen(ANNE)], NOON)
    await store.close()
    with engine.connect() as connection:
        assert connection.scalar(text("select version_num from alembic_version")) == schema.REVISION
    engine.dispose()


@on_a_file
async def test_a_database_of_a_newer_program_is_refused_untouched(url: str, tmp_path: Path) -> None:
    await (await Store.open(url)).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'data' / 'coop.db'}")
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        await Store.open(url)
    engine.dispose()


@pytest.mark.parametrize(
    "broken", ["mysql", "sqlite+aiosqlite:///{}/a/file/coop.db", "sqlite+aiosqlite:///{}/garbage.db"]
)
async def test_a_database_that_cannot_be_used_is_one_sentence(broken: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "file").write_text("in the way")
    (tmp_path / "garbage.db").write_text("this is no database, it is a text that is long enough\n" * 100)
    with pytest.raises(StoreError) as caught:
        await Store.open(broken.format(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_password_is_not_in_the_sentence() -> None:
    url = "postgresql+asyncpg://me:hunter2@127.0.0.1:1/x"
    script = f"import asyncio; from bot.store import Store; asyncio.run(Store.open({url!r}))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stderr
    assert "StoreError" in said.splitlines()[-1]
    assert "hunter2" not in said.splitlines()[-1]


def test_a_current_database_opens_without_alembic(url: str) -> None:
    script = f"""
import asyncio, sys
from bot.store import Store
async def main():
    for _ in range(2):
        store = await Store.open({url!r})
        await store.close()
asyncio.run(main())
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_an_index_of_a_part_is_one_on_postgresql_too() -> None:
    schema.tell_postgresql()
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    said = {str(index.name): str(CreateIndex(index).compile(dialect=dialect)) for index in indexes}
    assert {name for name, sql in said.items() if "WHERE state = " in sql} == PARTIAL


@on_a_server
@pytest.mark.parametrize("way", ["made", "migrated", "made of before"])
async def test_indexes_on_a_server_are_those_of_a_file(url: str, way: str) -> None:
    database = connect(url)
    if way == "migrated":
        await database.writing(schema.migrate)
    else:
        await schema.prepare(database)
    if way == "made of before":

        def as_before(connection: Connection) -> None:
            connection.execute(text("drop index ix_letters_waiting"))
            connection.execute(text("create index ix_letters_waiting on letters (not_before, id)"))
            connection.execute(text("update alembic_version set version_num = '0008'"))

        await database.writing(as_before)
        await schema.prepare(database)
    listed = text("select indexname, indexdef from pg_indexes where schemaname = 'public'")
    found = await database.reading(lambda connection: connection.execute(listed).all())
    assert {row.indexname for row in found if " WHERE " in row.indexdef} == PARTIAL
    await database.close()


def test_every_statement_can_be_said_to_postgresql() -> None:
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    facts = [
        Seen(ANNE),
        Asked("q", "?", "sure", "0"),
        Judged("q", True),
        Reasoned("q", "x"),
        PassedOn("q"),
        QuestionsSettled(("q",), "answered"),
        Remember(private(ANNE), Memory(question="?")),
        Received("telegram", (Update(7, "{}", ANNE, ANNE),), 7, 7),
        Handled("telegram", 7),
        Replied(ANNE, "1", ("2",)),
        Relocated(ANNE, PAUL),
        *daily_facts(),
    ]
    assert {type(fact) for fact in facts} == set(WRITERS)
    for fact in facts:
        for statement, rows in WRITERS[type(fact)]("postgresql", [(fact, NOON)]):
            assert str(statement.compile(dialect=dialect)), rows
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
