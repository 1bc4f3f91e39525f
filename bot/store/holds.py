"""Where a messenger asked to wait, until when: a restart does not make the program forget it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Delete, Table, delete, select

from bot.messages import Address
from bot.store.columns import AddressText, Moment
from bot.store.facts import Fact
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import metadata

holds = Table(
    "holds",
    metadata,
    Column("place", AddressText, primary_key=True),
    Column("until_utc", Moment, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Held(Fact):
    """Nothing may be sent to this place before ``until``; an address without id is a whole channel."""

    place: Address
    until: datetime


def in_force(connection: Connection, now: datetime) -> dict[Address, datetime]:
    """The places where nothing may be sent yet."""
    rows = connection.execute(select(holds).where(holds.c.until_utc > now))
    return {row.place: row.until_utc for row in rows}


def forget_holds(now: datetime) -> tuple[str, Delete]:
    """The statement that deletes what is over, for the daily purge."""
    return "holds", delete(holds).where(holds.c.until_utc < now)


def _held(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = insert(holds, dialect)
    later = statement.excluded.until_utc
    upsert = statement.on_conflict_do_update(
        index_elements=[holds.c.place], set_={"until_utc": later}, where=holds.c.until_utc < later
    )
    return [(upsert, [{"place": fact.place, "until_utc": fact.until} for fact, _ in facts])]


WRITERS: Writers = {Held: _held}
