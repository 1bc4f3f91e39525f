"""``coop admin``: who is of the editorial team, who may write, and what the team did."""

from __future__ import annotations

import asyncio
import re
import secrets
from argparse import Namespace
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.clock import Clock, system_clock
from bot.failure import CannotRun
from bot.messages import Address
from bot.settings import Settings
from bot.settings.model import ADDRESS
from bot.store import Store
from bot.store.access import ban, banned, pending, settle, unban
from bot.store.admins import invite, revoke, team
from bot.store.audit_log import COMMAND_LINE, AdminDid, Entry, latest, note

PREFIX = "a_"
"""Begins what the link hands to the bot: see ``bot.dialogue.welcome``."""


class BadAddress(CannotRun):
    """An address of another shape."""

    exit_code = 2


def admin(settings: Settings, asked: Namespace) -> int:
    """Do one of its steps; 1 when there was nothing to do it to."""
    at: Address | None = _address(asked.address) if "address" in asked else None
    steps: dict[str, Callable[[Store], Awaitable[int]]] = {
        "invite": partial(_invite, settings=settings),
        "list": partial(_list, settings=settings),
        "log": partial(_log, settings=settings, limit=getattr(asked, "last", 0)),
    }
    if at is not None:
        steps |= {
            "revoke": partial(_revoke, settings=settings, address=at),
            "ban": partial(_ban, settings=settings, address=at),
            "unban": partial(_unban, address=at),
            "allow": partial(_allow, address=at),
        }
    return asyncio.run(_with_store(settings, steps[asked.step]))


async def _with_store(settings: Settings, step: Callable[[Store], Awaitable[int]]) -> int:
    store = await Store.open(settings.database)
    try:
        return await step(store)
    finally:
        await store.close()


async def _invite(store: Store, settings: Settings, clock: Clock = system_clock) -> int:
    token = PREFIX + secrets.token_urlsafe(24)
    until = await store.write(partial(_invited, token=token, now=clock()))
    username = await _username(settings)
    shown = until.astimezone(ZoneInfo(settings.daily.zone)).strftime("%Y-%m-%d %H:%M")
    if username:
        print(f"https://t.me/{username}?start={token}")
    else:
        print(f"/start {token}")
    print(f"For one person, once, until {shown}: whoever opens it joins the editorial team.")
    return 0


def _invited(connection: Connection, token: str, now: datetime) -> datetime:
    note(connection, AdminDid(COMMAND_LINE, "invited"), now)
    return invite(connection, token.removeprefix(PREFIX), now)


async def _username(settings: Settings) -> str:
    """The bot's name on Telegram; empty without a token, or when Telegram does not answer."""
    token = settings.telegram.token.get_secret_value().strip()
    if not token:
        return ""
    from bot.channels.telegram.sending import sending

    try:
        async with sending(token, settings.telegram.api_root) as sender:
            return sender.keyboards.username
    except CannotRun as error:
        print(f"({error}: the text to send to the bot instead of a link)")
        return ""


async def _list(store: Store, settings: Settings) -> int:
    invited, waiting, shut = await store.read(team), await store.read(pending), await store.read(banned)
    for number, one in enumerate(settings.admins, 1):
        print(f"{one}  by the settings ({-number})")
    for member in invited:
        print(f"{member.address}  n° {member.number}, since {member.since}{_named(member.name)}")
    if not settings.admins and not invited:
        print("Nobody yet: coop admin invite")
    for guest in waiting:
        print(f"{guest.address}  asks to be let in since {guest.since}{_named(guest.name)}")
    for number, since in shut:
        print(f"ban n° {number}, since {since}")
    return 0


async def _revoke(store: Store, settings: Settings, address: Address) -> int:
    if str(address) in settings.admins:
        raise CannotRun(
            f"{address} is an admin by the settings: take it out of COOP_ADMINS or of admins in config.yaml"
        )
    return await _done(store, address, partial(revoke, address=address), "revoked", "is not of the editorial team")


async def _ban(store: Store, settings: Settings, address: Address) -> int:
    if str(address) in settings.admins or any(one.address == address for one in await store.read(team)):
        raise CannotRun(f"{address} is an admin: revoke it first")
    return await _done(store, address, partial(_ban_today, address=address), "banned", "cannot be banned")


def _ban_today(connection: Connection, address: Address) -> int:
    return ban(connection, address, system_clock(), _today())


async def _unban(store: Store, address: Address) -> int:
    return await _done(store, address, partial(unban, address=address), "unbanned", "is not banned")


async def _allow(store: Store, address: Address) -> int:
    return await _done(store, address, partial(_settled, address=address), "allowed", "cannot be allowed")


def _settled(connection: Connection, address: Address) -> int:
    settle(connection, address, "allowed", _today())
    return 1


async def _done(store: Store, address: Address, act: Callable[[Connection], int], said: str, else_said: str) -> int:
    """Do it, and write it in the log, by the number of whom it concerns."""

    def both(connection: Connection) -> int:
        number = act(connection)
        if number:
            note(connection, AdminDid(COMMAND_LINE, said, f"n° {number}" if said != "allowed" else ""), system_clock())
        return number

    if not await store.write(both):
        raise CannotRun(f"{address} {else_said}")
    print(f"{address}  {said}; a running bot knows within seconds")
    return 0


async def _log(store: Store, settings: Settings, limit: int) -> int:
    for entry in await store.read(partial(latest, limit=limit)):
        print(_line(entry, ZoneInfo(settings.daily.zone)))
    return 0


def _line(entry: Entry, zone: ZoneInfo) -> str:
    did = entry.did
    who = f"admin {did.admin}" if did.admin > 0 else f"settings {-did.admin}" if did.admin else "command line"
    return "  ".join(filter(None, (f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}", who, did.action, did.details)))


def _named(name: str) -> str:
    return f", {name}" if name else ""


def _today() -> date:
    return system_clock().date()


def _address(text: str) -> Address:
    if not re.fullmatch(ADDRESS, text.strip()):
        raise BadAddress(f"{text!r} is no address; write telegram:123456789")
    return Address(*text.strip().split(":", 1))
