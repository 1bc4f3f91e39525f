"""Numbers for the editors: what was sent each day, and how many subscribers there are; no address leaves this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, func, select

from bot.store.deliveries import deliveries, questions_of_the_day
from bot.store.subscriptions import subscriptions


@dataclass(frozen=True, slots=True)
class Subscribers:
    """Chats subscribed now: those that get questions, those that paused, those that cannot be reached any more.

    ``new`` of the ``active`` ones subscribed in the stretch of time asked about.
    """

    active: int = 0
    paused: int = 0
    unreachable: int = 0
    new: int = 0


def subscribers(connection: Connection, since: date) -> Subscribers:
    """How many subscribers there are."""
    gone, paused = subscriptions.c.inactive_on.is_not(None), subscriptions.c.paused
    kind = case((gone, "unreachable"), (paused, "paused"), else_="active").label("kind")
    query = select(kind, func.count(), func.sum(case((subscriptions.c.since >= since, 1), else_=0))).group_by("kind")
    found = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
    counts = {name: number for name, (number, _) in found.items()}
    return Subscribers(**counts, new=found.get("active", (0, 0))[1])


def delivered(connection: Connection, first: date, last: date) -> dict[tuple[date, str], int]:
    """How many questions there were by (local day of the chat, state), both days included.

    Whether somebody wants to go on is asked in the same way, and is no question of the day.
    """
    query = (
        select(deliveries.c.day, deliveries.c.state, func.count())
        .where(questions_of_the_day, deliveries.c.day >= first, deliveries.c.day <= last)
        .group_by(deliveries.c.day, deliveries.c.state)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}
