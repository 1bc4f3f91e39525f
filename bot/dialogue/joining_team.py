"""Becoming an editor: the link that ``coop admin invite`` prints, opened once by the person it was made for."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection

from bot.dialogue.buttons import button
from bot.dialogue.menu import OpenCommand
from bot.dialogue.present import paragraphs
from bot.dialogue.team_intents import Invited
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.store.admins import accept
from bot.store.audit_log import AdminDid, note
from bot.texts import texts


async def invited(turn: Turn, intent: Invited) -> Answer:
    """Takes the person into the team when the invitation holds."""
    if turn.message.place != "private":
        return Answer(Reply(paragraphs(texts("admin-private")), intent="admin"))
    if await turn.is_admin():
        return _welcome("team-already")
    if not await turn.store.write(partial(_accept, turn=turn, token=intent.token)):
        return Answer(Reply(paragraphs(texts("team-not-valid")), intent="admin"), turn.remember())
    if turn.standing is not None:
        await turn.standing.refresh()
    return _welcome("team-welcome")


def _accept(connection: Connection, turn: Turn, token: str) -> int:
    number = accept(connection, token, turn.message.sender, turn.message.name, turn.now)
    if number:
        note(connection, AdminDid(number, "joined"), turn.now)
    return number


def _welcome(key: str) -> Answer:
    return Answer(Reply(paragraphs(texts(key)), (button("button-admin", OpenCommand("admin")),), intent="admin"))


FEATURE = Feature(name="joining_team", intents={Invited: invited})
