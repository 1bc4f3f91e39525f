"""What happens to a subscription, as facts: chosen, changed, left, seen alive, out of reach and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Integer, Text, bindparam, delete, or_, select, update

from bot.messages import Address
from bot.store.columns import AddressText
from bot.store.deliveries import deliveries
from bot.store.facts import Fact
from bot.store.reminders import reminders
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.subscriptions import Subscription, had_questions, row_of, subscriptions


@dataclass(frozen=True, slots=True)
class Subscribed(Fact):
    """The person chose this; how far an existing subscription went stays, and choosing is a sign of life."""

    subscription: Subscription


@dataclass(frozen=True, slots=True)
class Alive(Fact):
    """Somebody wrote or pressed something in this chat: its questions do not fall into the void."""

    chat: Address


@dataclass(frozen=True, slots=True)
class Had(Fact):
    """The question was seen in this round of the stock."""

    chat: Address
    question_id: str
    round: int


@dataclass(frozen=True, slots=True)
class Reachable(Fact):
    """A chat that refused messages takes them again; ``due`` is its next question."""

    chat: Address
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Unreachable(Fact):
    """Nothing can be sent to this chat any more, and why."""

    chat: Address
    reason: str


@dataclass(frozen=True, slots=True)
class Unsubscribed(Fact):
    """The chat left: its subscription and the records of what was sent go; notes stay."""

    chat: Address


@dataclass(frozen=True, slots=True)
class Advanced(Fact):
    """The day due at ``due`` is dealt with; ``then`` is the next one.  Nothing, if the person changed it meanwhile."""

    chat: Address
    due: datetime
    then: datetime | None


@dataclass(frozen=True, slots=True)
class Waits(Fact):
    """The question due at ``due`` cannot be sent before ``until``: the messenger asked to wait."""

    chat: Address
    due: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Reached(Fact):
    """The question of that local day is with the person; ``counts`` as unanswered until a sign of life."""

    chat: Address
    day: date
    counts: bool = True


@dataclass(frozen=True, slots=True)
class AskedToGoOn(Fact):
    """The chat was asked whether it wants more questions; none comes until a sign of life."""

    chat: Address
    day: date


_of = subscriptions.c.chat == bindparam("of")
_at = subscriptions.c.due_utc == bindparam("at")
_alive = (
    update(subscriptions)
    .where(_of, or_(subscriptions.c.unanswered > 0, subscriptions.c.asked_on.is_not(None)))
    .values(unanswered=0, asked_on=None)
)
_advance = update(subscriptions).where(_of, _at).values(due_utc=bindparam("then"), next_due_utc=bindparam("then"))
_wait = update(subscriptions).where(_of, _at).values(next_due_utc=bindparam("until"))
_reached = (
    update(subscriptions)
    .where(_of)
    .values(last_day=bindparam("on_day"), unanswered=subscriptions.c.unanswered + bindparam("more"))
)
_asked = update(subscriptions).where(_of).values(asked_on=bindparam("on_day"))
_reachable = (
    update(subscriptions)
    .where(_of, subscriptions.c.inactive_on.is_not(None))
    .values(
        inactive_on=None, inactive_reason="", unanswered=0, due_utc=bindparam("then"), next_due_utc=bindparam("then")
    )
)
_unreachable = (
    update(subscriptions)
    .where(_of, subscriptions.c.inactive_on.is_(None))
    .values(inactive_on=bindparam("on_day"), inactive_reason=bindparam("because"), due_utc=None, next_due_utc=None)
)

_KEPT = {"chat", "since", "seed", "round", "last_day"}
"""What a person who changes a setting does not begin anew."""


def _subscribed(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    statement = insert(subscriptions, dialect)
    changed = {column.name: statement.excluded[column.name] for column in subscriptions.c if column.name not in _KEPT}
    upsert = statement.on_conflict_do_update(index_elements=[subscriptions.c.chat], set_=changed)
    return [(upsert, [row_of(fact.subscription) for fact, _ in facts])]


def _unsubscribed(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    gone = [{"of": fact.chat} for fact, _ in facts]
    return [
        (delete(table).where(table.c.chat == bindparam("of")), gone)
        for table in (had_questions, deliveries, reminders, subscriptions)
    ]


def _had(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    # Only for a chat that is subscribed: what is in flight must not bring back somebody who just left.
    chat = bindparam("of", type_=AddressText)
    question = bindparam("question", type_=Text)
    number = bindparam("number", type_=Integer)
    statement = insert(had_questions, dialect).from_select(
        ["chat", "question_id", "round"],
        select(chat, question, number).where(select(subscriptions.c.chat).where(_of).exists()),
    )
    upsert = statement.on_conflict_do_update(
        index_elements=[had_questions.c.chat, had_questions.c.question_id], set_={"round": statement.excluded.round}
    )
    begin = update(subscriptions).where(_of, subscriptions.c.round < bindparam("number"))
    rows = [{"of": fact.chat, "question": fact.question_id, "number": fact.round} for fact, _ in facts]
    rounds = [{"of": fact.chat, "number": fact.round} for fact, _ in facts if fact.round]
    return [(upsert, rows), (begin.values(round=bindparam("number")), rounds)]


WRITERS: Writers = {
    Subscribed: _subscribed,
    Unsubscribed: _unsubscribed,
    Alive: lambda dialect, facts: [(_alive, [{"of": fact.chat} for fact, _ in facts])],
    Had: _had,
    Reachable: lambda dialect, facts: [(_reachable, [{"of": fact.chat, "then": fact.due} for fact, _ in facts])],
    Unreachable: lambda dialect, facts: [
        (_unreachable, [{"of": fact.chat, "on_day": now.date(), "because": fact.reason} for fact, now in facts])
    ],
    Reached: lambda dialect, facts: [
        (_reached, [{"of": fact.chat, "on_day": fact.day, "more": int(fact.counts)} for fact, _ in facts])
    ],
    AskedToGoOn: lambda dialect, facts: [(_asked, [{"of": fact.chat, "on_day": fact.day} for fact, _ in facts])],
    Waits: lambda dialect, facts: [
        (_wait, [{"of": fact.chat, "at": fact.due, "until": fact.until} for fact, _ in facts])
    ],
    Advanced: lambda dialect, facts: [
        (_advance, [{"of": fact.chat, "at": fact.due, "then": fact.then} for fact, _ in facts])
    ],
}
"""``Advanced`` comes last: it moves the moment by which the others know their row."""
