"""Conversations: the context of the last minutes, one row for each person in each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, UpdateBase, bindparam, delete, select, tuple_

from bot.store.facts import ConversationKey, Remember
from bot.store.memory import Memory
from bot.store.statements import Dated, Row, Statement, Writers, insert
from bot.store.tables import conversations

_key = (conversations.c.chat, conversations.c.thread, conversations.c.sender)
_of = (
    conversations.c.chat == bindparam("of_chat"),
    conversations.c.thread == bindparam("of_thread"),
    conversations.c.sender == bindparam("of_sender"),
)
_recall = select(*_key, conversations.c.memory, conversations.c.updated_at).where(
    tuple_(*_key).in_(bindparam("keys", expanding=True))
)
_recall_one = select(conversations.c.memory, conversations.c.updated_at).where(*_of)
_forget = delete(conversations).where(*_of)


def recall(
    connection: Connection, keys: Sequence[ConversationKey]
) -> Mapping[ConversationKey, tuple[Memory, datetime]]:
    """What is remembered under these keys, with the moment it was written, in one statement."""
    if len(keys) == 1:
        # The usual case, on the way to every answer: a list of keys costs twice as much.
        row = connection.execute(_recall_one, _place(keys[0])).one_or_none()
        return {} if row is None else {keys[0]: (Memory.from_json(row.memory), row.updated_at)}
    wanted = list({(key.chat, key.thread, key.sender) for key in keys})
    rows = connection.execute(_recall, {"keys": wanted})
    return {
        ConversationKey(row.chat, row.thread, row.sender): (Memory.from_json(row.memory), row.updated_at)
        for row in rows
    }


def _place(key: ConversationKey) -> Row:
    return {"of_chat": key.chat, "of_thread": key.thread, "of_sender": key.sender}


@cache
def _upsert(dialect: str) -> UpdateBase:
    statement = insert(conversations, dialect)
    return statement.on_conflict_do_update(
        index_elements=list(_key),
        set_={"memory": statement.excluded.memory, "updated_at": statement.excluded.updated_at},
    )


def _remember(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    last = {fact.key: (fact.memory, now) for fact, now in facts}
    kept: list[Row] = []
    forgotten: list[Row] = []
    for key, (memory, now) in last.items():
        if memory == Memory():
            forgotten.append(_place(key))
        else:
            place: Row = {"chat": key.chat, "thread": key.thread, "sender": key.sender}
            kept.append({**place, "memory": memory.as_json(), "updated_at": now})
    return [(_upsert(dialect), kept), (_forget, forgotten)]


WRITERS: Writers = {Remember: _remember}
