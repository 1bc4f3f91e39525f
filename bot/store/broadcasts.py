"""Words of the team to all subscribers: written, looked at, sent as one batch of letters, reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Integer,
    Table,
    Text,
    Update,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.facts import Fact
from bot.store.letters import cancel, letters
from bot.store.statements import Dated, Row, Statement, Writers, insert
from bot.store.subscriptions import subscriptions
from bot.store.tables import metadata

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("author", AddressText),
    Column("text", Words, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("recipients", Integer, nullable=False),
    Column("at_utc", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Drafted(Fact):
    """Somebody of the team wrote a word to all, which nobody gets yet."""

    id: str
    author: Address
    text: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One of them; ``state`` is ``draft``, ``queued``, ``stopped`` or ``reported``."""

    id: str
    author: Address | None
    text: str
    state: str
    recipients: int


def broadcast(connection: Connection, id: str) -> Broadcast | None:
    """The word of this id."""
    row = connection.execute(select(broadcasts).where(broadcasts.c.id == id)).one_or_none()
    return None if row is None else _broadcast(row)


def audience(connection: Connection, today: date) -> tuple[int, int]:
    """How many people, and how many groups, a word to all would go to."""
    query = select(subscriptions.c.in_group, func.count()).where(*_listening(today)).group_by(subscriptions.c.in_group)
    found = {bool(row[0]): int(row[1]) for row in connection.execute(query)}
    return found.get(False, 0), found.get(True, 0)


def send(connection: Connection, id: str, above: str, now: datetime, today: date) -> int | None:
    """Queue a letter to everybody who listens, in a writing transaction; ``above`` is the first paragraph.

    Returns:
        How many; None when it was sent before, or is not there.
    """
    drafted = broadcasts.c.id == id, broadcasts.c.state == "draft"
    if connection.execute(update(broadcasts).where(*drafted).values(state="queued", at_utc=now)).rowcount != 1:
        return None
    text = connection.scalar(select(broadcasts.c.text).where(broadcasts.c.id == id))
    number = cast(func.row_number().over(order_by=subscriptions.c.chat), Text)
    moment = literal(now, Moment)
    row = {
        "id": literal(f"{id}-", Text) + number,
        "address": subscriptions.c.chat,
        "thread": subscriptions.c.thread,
        "in_group": subscriptions.c.in_group,
        "text": literal(f"{above}\n\n{text}", Words),
        "buttons": literal([], JSON),
        "batch": literal(id, Text),
        "queued_at": moment,
        "not_before": moment,
        "state": literal("waiting", Text),
        "at_utc": moment,
    }
    chosen = select(*(value.label(name) for name, value in row.items())).where(*_listening(today))
    count = connection.execute(insert(letters, connection.dialect.name).from_select(list(row), chosen)).rowcount
    connection.execute(update(broadcasts).where(broadcasts.c.id == id).values(recipients=count))
    return count


def stop(connection: Connection, id: str, now: datetime) -> int:
    """Cancel the letters that still wait, in a writing transaction; how many."""
    stopped = cancel(connection, now, letters.c.batch == id)
    queued = broadcasts.c.id == id, broadcasts.c.state.in_(("draft", "queued"))
    connection.execute(update(broadcasts).where(*queued).values(state="stopped", at_utc=now))
    return stopped


def cutting(author: Address) -> Update:
    """The statement that cuts the link from a word that is on its way to its author: it stays, to be stopped."""
    on_its_way = broadcasts.c.author == author, broadcasts.c.state == "queued"
    return update(broadcasts).where(*on_its_way).values(author=None)


def to_report(connection: Connection) -> list[Broadcast]:
    """Those that are over and whose author was not told yet."""
    open_ones = select(letters.c.batch).where(letters.c.state.in_(("waiting", "claimed")), letters.c.batch != "")
    query = select(broadcasts).where(broadcasts.c.state.in_(("queued", "stopped")), broadcasts.c.recipients > 0)
    return [_broadcast(row) for row in connection.execute(query.where(broadcasts.c.id.not_in(open_ones)))]


def reported(connection: Connection, id: str) -> bool:
    """Mark it as reported, in a writing transaction; False when another did so before."""
    over = broadcasts.c.id == id, broadcasts.c.state.in_(("queued", "stopped"))
    return connection.execute(update(broadcasts).where(*over).values(state="reported")).rowcount == 1


def forget_broadcasts(before: datetime) -> tuple[str, Delete]:
    """The statement that deletes what was written before that moment, for the daily purge."""
    return "broadcasts", delete(broadcasts).where(broadcasts.c.at_utc < before)


def _listening(today: date) -> tuple[ColumnElement[Boolean] | Any, ...]:
    """Subscriptions of those who are there: not out of reach, not paused, not on leave."""
    begun = or_(subscriptions.c.leave_from.is_(None), subscriptions.c.leave_from <= today)
    away = subscriptions.c.leave_until.is_not(None) & (subscriptions.c.leave_until >= today) & begun
    return subscriptions.c.inactive_on.is_(None), subscriptions.c.paused.is_(False), ~away


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(row.id, row.author, row.text, row.state, row.recipients)


def _drafted(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows: list[Row] = [
        {"id": fact.id, "author": fact.author, "text": fact.text, "state": "draft", "recipients": 0, "at_utc": now}
        for fact, now in facts
    ]
    return [(insert(broadcasts, dialect).on_conflict_do_nothing(), rows)]


WRITERS: Writers = {Drafted: _drafted}
