"""The editorial team: who is of it, and the invitations to it, of which only a digest is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Connection, Date, Delete, Integer, Table, Text, delete, insert, select

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.tables import metadata

VALID = timedelta(hours=24)
"""How long an invitation may be used, once."""

admins = Table(
    "admins",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("address", AddressText, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("since", Date, nullable=False),
    sqlite_autoincrement=True,
)
"""A number is given once, so that the audit log may go on naming somebody who is erased."""

invitations = Table(
    "invitations",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("until_utc", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Admin:
    """Somebody of the editorial team; ``name`` is what their messenger shows."""

    number: int
    address: Address
    name: str
    since: date


def team(connection: Connection) -> list[Admin]:
    """Those who were invited, in the order in which they came."""
    rows = connection.execute(select(admins).order_by(admins.c.number))
    return [Admin(row.number, row.address, row.name, row.since) for row in rows]


def numbers(connection: Connection) -> Mapping[Address, int]:
    """Their numbers, by address."""
    return {row.address: row.number for row in connection.execute(select(admins.c.address, admins.c.number))}


def invite(connection: Connection, token: str, now: datetime) -> datetime:
    """Make an invitation of this secret, in a writing transaction; until when it holds."""
    until = now + VALID
    connection.execute(insert(invitations), [{"digest": _digest(token), "until_utc": until}])
    return until


def accept(connection: Connection, token: str, address: Address, name: str, now: datetime) -> int:
    """Use an invitation up and take somebody into the team, in a writing transaction.

    Returns:
        Their number; 0 when there is no such invitation, or it was used, or is too old.
    """
    mine = invitations.c.digest == _digest(token), invitations.c.until_utc > now
    if connection.execute(delete(invitations).where(*mine)).rowcount != 1:
        return 0
    known = connection.scalar(select(admins.c.number).where(admins.c.address == address))
    if known is not None:
        return int(known)
    row = {"address": address, "name": name, "since": now.date()}
    return int(connection.execute(insert(admins).values(row).returning(admins.c.number)).scalar_one())


def revoke(connection: Connection, address: Address) -> int:
    """Take somebody out of the team, in a writing transaction; their number, 0 when they are not of it."""
    number = connection.scalar(select(admins.c.number).where(admins.c.address == address))
    connection.execute(delete(admins).where(admins.c.address == address))
    return int(number or 0)


def forget_invitations(now: datetime) -> tuple[str, Delete]:
    """The statement that deletes the invitations that are too old, for the daily purge."""
    return "invitations", delete(invitations).where(invitations.c.until_utc < now)


def _digest(token: str) -> str:
    """A token is drawn at random and long: nothing is to be gained by guessing what this stands for."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
