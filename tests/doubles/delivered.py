"""What became of deliveries, for tests to look at."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from bot.messages import Address
from bot.store.deliveries import deliveries


def of_unknown_fate(connection: Connection) -> list[Address]:
    """The chats of deliveries of which nobody knows whether they arrived."""
    return list(connection.scalars(select(deliveries.c.chat).where(deliveries.c.state == "uncertain")))


def counted(connection: Connection) -> dict[tuple[str, str], int]:
    """How many deliveries there are by (kind, state); all that were put off count as ``later``."""
    query = select(deliveries.c.kind, deliveries.c.state, func.count())
    found: dict[tuple[str, str], int] = {}
    for kind, state, number in connection.execute(query.group_by(deliveries.c.kind, deliveries.c.state)):
        key = kind.partition(" ")[0], state
        found[key] = found.get(key, 0) + number
    return found
