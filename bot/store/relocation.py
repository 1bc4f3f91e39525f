"""A chat has another address from now on: everything kept about it follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, UpdateBase, bindparam, delete, select, update

from bot.messages import Address
from bot.store import inbox
from bot.store.access import guests
from bot.store.contributions import contributions
from bot.store.deliveries import deliveries
from bot.store.followers import followers
from bot.store.holds import holds
from bot.store.inbox import Relocated
from bot.store.letters import letters
from bot.store.notes import notes
from bot.store.reminders import reminders
from bot.store.statements import Dated, Statement, Writers
from bot.store.subscriptions import had_questions, subscriptions

_FOLLOW: tuple[Column[Address], ...] = (
    subscriptions.c.chat,
    had_questions.c.chat,
    deliveries.c.chat,
    reminders.c.chat,
    holds.c.place,
    notes.c.owner,
    followers.c.address,
    contributions.c.giver,
    letters.c.address,
    guests.c.address,
)


def _relocated(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    moves = [{"from_chat": fact.old, "to_chat": fact.new} for fact, _ in facts]
    own = [statement for column in _FOLLOW for statement in _moved(column)]
    return [*inbox.relocating(facts), *((statement, moves) for statement in own)]


def _moved(column: Column[Address]) -> tuple[UpdateBase, ...]:
    """Rows move unless the new address has their like already, which stands; what could not move goes."""
    table = column.table
    here = column == bindparam("from_chat")
    move: dict[str, Any] = {column.name: bindparam("to_chat")}
    if column.name not in table.primary_key.columns and not column.unique:
        return (update(table).where(here).values(move),)
    there = table.alias()
    keys = () if column.unique else table.primary_key.columns
    others = [key.name for key in keys if key.name != column.name]
    taken = select(there.c[column.name]).where(
        there.c[column.name] == bindparam("to_chat"), *(there.c[name] == table.c[name] for name in others)
    )
    return (update(table).where(here, ~taken.exists()).values(move), delete(table).where(here))


WRITERS: Writers = {Relocated: _relocated}
"""Come last of all: what the same transaction writes for the old address moves too."""
