"""Who asks to be let in, and who is shut out: one after another, with the buttons that decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from bot.actions import Action
from bot.daily.calendar import local_day
from bot.dialogue.buttons import button
from bot.dialogue.present import label, paragraphs
from bot.dialogue.team_intents import AtTheDoor
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Button, Listing, Paragraph, Reply
from bot.store.access import Guest, GuestState, ban, banned, guest, lift, pending, settle
from bot.store.audit_log import AdminDid, note
from bot.store.letters import LetterQueued
from bot.texts import french_date, texts

SHOWN = 6
"""Bans that have a button: the latest."""
_WAYS = ("allowed", "refused", "banned")


@dataclass(frozen=True, slots=True)
class OpenAccess(Action, prefix="ax"):
    """Show who asks to be let in."""


@dataclass(frozen=True, slots=True)
class Settle(Action, prefix="as"):
    """Let somebody who asked in (``allowed``), or not (``refused``), or shut them out for good (``banned``)."""

    guest: str
    how: str


@dataclass(frozen=True, slots=True)
class Lift(Action, prefix="al"):
    """Let somebody who was shut out write again."""

    number: int


async def at_the_door(turn: Turn, intent: AtTheDoor) -> Answer:
    """The first who waits, or else who is shut out."""
    return await _shown(turn)


async def open_access(turn: Turn, action: OpenAccess) -> Answer:
    """The button in a letter and in the menu."""
    return await _shown(turn)


async def settle_guest(turn: Turn, action: Settle) -> Answer:
    """Decides on one, and shows the next."""
    found = await turn.store.read(partial(guest, guest_id=action.guest))
    if found is None or found.state != "pending":
        return await _shown(turn, texts("access-gone"), edits=True)
    state: GuestState = "allowed" if action.how == "allowed" else "refused"
    did = await turn.did(f"access {action.how}")
    await turn.store.write(partial(_decide, turn=turn, found=found, state=state, did=did, shut=action.how == "banned"))
    if turn.standing is not None:
        await turn.standing.refresh()
    done = await _shown(turn, texts(f"access-{action.how}", name=_name(found)), edits=True)
    told = LetterQueued(turn.new_id(), found.address, texts("access-open"))
    return Answer(done.reply, done.memory, (told,) if state == "allowed" else ())


async def lift_ban(turn: Turn, action: Lift) -> Answer:
    """Lifts a ban."""
    did = await turn.did("ban lifted", str(action.number))
    lifted = await turn.store.write(partial(_lift, turn=turn, number=action.number, did=did))
    if turn.standing is not None:
        await turn.standing.refresh()
    return await _shown(turn, texts("ban-lifted" if lifted else "access-gone", number=action.number), edits=True)


async def _shown(turn: Turn, above: str = "", *, edits: bool = False) -> Answer:
    waiting, shut = await turn.store.read(lambda connection: (pending(connection), banned(connection)))
    buttons: tuple[Button, ...] = ()
    if waiting:
        first = waiting[0]
        said = texts("access-pending", name=_name(first), day=french_date(first.since), more=len(waiting) - 1)
        buttons = tuple(button(f"button-access-{how}", Settle(first.id, how)) for how in _WAYS)
    else:
        said = texts("access-nobody")
    blocks: list[Block] = [*paragraphs(above, said)]
    if shut and not waiting:
        blocks.append(Paragraph(texts("ban-some", count=len(shut))))
        listed = shut[-SHOWN:]
        lines = tuple(texts("ban-line", number=number, day=french_date(since)) for number, since in listed)
        blocks.append(Listing(lines))
        buttons = tuple(Button(label(texts("button-ban-lift", number=number)), Lift(number)) for number, _ in listed)
    return Answer(Reply(tuple(blocks), buttons, edits=edits, intent="admin"), turn.remember())


def _decide(connection: Connection, turn: Turn, found: Guest, state: GuestState, did: AdminDid, shut: bool) -> None:
    today = local_day(turn.now, turn.settings.daily.zone)
    if shut:
        ban(connection, found.address, turn.now, today)
    else:
        settle(connection, found.address, state, today)
    note(connection, did, turn.now)


def _lift(connection: Connection, turn: Turn, number: int, did: AdminDid) -> int:
    lifted = lift(connection, number)
    if lifted:
        note(connection, did, turn.now)
    return lifted


def _name(found: Guest) -> str:
    return found.name or texts("access-nameless")


FEATURE = Feature(
    name="access",
    commands=(CommandLine("acces", lambda argument: AtTheDoor(), "help-acces"),),
    intents={AtTheDoor: at_the_door},
    actions={OpenAccess: open_access, Settle: settle_guest, Lift: lift_ban},
    admin=True,
)
