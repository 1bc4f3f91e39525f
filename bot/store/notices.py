"""What the program tells itself from one run to the next, under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.store.facts import Fact
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import notices


@dataclass(frozen=True, slots=True)
class Noticed(Fact):
    """From now on ``value`` is what is known under ``name``."""

    name: str
    value: str


def noticed(connection: Connection, name: str) -> str:
    """What is known under a name; empty for nothing."""
    return connection.scalar(select(notices.c.value).where(notices.c.name == name)) or ""


def _noticed(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = insert(notices, dialect)
    upsert = statement.on_conflict_do_update(index_elements=[notices.c.name], set_={"value": statement.excluded.value})
    return [(upsert, [{"name": fact.name, "value": fact.value} for fact, _ in facts])]


WRITERS: Writers = {Noticed: _noticed}
