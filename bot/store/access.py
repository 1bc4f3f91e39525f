"""Who may write to the bot: those shut out, those let in, those who ask to be.

Somebody shut out is kept as a keyed digest of their address, no address: it goes on holding when they have everything
about them erased.  An address may be tested against it by whoever holds the database; none can be read from it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Column, Connection, Date, Delete, Integer, Table, Text, delete, select, update

from bot.messages import Address
from bot.store import subscribing
from bot.store.columns import AddressText, Words
from bot.store.facts import Fact
from bot.store.followers import followers
from bot.store.letters import cancel, letters
from bot.store.notices import noticed
from bot.store.reminders import reminders
from bot.store.statements import Dated, Row, Statement, Writers, insert
from bot.store.subscribing import Unreachable
from bot.store.subscriptions import subscriptions
from bot.store.tables import metadata, notices

GuestState = Literal["pending", "allowed", "refused"]
_SALT = "salt of bans"

bans = Table(
    "bans",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("since", Date, nullable=False),
    sqlite_autoincrement=True,
)

guests = Table(
    "guests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address", AddressText, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("since", Date, nullable=False),
)


@dataclass(frozen=True, slots=True)
class AskedIn(Fact):
    """Somebody who is not let in yet wrote; who asked before stays as they are."""

    id: str
    address: Address
    name: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who asked to be let in, or was; a group as well."""

    id: str
    address: Address
    name: str
    state: str
    since: date


@dataclass(frozen=True, slots=True)
class Access:
    """What is known of it, as a copy to be asked without the database."""

    guests: Mapping[Address, str]
    bans: frozenset[str]
    salt: str
    groups: frozenset[Address]

    def banned(self, address: Address) -> bool:
        """Whether this address is shut out."""
        return bool(self.bans) and _digest(self.salt, address) in self.bans


def access(connection: Connection, *, subscribed: bool = True) -> Access:
    """All of it; with the groups that have a subscription, which takes going through all of these, where wanted."""
    found = connection.execute(select(guests.c.address, guests.c.state)).all()
    shut = connection.scalars(select(bans.c.digest)).all()
    salt = noticed(connection, _SALT) if shut else ""
    query = select(subscriptions.c.chat).where(subscriptions.c.in_group)
    groups = connection.scalars(query).all() if subscribed else ()
    return Access({row.address: row.state for row in found}, frozenset(shut), salt, frozenset(groups))


def ban(connection: Connection, address: Address, now: datetime, today: date) -> int:
    """Shut somebody out, in a writing transaction; the number of the ban.  Nothing is sent to them any more."""
    salt = noticed(connection, _SALT)
    if not salt:
        salt = secrets.token_hex(32)
        connection.execute(notices.insert(), [{"name": _SALT, "value": salt}])
    row = {"digest": _digest(salt, address), "since": today}
    connection.execute(insert(bans, connection.dialect.name).on_conflict_do_nothing(), [row])
    _send_nothing_more(connection, address, now)
    connection.execute(delete(guests).where(guests.c.address == address))
    return int(connection.scalar(select(bans.c.number).where(bans.c.digest == row["digest"])) or 0)


def _send_nothing_more(connection: Connection, address: Address, now: datetime) -> None:
    """What waits for this address is not sent, nor what it asked to be sent later."""
    rests = subscribing.WRITERS[Unreachable](connection.dialect.name, [(Unreachable(address, "banned"), now)])
    for statement, rows in rests:
        connection.execute(statement, rows)
    cancel(connection, now, letters.c.address == address)
    connection.execute(delete(reminders).where(reminders.c.chat == address))
    connection.execute(delete(followers).where(followers.c.address == address))


def shut_out(connection: Connection, addresses: Iterable[Address]) -> frozenset[Address]:
    """Those of these addresses that are shut out: nothing may be sent there, whatever waits for them."""
    shut = frozenset(connection.scalars(select(bans.c.digest)))
    salt = noticed(connection, _SALT) if shut else ""
    return frozenset(address for address in addresses if shut and _digest(salt, address) in shut)


def unban(connection: Connection, address: Address) -> int:
    """Let somebody write again, in a writing transaction; the number of the ban that was, 0 when there was none."""
    digest = _digest(noticed(connection, _SALT), address)
    number = connection.scalar(select(bans.c.number).where(bans.c.digest == digest))
    return lift(connection, int(number)) if number is not None else 0


def lift(connection: Connection, number: int) -> int:
    """Lift a ban by its number, in a writing transaction; the number, 0 when there is no such ban."""
    return number if connection.execute(delete(bans).where(bans.c.number == number)).rowcount else 0


def ban_follows(connection: Connection, old: Address, new: Address) -> None:
    """The ban of a group that has another address holds for that one from now on, in a writing transaction."""
    salt = noticed(connection, _SALT)
    was, now = (bans.c.digest == _digest(salt, address) for address in (old, new))
    if connection.scalar(select(bans.c.number).where(now)) is None:
        connection.execute(update(bans).where(was).values(digest=_digest(salt, new)))


def banned(connection: Connection) -> list[tuple[int, date]]:
    """The bans, by number and day."""
    return [(row.number, row.since) for row in connection.execute(select(bans).order_by(bans.c.number))]


def pending(connection: Connection) -> list[Guest]:
    """Those who wait to be let in, first come first."""
    query = select(guests).where(guests.c.state == "pending").order_by(guests.c.since, guests.c.id)
    return [Guest(row.id, row.address, row.name, row.state, row.since) for row in connection.execute(query)]


def guest(connection: Connection, guest_id: str) -> Guest | None:
    """Somebody who asked, by their id."""
    row = connection.execute(select(guests).where(guests.c.id == guest_id)).one_or_none()
    return None if row is None else Guest(row.id, row.address, row.name, row.state, row.since)


def settle(connection: Connection, address: Address, state: GuestState, today: date, name: str = "") -> None:
    """Let a person or a group in, or not, in a writing transaction, whether they asked or not."""
    statement = insert(guests, connection.dialect.name)
    row = {"id": secrets.token_hex(8), "address": address, "name": name, "state": state, "since": today}
    upsert = statement.on_conflict_do_update(index_elements=[guests.c.address], set_={"state": state, "since": today})
    connection.execute(upsert, [row])


def forget_bans(before: date) -> tuple[str, Delete]:
    """The statement that deletes bans older than that day, for the daily purge."""
    return "bans", delete(bans).where(bans.c.since < before)


def forget_guests(before: date) -> tuple[str, Delete]:
    """The statement that deletes those who were not let in since before that day, for the daily purge."""
    return "guests", delete(guests).where(guests.c.state != "allowed", guests.c.since < before)


def _digest(salt: str, address: Address) -> str:
    return hmac.new(salt.encode(), str(address).encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _asked_in(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows: list[Row] = [
        {"id": fact.id, "address": fact.address, "name": fact.name, "state": "pending", "since": now.date()}
        for fact, now in facts
    ]
    return [(insert(guests, dialect).on_conflict_do_nothing(), rows)]


WRITERS: Writers = {AskedIn: _asked_in}
