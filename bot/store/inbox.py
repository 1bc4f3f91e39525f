"""What a messenger handed us and is not answered yet, and which messages of ours answered which message.

An update is written here before the messenger is told that it may forget it, and deleted once answered: after a crash
the next start finds what is still owed.  The addresses are there so that erasing a person erases these rows too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Connection, Table, Text, UpdateBase, bindparam, delete, select, update

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.facts import Fact
from bot.store.statements import Dated, Row, Statement, Writers, insert
from bot.store.tables import conversations, metadata, notices

EDITABLE = timedelta(hours=48)
"""How long an answer is remembered as the answer to a message: a question edited later gets a new one."""

inbox = Table(
    "inbox",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", AddressText),
    Column("sender", AddressText),
    Column("body", Words, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    Column("chat", AddressText, primary_key=True),
    Column("said", Text, primary_key=True),
    Column("messages", JSON, nullable=False),
    Column("sent_at", Moment, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Update:
    """One update as the messenger gave it (``body``), its ``number`` there, and whom it concerns."""

    number: int
    body: str
    chat: Address | None = None
    sender: Address | None = None


@dataclass(frozen=True, slots=True)
class Received(Fact):
    """One batch of updates, in order; those already in the inbox are left as they are.

    ``first`` and ``last`` are the numbers that the batch spans, some of which may be handled by now.
    """

    channel: str
    updates: tuple[Update, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Handled(Fact):
    """Nothing more is owed for this update."""

    channel: str
    number: int


@dataclass(frozen=True, slots=True)
class Replied(Fact):
    """The message ``said`` of this chat is answered by these messages of ours."""

    chat: Address
    said: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relocated(Fact):
    """A chat has another address from now on."""

    old: Address
    new: Address


def waiting(connection: Connection, channel: str) -> list[Update]:
    """The updates of a channel that are not answered yet, oldest first."""
    rows = connection.execute(select(inbox).where(inbox.c.channel == channel).order_by(inbox.c.number))
    return [Update(row.number, row.body, row.chat, row.sender) for row in rows]


def last_batch(connection: Connection, channel: str) -> range:
    """The numbers of the batch received last, which a messenger may hand out once more after a crash."""
    found = connection.scalar(select(notices.c.value).where(notices.c.name == _mark(channel)))
    first, _, last = (found or "0-0").partition("-")
    return range(int(first), int(last) + 1) if found else range(0)


def messages_for(connection: Connection, chat: Address, said: str) -> tuple[str, ...]:
    """Our messages that answer this one."""
    found: Sequence[str] | None = connection.scalar(
        select(replies.c.messages).where(replies.c.chat == chat, replies.c.said == said)
    )
    return tuple(found or ())


def forget_replies(now: datetime) -> tuple[str, Any]:
    """The statement that deletes the replies too old to be edited, for the daily purge."""
    return "replies", delete(replies).where(replies.c.sent_at < now - EDITABLE)


@cache
def _insert_updates(dialect: str) -> UpdateBase:
    return insert(inbox, dialect).on_conflict_do_nothing()


@cache
def _upsert_mark(dialect: str) -> UpdateBase:
    mark = insert(notices, dialect)
    return mark.on_conflict_do_update(index_elements=[notices.c.name], set_={"value": mark.excluded.value})


@cache
def _upsert_replies(dialect: str) -> UpdateBase:
    statement = insert(replies, dialect)
    return statement.on_conflict_do_update(
        index_elements=[replies.c.chat, replies.c.said],
        set_={"messages": statement.excluded.messages, "sent_at": statement.excluded.sent_at},
    )


_delete_update = delete(inbox).where(inbox.c.channel == bindparam("its_channel"), inbox.c.number == bindparam("its"))


def _received(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows: list[Row] = [
        {"channel": fact.channel, "number": one.number, "chat": one.chat, "sender": one.sender, "body": one.body}
        for fact, _ in facts
        for one in fact.updates
    ]
    marks = {_mark(fact.channel): f"{fact.first}-{fact.last}" for fact, _ in facts}
    told: list[Row] = [{"name": name, "value": span} for name, span in marks.items()]
    return [(_insert_updates(dialect), rows), (_upsert_mark(dialect), told)]


def _handled(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(_delete_update, [{"its_channel": fact.channel, "its": fact.number} for fact, _ in facts])]


def _replied(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows: list[Row] = [
        {"chat": fact.chat, "said": fact.said, "messages": list(fact.messages), "sent_at": now} for fact, now in facts
    ]
    return [(_upsert_replies(dialect), rows)]


def relocating(facts: Sequence[Dated]) -> list[Statement]:
    """The statements that move what is here of chats that have another address (``relocation``)."""
    moves = [{"from_chat": fact.old, "to_chat": fact.new} for fact, _ in facts]
    there = conversations.alias()
    taken = (
        select(there.c.chat)
        .where(there.c.chat == bindparam("to_chat"))
        .where(there.c.thread == conversations.c.thread, there.c.sender == conversations.c.sender)
    )
    move = update(conversations).where(conversations.c.chat == bindparam("from_chat")).where(~taken.exists())
    # What was said meanwhile at the new address stands; messages have other numbers there, so old replies are void.
    forget = [delete(table).where(table.c.chat == bindparam("from_chat")) for table in (conversations, replies)]
    return [(move.values(chat=bindparam("to_chat")), moves), *((statement, moves) for statement in forget)]


def _mark(channel: str) -> str:
    return f"received {channel}"


WRITERS: Writers = {Received: _received, Handled: _handled, Replied: _replied}
