"""The audit log: what the editorial team did, and who of it by their number; no address, no words of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Delete, Integer, Table, Text, delete, insert, select

from bot.store.columns import Moment, Words
from bot.store.facts import Fact
from bot.store.statements import Dated, Row, Statement, Writers
from bot.store.tables import metadata

COMMAND_LINE = 0
"""Who did it when it was done at the command line.  Those whom the settings name have numbers below."""

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at_utc", Moment, nullable=False, index=True),
    Column("admin", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("details", Words, nullable=False),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class AdminDid(Fact):
    """Somebody of the team (their number) did this (``broadcast sent``), to what (an id, a path, a count)."""

    admin: int
    action: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    at: datetime
    did: AdminDid


def latest(connection: Connection, limit: int) -> list[Entry]:
    """The last entries, oldest of them first."""
    rows = connection.execute(select(audit_log).order_by(audit_log.c.id.desc()).limit(limit)).all()
    return [Entry(row.at_utc, AdminDid(row.admin, row.action, row.details)) for row in reversed(rows)]


def note(connection: Connection, did: AdminDid, now: datetime) -> None:
    """Write an entry beside what it tells of, in the same transaction."""
    connection.execute(insert(audit_log), [_row(did, now)])


def forget_entries(before: datetime) -> tuple[str, Delete]:
    """The statement that deletes the entries made before that moment, for the daily purge."""
    return "audit_log", delete(audit_log).where(audit_log.c.at_utc < before)


def _row(did: AdminDid, now: datetime) -> Row:
    return {"at_utc": now, "admin": did.admin, "action": did.action, "details": did.details}


def _did(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(insert(audit_log), [_row(fact, now) for fact, now in facts])]


WRITERS: Writers = {AdminDid: _did}
