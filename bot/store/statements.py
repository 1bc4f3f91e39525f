"""How facts become statements: each table's file says it for its own facts; here is what they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, UpdateBase
from sqlalchemy.dialects import sqlite

from bot.store.facts import Fact

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

Row = dict[str, Any]
Dated = tuple[Any, datetime]
"""A fact and the moment it was told."""
Statement = tuple[UpdateBase, list[Row]]
"""A statement and the rows it runs for, all at once."""
Writer = Callable[[str, Sequence[Dated]], list[Statement]]
"""From a database's dialect and facts of one kind, in order, to the statements that write them."""
Writers = dict[type[Fact], Writer]


def insert(table: Table, dialect: str) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows ``on_conflict_do_update`` in the words of this database."""
    if dialect == "postgresql":
        # Imported where it is used: a start on SQLite need not wait for it.
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)
