"""Everything that is kept about one address: to show it, and to erase it.

Both follow from the tables themselves: every column of type ``AddressText`` counts, in whatever table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, MetaData, Table, delete, or_, select

from bot.messages import Address
from bot.store.columns import AddressText
from bot.store.tables import metadata


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """The rows of one table that concern a person, as mappings from column names to values."""

    name: str
    rows: tuple[Mapping[str, Any], ...]


def covered(tables: MetaData = metadata) -> dict[Table, tuple[ColumnElement[Address], ...]]:
    """The tables that hold addresses, with those columns; children before their parents, so that all can be deleted."""
    found = {
        table: tuple(column for column in table.columns if isinstance(column.type, AddressText))
        for table in reversed(tables.sorted_tables)
    }
    return {table: columns for table, columns in found.items() if columns}


def read(connection: Connection, address: Address, tables: MetaData = metadata) -> tuple[PersonalTable, ...]:
    """What is kept about this address; tables without any of it are left out."""
    found = []
    for table, columns in covered(tables).items():
        rows = connection.execute(select(table).where(or_(*(column == address for column in columns)))).mappings()
        found.append(PersonalTable(table.name, tuple(dict(row) for row in rows)))
    return tuple(table for table in found if table.rows)


def erase(connection: Connection, address: Address, tables: MetaData = metadata) -> int:
    """Delete everything kept about this address; the number of rows."""
    return sum(
        connection.execute(delete(table).where(or_(*(column == address for column in columns)))).rowcount
        for table, columns in covered(tables).items()
    )


def erasing(addresses: Any, tables: MetaData = metadata) -> dict[str, Delete]:
    """The statements that delete everything kept about the addresses of a sub-select, by table name."""
    return {
        table.name: delete(table).where(or_(*(column.in_(addresses) for column in columns)))
        for table, columns in covered(tables).items()
    }
