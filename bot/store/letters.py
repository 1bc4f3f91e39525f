"""Letters: what is sent unasked to somebody named, such as an answer of the team or a word to all, until it is sent.

As with daily questions, a letter is claimed before it is sent and never sent again when its fate is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Delete,
    Index,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.deliveries import LEASE
from bot.store.facts import Fact
from bot.store.statements import Dated, Row, Statement, Writers, insert
from bot.store.tables import metadata

Place = tuple[datetime, str] | None
Places = tuple[Place, Place]
"""Where the pages before ended: among the letters of no batch, and among the others."""
BEGINNING: Places = (None, None)
LetterState = Literal["waiting", "claimed", "sent", "uncertain", "gone", "refused", "cancelled"]

letters = Table(
    "letters",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address", AddressText, nullable=False),
    Column("thread", Words, nullable=False),
    Column("in_group", Boolean, nullable=False),
    Column("text", Words, nullable=False),
    Column("buttons", JSON, nullable=False),
    Column("batch", Text, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("at_utc", Moment, nullable=False),
    Index("ix_letters_address", "address"),
    Index("ix_letters_batch", "batch", "state"),
)
Index("ix_letters_waiting", letters.c.not_before, letters.c.id, sqlite_where=letters.c.state == "waiting")
Index("ix_letters_claimed", letters.c.at_utc, sqlite_where=letters.c.state == "claimed")
"""Both hold what is still to be done alone: looking for it costs nothing when there is none (see ``deliveries``)."""


@dataclass(frozen=True, slots=True)
class LetterQueued(Fact):
    """Something is to be sent to ``address``; a letter of the same ``id`` that is there already stands.

    ``text`` has an empty line between paragraphs.  ``buttons`` are a label and an encoded action or a link each.
    Letters of one ``batch``, a word to all, are counted and cancelled together.  ``group``: the address is a group's.
    """

    id: str
    address: Address
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    batch: str = ""
    thread: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class LetterSettled(Fact):
    """What became of a claimed letter; the words of one that was sent are not kept."""

    id: str
    state: LetterState


@dataclass(frozen=True, slots=True)
class LetterPutBack(Fact):
    """A letter was certainly not sent: it may be, from ``until`` on.  ``claimed``: by whoever puts it back."""

    id: str
    until: datetime
    claimed: bool = True


def letters_waiting(
    connection: Connection, now: datetime, after: Places, limit: int
) -> list[tuple[datetime, LetterQueued]]:
    """Letters that may go now, with the moment they wait for: those of no batch first, oldest first.

    A word to all takes minutes: what is for somebody alone does not wait for its end.
    """
    alone = _waiting(connection, now, letters.c.batch == "", after[0], limit)
    return [*alone, *_waiting(connection, now, letters.c.batch != "", after[1], limit - len(alone))]


def _waiting(
    connection: Connection, now: datetime, which: ColumnElement[bool], after: Place, limit: int
) -> list[tuple[datetime, LetterQueued]]:
    query = select(letters).where(letters.c.state == "waiting", which, letters.c.not_before <= now)
    if after is not None:
        place = tuple_(letters.c.not_before, letters.c.id)
        query = query.where(place > tuple_(bindparam("at", after[0], Moment), bindparam("of", after[1], Text)))
    query = query.order_by(letters.c.not_before, letters.c.id).limit(limit)
    return [(row.not_before, _letter(row)) for row in connection.execute(query)] if limit else []


def places_after(page: Sequence[tuple[datetime, LetterQueued]], before: Places) -> Places:
    """Where a page of letters ended."""
    last = {bool(letter.batch): (moment, letter.id) for moment, letter in page}
    return last.get(False, before[0]), last.get(True, before[1])


def claim_letter(connection: Connection, letter: str, now: datetime) -> bool:
    """Make this letter ours to send, in a writing transaction; False when it was taken, sent, cancelled or erased."""
    return connection.execute(_claim, {"its": letter, "at": now}).rowcount == 1


def letters_lost(connection: Connection, now: datetime) -> int:
    """How many claims of letters a crash left without an outcome."""
    return connection.scalar(select(func.count()).select_from(letters).where(*_lost(now - LEASE))) or 0


def give_letters_up(connection: Connection, now: datetime) -> int:
    """Mark them as uncertain, in a writing transaction; how many there were."""
    return connection.execute(_give_up, {"since": now - LEASE, "at": now}).rowcount


def queue_letters(connection: Connection, queued: Sequence[LetterQueued], now: datetime) -> None:
    """Queue letters beside what they tell of, in the same writing transaction."""
    for statement, rows in _queued(connection.dialect.name, [(one, now) for one in queued]):
        connection.execute(statement, rows)


def cancel(connection: Connection, now: datetime, *which: ColumnElement[bool]) -> int:
    """Those of these letters that still wait are not to be sent, in a writing transaction; how many."""
    return connection.execute(_cancel.where(*which), {"at": now}).rowcount


def counted_letters(connection: Connection, batch: str = "") -> dict[str, int]:
    """How many letters there are by state; of one batch, or of all."""
    query = select(letters.c.state, func.count()).group_by(letters.c.state)
    query = query.where(letters.c.batch == batch) if batch else query
    return {row[0]: row[1] for row in connection.execute(query)}


def forget_letters(before: datetime) -> tuple[str, Delete]:
    """The statement that deletes what was settled before that moment, for the daily purge."""
    settled = and_(letters.c.state != "waiting", letters.c.state != "claimed")
    return "letters", delete(letters).where(settled, letters.c.at_utc < before)


def _lost(since: Any) -> tuple[Any, ...]:
    return letters.c.state == "claimed", letters.c.at_utc < since


def _letter(row: Any) -> LetterQueued:
    buttons = tuple((str(label), str(target)) for label, target in row.buttons)
    return LetterQueued(row.id, row.address, row.text, buttons, row.batch, row.thread, row.in_group)


_its = letters.c.id == bindparam("its")
_at = bindparam("at", type_=Moment)
# Once it is settled nobody needs its words any more.
_over: Row = {"at_utc": _at, "text": "", "buttons": []}
_claim = update(letters).where(_its, letters.c.state == "waiting").values(state="claimed", at_utc=_at)
_give_up = update(letters).where(*_lost(bindparam("since", type_=Moment))).values(state="uncertain", **_over)
# An outcome may come after the claim was given up as uncertain: it is then known after all.
_settle = (
    update(letters)
    .where(_its, or_(letters.c.state == "claimed", letters.c.state == "uncertain"))
    .values(state=bindparam("now_state"), **_over)
)
_put_back = (
    update(letters)
    .where(_its, letters.c.state == bindparam("was"))
    .values(state="waiting", at_utc=_at, not_before=bindparam("until", type_=Moment))
)
_cancel = update(letters).where(letters.c.state == "waiting").values(state="cancelled", **_over)


def _queued(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows: list[Row] = [
        {
            "id": fact.id,
            "address": fact.address,
            "thread": fact.thread,
            "in_group": fact.group,
            "text": fact.text,
            "buttons": [list(pair) for pair in fact.buttons],
            "batch": fact.batch,
            "queued_at": now,
            "not_before": now,
            "state": "waiting",
            "at_utc": now,
        }
        for fact, now in facts
    ]
    return [(insert(letters, dialect).on_conflict_do_nothing(), rows)]


def _settled(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(_settle, [{"its": fact.id, "now_state": fact.state, "at": now} for fact, now in facts])]


def _back(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows: list[Row] = [
        {"its": fact.id, "was": "claimed" if fact.claimed else "waiting", "until": fact.until, "at": now}
        for fact, now in facts
    ]
    return [(_put_back, rows)]


WRITERS: Writers = {LetterQueued: _queued, LetterSettled: _settled, LetterPutBack: _back}
