"""Shutting out who gave something that has no place here, without ever seeing who they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from bot.actions import Action
from bot.daily.calendar import local_day
from bot.dialogue.buttons import button
from bot.dialogue.menu import OpenCommand
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Address, Button, Reply
from bot.store.access import ban
from bot.store.audit_log import AdminDid, note
from bot.store.contributions import contribution
from bot.texts import texts


@dataclass(frozen=True, slots=True)
class ShutGiver(Action, prefix="sgv"):
    """Shut out who gave this; asked first."""

    gift: str
    sure: int = 0


async def shut_giver(turn: Turn, action: ShutGiver) -> Answer:
    """Asks, then does it."""
    gift = await turn.store.read(partial(contribution, id=action.gift))
    if gift is None or gift.giver is None:
        return _said(turn, "shut-gone")
    if turn.standing is not None and await turn.standing.is_admin(gift.giver):
        return _said(turn, "shut-team")
    if not action.sure:
        sure = button("button-access-banned", ShutGiver(action.gift, 1))
        return _said(turn, "shut-ask", sure, button("button-shut-not", OpenCommand("moderation")))
    did = await turn.did("banned", f"giver of {gift.id}")
    await turn.store.write(partial(_shut, giver=gift.giver, turn=turn, did=did))
    if turn.standing is not None:
        await turn.standing.refresh()
    return _said(turn, "shut-done", button("button-admin-acces", OpenCommand("acces")))


def _shut(connection: Connection, giver: Address, turn: Turn, did: AdminDid) -> None:
    ban(connection, giver, turn.now, local_day(turn.now, turn.settings.daily.zone))
    note(connection, did, turn.now)


def _said(turn: Turn, key: str, *buttons: Button) -> Answer:
    return Answer(Reply(paragraphs(texts(key)), buttons, intent="admin"), turn.remember())


FEATURE = Feature(name="shutting_out", actions={ShutGiver: shut_giver}, admin=True)
