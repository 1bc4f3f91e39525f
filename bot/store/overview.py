"""How things stand, in numbers: for the editorial team to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bot.store.access import bans, guests
from bot.store.contributions import contributions
from bot.store.deliveries import deliveries, questions_of_the_day
from bot.store.letters import letters
from bot.store.subscriptions import subscriptions
from bot.store.tables import questions

SINCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts: of subscriptions and people as they are, of the rest over the last seven days.

    ``questions`` are by outcome, ``deliveries`` and ``letters`` by state.
    """

    active: int
    paused: int
    unreachable: int
    questions: Mapping[str, int]
    deliveries: Mapping[str, int]
    letters: Mapping[str, int]
    waiting: int
    contributions: int
    pending: int
    banned: int


def overview(connection: Connection, now: datetime) -> Overview:
    """Everything at once."""
    since = now - SINCE
    here = subscriptions.c.inactive_on.is_(None)
    outcomes = select(questions.c.outcome, func.count()).where(questions.c.asked_at >= since)
    sent = select(deliveries.c.state, func.count()).where(questions_of_the_day, deliveries.c.day >= since.date())
    posted = select(letters.c.state, func.count()).where(letters.c.at_utc >= since)

    def count(query: Select[Any]) -> int:
        return connection.scalar(query) or 0

    subscribed = select(func.count()).select_from(subscriptions)
    return Overview(
        active=count(subscribed.where(here, subscriptions.c.paused.is_(False))),
        paused=count(subscribed.where(here, subscriptions.c.paused.is_(True))),
        unreachable=count(subscribed.where(~here)),
        questions=_by(connection, outcomes.group_by(questions.c.outcome)),
        deliveries=_by(connection, sent.group_by(deliveries.c.state)),
        letters=_by(connection, posted.group_by(letters.c.state)),
        waiting=count(select(func.count()).select_from(letters).where(letters.c.state == "waiting")),
        contributions=count(select(func.count()).select_from(contributions).where(contributions.c.state == "waiting")),
        pending=count(select(func.count()).select_from(guests).where(guests.c.state == "pending")),
        banned=count(select(func.count()).select_from(bans)),
    )


def _by(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
