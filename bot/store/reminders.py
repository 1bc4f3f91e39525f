"""Questions that somebody put off: which one, where, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Index, Table, Text, bindparam, delete, select, tuple_, update

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.facts import Fact
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import metadata

reminders = Table(
    "reminders",
    metadata,
    Column("chat", AddressText, primary_key=True),
    Column("question_id", Text, primary_key=True),
    Column("thread", Words, nullable=False),
    Column("due_utc", Moment, nullable=False),
    Column("next_due_utc", Moment, nullable=False),
    Index("ix_reminders_next_due_utc", "next_due_utc", "chat"),
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A question to be shown again in a chat at ``due``."""

    chat: Address
    question_id: str
    thread: str
    due: datetime


@dataclass(frozen=True, slots=True)
class PutOff(Fact):
    """The person wants this question later, at ``due``; putting it off again replaces that."""

    chat: Address
    question_id: str
    due: datetime
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Reminded(Fact):
    """The reminder due then is dealt with."""

    chat: Address
    question_id: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReminderWaits(Fact):
    """The messenger asked to wait with it until then."""

    chat: Address
    question_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ReminderDropped(Fact):
    """Nobody is to be shown this question any more."""

    question_id: str


def reminders_looked_at(
    connection: Connection, now: datetime, after: tuple[datetime, Address] | None, limit: int
) -> list[tuple[datetime, Reminder]]:
    """Those whose moment has come, earliest first, with that moment; ``after`` is the last one of the page before."""
    query = select(reminders).where(reminders.c.next_due_utc <= now)
    if after is not None:
        place = tuple_(reminders.c.next_due_utc, reminders.c.chat)
        query = query.where(place > tuple_(bindparam("at", after[0], Moment), bindparam("of", after[1], AddressText)))
    query = query.order_by(reminders.c.next_due_utc, reminders.c.chat).limit(limit)
    return [
        (row.next_due_utc, Reminder(row.chat, row.question_id, row.thread, row.due_utc))
        for row in connection.execute(query)
    ]


_which = (reminders.c.chat == bindparam("of"), reminders.c.question_id == bindparam("question"))


def _put_off(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = insert(reminders, dialect)
    upsert = statement.on_conflict_do_update(
        index_elements=[reminders.c.chat, reminders.c.question_id],
        set_={name: statement.excluded[name] for name in ("thread", "due_utc", "next_due_utc")},
    )
    rows = [
        {
            "chat": fact.chat,
            "question_id": fact.question_id,
            "thread": fact.thread,
            "due_utc": fact.due,
            "next_due_utc": fact.due,
        }
        for fact, _ in facts
    ]
    return [(upsert, rows)]


def _reminded(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = delete(reminders).where(*_which, reminders.c.due_utc == bindparam("at"))
    return [(statement, [{"of": fact.chat, "question": fact.question_id, "at": fact.due} for fact, _ in facts])]


def _waits(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = update(reminders).where(*_which).values(next_due_utc=bindparam("until"))
    return [(statement, [{"of": fact.chat, "question": fact.question_id, "until": fact.until} for fact, _ in facts])]


def _dropped(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = delete(reminders).where(reminders.c.question_id == bindparam("question"))
    return [(statement, [{"question": fact.question_id} for fact, _ in facts])]


WRITERS: Writers = {PutOff: _put_off, ReminderWaits: _waits, Reminded: _reminded, ReminderDropped: _dropped}
