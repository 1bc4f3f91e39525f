"""``/diffuser``: a word to all subscribers, seen as they will see it before it goes, followed until it has gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.actions import Action
from bot.clock import Clock
from bot.daily.calendar import local_day
from bot.dialogue.buttons import button
from bot.dialogue.menu import OpenCommand
from bot.dialogue.present import label, paragraphs
from bot.dialogue.team_intents import Broadcast, Composed
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button, Heading, Reply
from bot.outbox.letters import reply_of
from bot.store import Store
from bot.store.audit_log import AdminDid, note
from bot.store.broadcasts import Drafted, audience, broadcast, reported, send, stop, to_report
from bot.store.letters import LetterQueued, counted_letters, queue_letters
from bot.store.memory import Pending
from bot.texts import texts

WAITING = timedelta(minutes=15)
AT_MOST = 3500
"""Characters: what a messenger carries in one message, with the line above."""


@dataclass(frozen=True, slots=True)
class SendAll(Action, prefix="bs"):
    """Send it to all."""

    broadcast: str


@dataclass(frozen=True, slots=True)
class DropAll(Action, prefix="bd"):
    """Do not send it after all; or no further."""

    broadcast: str


@dataclass(frozen=True, slots=True)
class HowFar(Action, prefix="bh"):
    """How far it is."""

    broadcast: str


async def begin(turn: Turn, intent: Broadcast) -> Answer:
    """Asks for the words, unless they came with the command."""
    if intent.text:
        return await _preview(turn, intent.text)
    reply = Reply(paragraphs(texts("broadcast-write")), intent="admin")
    return Answer(reply, turn.waiting(Pending("broadcast", "", turn.now + WAITING)))


async def composed(turn: Turn, intent: Composed) -> Answer:
    """The words."""
    return await _preview(turn, turn.message.text)


async def _preview(turn: Turn, text: str) -> Answer:
    text = text.strip()
    if len(text) > AT_MOST:
        again = turn.waiting(Pending("broadcast", "", turn.now + WAITING))
        return Answer(Reply(paragraphs(texts("broadcast-long", most=AT_MOST)), intent="admin"), again)
    people, groups = await turn.store.read(partial(audience, today=_today(turn)))
    if not people + groups:
        return Answer(Reply(paragraphs(texts("broadcast-nobody")), intent="admin"), turn.remember())
    draft = Drafted(turn.new_id(), turn.message.sender, text)
    shown = reply_of(LetterQueued("", turn.message.sender, _whole(text)))
    count = paragraphs(texts("broadcast-count", people=people, groups=groups))
    alone = paragraphs(texts("broadcast-words-alone") if turn.message.captioned else "")
    blocks = (*alone, Heading(texts("broadcast-preview")), *shown.blocks, Heading(texts("broadcast-to")), *count)
    buttons = (
        Button(label(texts("button-broadcast-send", count=people + groups)), SendAll(draft.id)),
        button("button-broadcast-change", OpenCommand("diffuser")),
        button("button-broadcast-drop", DropAll(draft.id)),
    )
    return Answer(Reply(blocks, buttons, intent="admin"), turn.remember(), (draft,))


async def send_all(turn: Turn, action: SendAll) -> Answer:
    """Queues a letter to each; a second press sends nothing."""
    did = await turn.did("broadcast sent", action.broadcast)
    await turn.store.write(partial(_send, id=action.broadcast, turn=turn, did=did))
    return await _progress(turn, action.broadcast)


async def drop_all(turn: Turn, action: DropAll) -> Answer:
    """A draft is dropped; of what is being sent, the rest is not."""
    did = await turn.did("broadcast stopped", action.broadcast)
    await turn.store.write(partial(_stop, id=action.broadcast, turn=turn, did=did))
    return await _progress(turn, action.broadcast)


async def how_far(turn: Turn, action: HowFar) -> Answer:
    """The counts, as they are now."""
    return await _progress(turn, action.broadcast)


async def _progress(turn: Turn, id: str) -> Answer:
    found = await turn.store.read(partial(broadcast, id=id))
    counts = await turn.store.read(partial(counted_letters, batch=id))
    buttons: tuple[Button, ...] = ()
    if found is None:
        said = texts("broadcast-gone")
    elif not found.recipients:
        said = texts("broadcast-dropped")
    elif left := counts.get("waiting", 0) + counts.get("claimed", 0):
        said = texts("broadcast-progress", done=found.recipients - left, all=found.recipients)
        buttons = (button("button-broadcast-more", HowFar(id)), button("button-broadcast-stop", DropAll(id)))
    else:
        said = report_of(found.recipients, counts)
    return Answer(Reply(paragraphs(said), buttons, edits=True, intent="admin"), turn.remember())


def report_of(recipients: int, counts: dict[str, int]) -> str:
    """What became of a word to all."""
    names = ("sent", "gone", "uncertain", "refused", "cancelled")
    return texts("broadcast-report", all=recipients, **{name: counts.get(name, 0) for name in names})


async def report_broadcasts(store: Store, clock: Clock) -> bool:
    """Tell the authors of those that are over what became of them; whether there was something to tell."""
    if not await store.read(to_report):
        return False
    await store.write(partial(_report, now=clock()))
    return True


def _report(connection: Connection, now: datetime) -> None:
    for one in to_report(connection):
        if reported(connection, one.id) and one.author is not None:
            said = report_of(one.recipients, counted_letters(connection, one.id))
            queue_letters(connection, [LetterQueued(f"{one.id}-report", one.author, said)], now)


def _send(connection: Connection, id: str, turn: Turn, did: AdminDid) -> None:
    if send(connection, id, texts("broadcast-above"), turn.now, _today(turn)) is not None:
        note(connection, did, turn.now)


def _stop(connection: Connection, id: str, turn: Turn, did: AdminDid) -> None:
    if stop(connection, id, turn.now):
        note(connection, did, turn.now)


def _whole(text: str) -> str:
    return f"{texts('broadcast-above')}\n\n{text}"


def _today(turn: Turn) -> date:
    return local_day(turn.now, turn.settings.daily.zone)


FEATURE = Feature(
    name="broadcast",
    commands=(CommandLine("diffuser", Broadcast, "help-diffuser"),),
    intents={Broadcast: begin, Composed: composed},
    actions={SendAll: send_all, DropAll: drop_all, HowFar: how_far},
    admin=True,
)
