"""Subscriptions to the daily question: what was chosen, how far it went, when a tick must look at it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    select,
    tuple_,
)

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.statements import Row
from bot.store.tables import metadata

WORKING_DAYS = frozenset({1, 2, 3, 4, 5})
"""Monday to Friday, as ISO numbers them."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat", AddressText, primary_key=True),
    Column("thread", Words, nullable=False),
    Column("in_group", Boolean, nullable=False),
    Column("time", Text, nullable=False),
    Column("days", Text, nullable=False),
    Column("weekly", Boolean, nullable=False),
    Column("zone", Text, nullable=False),
    Column("territory", Text, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("enjeux", JSON, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("august_off", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("leave_from", Date),
    Column("leave_until", Date),
    Column("since", Date, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("round", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("asked_on", Date),
    Column("last_day", Date),
    Column("inactive_on", Date),
    Column("inactive_reason", Words, nullable=False),
    Column("due_utc", Moment),
    Column("next_due_utc", Moment),
    Index("ix_subscriptions_next_due_utc", "next_due_utc", "chat"),
)

had_questions = Table(
    "had_questions",
    metadata,
    Column("chat", AddressText, primary_key=True),
    Column("question_id", Text, primary_key=True),
    Column("round", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One chat's subscription.

    Chosen: ``time`` on the wall of ``zone``, ISO ``days``, ``weekly`` (the first open day of each week alone), the
    ``territory`` whose public holidays count (``FR``, ``FR-57``…; empty for none), ``themes`` (keys) and ``enjeux``
    (``theme:3``), all of them when empty, a leave (both days included; from now on without ``leave_from``), ``paused``.
    ``due`` is the moment of the next question, None while there is none.

    Gone through: ``round`` counts how often the stock was used up, ``unanswered`` the questions since the last sign of
    life, ``asked_on`` the day we asked whether to go on, ``last_day`` the local date of the last question.
    """

    chat: Address
    seed: int
    since: date
    time: time = time(8, 30)
    days: frozenset[int] = WORKING_DAYS
    zone: str = "Europe/Paris"
    territory: str = "FR"
    thread: str = ""
    group: bool = False
    themes: tuple[str, ...] = ()
    enjeux: tuple[str, ...] = ()
    silent: bool = False
    weekly: bool = False
    august_off: bool = False
    paused: bool = False
    leave_from: date | None = None
    leave_until: date | None = None
    inactive_on: date | None = None
    inactive_reason: str = ""
    due: datetime | None = None
    round: int = 0
    unanswered: int = 0
    asked_on: date | None = None
    last_day: date | None = None


def of(connection: Connection, chat: Address) -> Subscription | None:
    """The subscription of a chat."""
    row = connection.execute(select(subscriptions).where(subscriptions.c.chat == chat)).one_or_none()
    return None if row is None else subscription_of(row)


def had(connection: Connection, chats: Sequence[Address]) -> dict[Address, frozenset[str]]:
    """The questions that each of these chats had in its present round."""
    found: dict[Address, set[str]] = {chat: set() for chat in chats}
    query = (
        select(had_questions.c.chat, had_questions.c.question_id)
        .join(subscriptions, subscriptions.c.chat == had_questions.c.chat)
        .where(had_questions.c.chat.in_(chats), had_questions.c.round == subscriptions.c.round)
    )
    for chat, question in connection.execute(query):
        found[chat].add(question)
    return {chat: frozenset(questions) for chat, questions in found.items()}


def looked_at(
    connection: Connection, now: datetime, after: tuple[datetime, Address] | None, limit: int
) -> list[tuple[datetime, Subscription]]:
    """Those whose moment has come, earliest first, with that moment; ``after`` is the last one of the page before."""
    query = select(subscriptions).where(subscriptions.c.next_due_utc <= now)
    if after is not None:
        place = tuple_(subscriptions.c.next_due_utc, subscriptions.c.chat)
        query = query.where(place > tuple_(bindparam("at", after[0], Moment), bindparam("of", after[1], AddressText)))
    query = query.order_by(subscriptions.c.next_due_utc, subscriptions.c.chat).limit(limit)
    return [(row.next_due_utc, subscription_of(row)) for row in connection.execute(query)]


def scheduled_after(connection: Connection, chat: Address | None, due: datetime, limit: int) -> list[Subscription]:
    """Subscriptions with a question due after ``due``, by chat, those after ``chat``: for going through all of them."""
    query = select(subscriptions).where(subscriptions.c.due_utc > due)
    if chat is not None:
        query = query.where(subscriptions.c.chat > chat)
    return [subscription_of(row) for row in connection.execute(query.order_by(subscriptions.c.chat).limit(limit))]


def subscription_of(row: Any) -> Subscription:
    """The subscription of a row of the table."""
    return Subscription(
        chat=row.chat,
        seed=row.seed,
        since=row.since,
        time=time.fromisoformat(row.time),
        days=frozenset(map(int, row.days)),
        zone=row.zone,
        territory=row.territory,
        thread=row.thread,
        group=row.in_group,
        themes=tuple(row.themes),
        enjeux=tuple(row.enjeux),
        silent=row.silent,
        weekly=row.weekly,
        august_off=row.august_off,
        paused=row.paused,
        leave_from=row.leave_from,
        leave_until=row.leave_until,
        inactive_on=row.inactive_on,
        inactive_reason=row.inactive_reason,
        due=row.due_utc,
        round=row.round,
        unanswered=row.unanswered,
        asked_on=row.asked_on,
        last_day=row.last_day,
    )


def row_of(subscription: Subscription) -> Row:
    """The row of a subscription as it begins."""
    return {
        "chat": subscription.chat,
        "thread": subscription.thread,
        "in_group": subscription.group,
        "time": subscription.time.isoformat("minutes"),
        "days": "".join(map(str, sorted(subscription.days))),
        "weekly": subscription.weekly,
        "zone": subscription.zone,
        "territory": subscription.territory,
        "themes": list(subscription.themes),
        "enjeux": list(subscription.enjeux),
        "silent": subscription.silent,
        "august_off": subscription.august_off,
        "paused": subscription.paused,
        "leave_from": subscription.leave_from,
        "leave_until": subscription.leave_until,
        "since": subscription.since,
        "seed": subscription.seed,
        "round": 0,
        "unanswered": 0,
        "asked_on": None,
        "last_day": None,
        "inactive_on": None,
        "inactive_reason": "",
        "due_utc": subscription.due,
        "next_due_utc": subscription.due,
    }
