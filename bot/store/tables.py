"""The tables.  A change here needs a migration beside it (``bot/store/migrations``) and a new ``schema.REVISION``."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Index, MetaData, Table, Text

from bot.store.columns import AddressText, Moment, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("address", AddressText, primary_key=True),
    Column("first_seen_on", Date, nullable=False),
    Column("last_seen_on", Date, nullable=False, index=True),
)

conversations = Table(
    "conversations",
    metadata,
    Column("chat", AddressText, primary_key=True),
    Column("thread", Words, primary_key=True),
    Column("sender", AddressText, primary_key=True),
    Column("memory", JSON, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
    Index("ix_conversations_sender", "sender"),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("asked_at", Moment, nullable=False, index=True),
    Column("text", Words, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("useful", Boolean),
    Column("reason", Words),
    Column("passed_on_at", Moment),
    Column("settled", Text, nullable=False, server_default=""),
    Column("settled_at", Moment),
)
"""What people asked, never who: a column with an address has no place here."""

notices = Table(
    "notices",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the program tells itself from one run to the next, such as the day of the last purge."""
