"""Deliveries: one row for what a chat was sent unasked on a local day; the row is claimed before anything is sent.

The messengers know no repeated request from a new one, so a claim whose outcome stayed unknown is never sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UpdateBase,
    bindparam,
    delete,
    or_,
    select,
    update,
)

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.facts import Fact
from bot.store.reminders import reminders
from bot.store.statements import Dated, Row, Statement, Writers, insert
from bot.store.subscriptions import subscriptions
from bot.store.tables import metadata

State = Literal["claimed", "sent", "skipped", "uncertain", "failed"]
LEASE = timedelta(minutes=5)
"""How long a claim may stay without an outcome before nobody can still be about to report it."""
Claimed = Literal["ours", "another's", "done", "unwanted"]
"""``done``: sent or given up before; ``unwanted``: what it stood for was changed or left meanwhile."""
LATER = "later"
"""Beginning of the kind of a question that was put off; the others are ``question`` and ``ask``."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("chat", AddressText, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("question_id", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_utc", Moment, nullable=False),
    Column("at_utc", Moment, nullable=False),
    Column("messages", JSON, nullable=False),
    Column("reason", Words, nullable=False),
    Index("ix_deliveries_day", "day"),
)
questions_of_the_day = deliveries.c.kind != "ask"
"""Those that carry a question, put off or not."""
Index("ix_deliveries_claimed", deliveries.c.at_utc, sqlite_where=deliveries.c.state == "claimed")
"""Holds what is in flight alone, so that looking for what a crash left costs nothing when there is none.

PostgreSQL is told so by ``schema``: to name its dialect here would load it at every start.
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What ``chat`` is to get for its local ``day``: the question, due at that moment, in that round of the stock."""

    chat: Address
    day: date
    kind: str
    question_id: str
    due: datetime
    round: int = 0


@dataclass(frozen=True, slots=True)
class Settled(Fact):
    """What became of a claimed delivery."""

    delivery: Delivery
    state: State
    messages: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Released(Fact):
    """A claimed delivery was certainly not sent: it may be claimed again."""

    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Skipped(Fact):
    """The moment of this delivery is past by too much: there is none that day."""

    delivery: Delivery


def claim(connection: Connection, wanted: Delivery, now: datetime) -> Claimed:
    """Try to make this delivery ours, in a writing transaction.  Two can try at once; one of them is given ``ours``.

    A day that was skipped may still be claimed: the clock had run ahead.
    """
    later = wanted.kind.startswith(LATER)
    row = {**_key(wanted), "question": wanted.question_id, "number": wanted.round, "due": wanted.due, "at": now}
    if connection.execute(claiming(connection.dialect.name, later), row).first() is not None:
        return "ours"
    state = connection.scalar(_state, _key(wanted))
    if state is None:
        return "unwanted"
    return "another's" if state == "claimed" else "done"


def last_question_sent(connection: Connection, chat: Address, since: datetime) -> str:
    """The id of the question that this chat was sent last, after that moment; empty when there was none."""
    query = select(deliveries.c.question_id).where(
        deliveries.c.chat == chat, questions_of_the_day, deliveries.c.state == "sent", deliveries.c.at_utc > since
    )
    return str(connection.scalar(query.order_by(deliveries.c.at_utc.desc()).limit(1)) or "")


def left_in_flight(connection: Connection, before: datetime, limit: int) -> list[Delivery]:
    """Claims made before that moment whose outcome is not known."""
    query = select(deliveries).where(deliveries.c.state == "claimed", deliveries.c.at_utc < before).limit(limit)
    return [_delivery(row) for row in connection.execute(query)]


def _delivery(row: Any) -> Delivery:
    return Delivery(row.chat, row.day, row.kind, row.question_id, row.due_utc, row.round)


_which = (
    deliveries.c.chat == bindparam("of"),
    deliveries.c.day == bindparam("on_day"),
    deliveries.c.kind == bindparam("its_kind"),
)
# An outcome may come after the claim was given up as uncertain: it is then known after all.
_settle = (
    update(deliveries)
    .where(*_which, or_(deliveries.c.state == "claimed", deliveries.c.state == "uncertain"))
    .values(state=bindparam("now_state"), at_utc=bindparam("at"), messages=bindparam("said"), reason=bindparam("why"))
)
_release = delete(deliveries).where(*_which, deliveries.c.state == "claimed")


_state = select(deliveries.c.state).where(*_which)


@cache
def claiming(dialect: str, later: bool) -> UpdateBase:
    """Inserts a claim, provided that what it stands for is still due as it was when it was read; returns it if so."""
    chat, due = bindparam("of", type_=AddressText), bindparam("due", type_=Moment)
    question = bindparam("question", type_=Text)
    row = select(
        chat,
        bindparam("on_day", type_=Date),
        bindparam("its_kind", type_=Text),
        question,
        bindparam("number", type_=Integer),
        bindparam("claimed", "claimed", Text),
        due,
        bindparam("at", type_=Moment),
        bindparam("nothing", [], JSON),
        bindparam("no_reason", "", Words),
    )
    if later:
        row = row.where(reminders.c.chat == chat, reminders.c.question_id == question, reminders.c.due_utc == due)
    else:
        row = row.where(subscriptions.c.chat == chat, subscriptions.c.due_utc == due)
    statement = insert(deliveries, dialect).from_select(list(deliveries.c), row)
    upsert = statement.on_conflict_do_update(
        index_elements=[deliveries.c.chat, deliveries.c.day, deliveries.c.kind],
        set_={name: statement.excluded[name] for name in ("question_id", "round", "state", "due_utc", "at_utc")},
        where=deliveries.c.state == "skipped",
    )
    return upsert.returning(deliveries.c.day)


def _key(delivery: Delivery) -> Row:
    return {"of": delivery.chat, "on_day": delivery.day, "its_kind": delivery.kind}


def _settled(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows = [
        {**_key(fact.delivery), "now_state": fact.state, "at": now, "said": list(fact.messages), "why": fact.reason}
        for fact, now in facts
    ]
    return [(_settle, rows)]


def _skipped(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows = [
        {
            "chat": fact.delivery.chat,
            "day": fact.delivery.day,
            "kind": fact.delivery.kind,
            "question_id": "",
            "round": fact.delivery.round,
            "state": "skipped",
            "due_utc": fact.delivery.due,
            "at_utc": now,
            "messages": [],
            "reason": "",
        }
        for fact, now in facts
    ]
    return [(insert(deliveries, dialect).on_conflict_do_nothing(), rows)]


WRITERS: Writers = {
    Settled: _settled,
    Released: lambda dialect, facts: [(_release, [_key(fact.delivery) for fact, _ in facts])],
    Skipped: _skipped,
}
