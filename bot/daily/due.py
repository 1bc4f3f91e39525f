"""What is due: read from the indexed moments a page at a time, and sorted by what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.daily.calendar import next_due
from bot.daily.places import DEFAULT_ZONE
from bot.daily.plan import Job, ask_job, question_job, reminder_job, skipped, step
from bot.daily.stock import Stock
from bot.messages import Address
from bot.store.deliveries import LEASE, left_in_flight
from bot.store.facts import Fact
from bot.store.reminders import Reminded, Reminder, reminders_looked_at
from bot.store.subscribing import Advanced
from bot.store.subscriptions import Subscription, had, looked_at, of

Place = tuple[datetime, Address] | None


@dataclass(frozen=True, slots=True)
class Due:
    """Where a page ended, in each of the two tables."""

    subscriptions: Place = None
    reminders: Place = None


@dataclass(frozen=True, slots=True)
class Page:
    """``jobs`` to send and ``facts`` to write down at once; ``last`` is where the next page goes on, None at the end.

    ``due`` counts what there was, ``skipped`` the days that are too late; ``more``: something fell due by them.
    ``left``: a crash left claims without an outcome.
    """

    jobs: Sequence[Job]
    facts: Sequence[Fact]
    last: Due | None
    due: int
    skipped: int
    more: bool
    left: bool


def due_page(
    connection: Connection,
    *,
    now: datetime,
    after: Due | None,
    limit: int,
    stock: Stock,
    late: timedelta,
    ask_after: int,
) -> Page:
    """The next page of what is due."""
    place = after or Due()
    rows = looked_at(connection, now, place.subscriptions, limit)
    put_off = reminders_looked_at(connection, now, place.reminders, limit)
    steps = [(subscription, step(subscription, now, late, ask_after)) for _, subscription in rows]
    history = had(connection, [subscription.chat for subscription, what in steps if what == "question"])
    jobs: list[Job] = []
    facts: list[Fact] = []
    days, more = 0, False
    for subscription, what in steps:
        due = subscription.due
        if due is None:
            continue
        if what == "question":
            job = question_job(subscription, due, history[subscription.chat], stock)
            if job is not None:
                jobs.append(job)
                continue
        if what == "ask":
            jobs.append(ask_job(subscription, due))
        elif what == "skip":
            told, then, number = skipped(subscription, now, late)
            facts += told
            days += number
            more = more or (then is not None and then <= now)
        else:
            # Not its moment any more, asked and silent, or nothing to send: on to the next, which may be due already.
            then = next_due(subscription, now - late if what == "moved" else due)
            facts.append(Advanced(subscription.chat, due, then))
            more = more or (then is not None and then <= now)
    for _, reminder in put_off:
        reminded = None if now - reminder.due > late else _reminder_job(connection, reminder, stock, now)
        if reminded is not None:
            jobs.append(reminded)
        else:
            facts.append(Reminded(reminder.chat, reminder.question_id, reminder.due))
            days += 1
    full = len(rows) == limit or len(put_off) == limit
    last = Due(_last(rows, place.subscriptions), _last(put_off, place.reminders)) if full else None
    left = after is None and bool(left_in_flight(connection, now - LEASE, 1))
    return Page(jobs, facts, last, len(rows) + len(put_off), days, more, left)


def _reminder_job(connection: Connection, reminder: Reminder, stock: Stock, now: datetime) -> Job | None:
    subscription = of(connection, reminder.chat)
    if subscription is None:
        # Anybody may put a question off; only the place matters then.
        subscription = Subscription(reminder.chat, 0, now.date(), zone=DEFAULT_ZONE, thread=reminder.thread)
    return reminder_job(reminder, replace(subscription, silent=False), stock)


def _last(rows: Sequence[tuple[datetime, Subscription | Reminder]], before: Place) -> Place:
    return (rows[-1][0], rows[-1][1].chat) if rows else before
