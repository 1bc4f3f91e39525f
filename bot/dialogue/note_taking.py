"""Noting a thought about a question: the message after *noter*, or the reply to the question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.actions import Action
from bot.daily.calendar import local_day
from bot.daily.stock import DailyQuestion
from bot.dialogue.buttons import button
from bot.dialogue.intents import (
    Ask,
    Command,
    Confirm,
    Erase,
    Help,
    Intent,
    MyData,
    Notebook,
    Noted,
    NotNoted,
    Setting,
    TakeDown,
    Wish,
)
from bot.dialogue.note_buttons import EditNote, ItIs, OpenNotes, note_buttons
from bot.dialogue.note_wish import thought
from bot.dialogue.present import paragraphs
from bot.dialogue.question_shown import NotNow
from bot.dialogue.router import route
from bot.dialogue.team_intents import Composed
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.dialogue.typed_buttons import TypedButton
from bot.dialogue.wording import as_typed, read
from bot.messages import Reply
from bot.store.memory import Pending
from bot.store.notes import Note, NoteEdited, NoteKept
from bot.store.notes import note as note_of
from bot.texts import texts
from retrieval import fold

WAITING = timedelta(minutes=15)
"""How long the next message may be the note."""
NOTE_AT_MOST = 4000
"""Characters of a note that are kept: as many as a messenger carries in one message."""
_ANSWERS = (Command, Composed, Confirm, Noted, NotNoted, TypedButton, Setting)
_ASIDES = (Wish, Erase, Help, MyData, Notebook, TakeDown)
_SHORT = 4
"""Words of an aside in a reply to a question: a longer message is what the person thinks of it."""


@dataclass(frozen=True, slots=True)
class Write(Action, prefix="n"):
    """Write a note about a question of the stock; about none when empty."""

    question: str = ""


def as_note(turn: Turn, intent: Intent) -> Intent:
    """The intent of a message; a note when it replies to a question that was shown, unless it wants something else."""
    question = _replied_to(turn) if turn.message.reply_to else None
    if question is not None and isinstance(intent, TypedButton) and isinstance(intent.action, NotNow):
        return TypedButton(NotNow(question.id))
    if isinstance(intent, _ANSWERS):
        return intent
    if isinstance(intent, _ASIDES) and len(turn.message.text.split()) <= _SHORT:
        return intent
    return Noted(question.id) if question is not None else intent


async def write(turn: Turn, action: Write) -> Answer:
    """The button under a question."""
    return _wait(turn, action.question)


async def take_down(turn: Turn, intent: TakeDown) -> Answer:
    """Typed without a button: about the question shown last, where there is one."""
    shown = next((one for one in turn.stock.questions if one.text == turn.memory.question), None)
    about = shown.id if shown is not None else ""
    if not intent.text.strip():
        return _wait(turn, about)
    # What was recognised had its spelling read and its links taken off: a note is kept as it was written.
    return await _keep(turn, about, thought(as_typed(turn.message.text)) or intent.text)


async def edit(turn: Turn, action: EditNote) -> Answer:
    """The button under a note: the next message takes its place."""
    reply = Reply(paragraphs(texts("note-edit")), (button("button-note-not", OpenNotes()),), intent="notebook")
    return Answer(reply, turn.waiting(Pending("edit", action.note, turn.now + WAITING)))


async def noted(turn: Turn, intent: Noted) -> Answer:
    """A message that was waited for, or that thinks about the question shown; one that may be a question is asked."""
    text = turn.message.text.strip()
    if intent.unsure or text.rstrip(' »")').endswith("?"):
        kind = "edit" if intent.edits else "note"
        pending = Pending("doubt", f"{kind}\n{intent.of}\n{text[:NOTE_AT_MOST]}", turn.now + WAITING)
        buttons = (button("button-is-note", ItIs(1)), button("button-is-question", ItIs(0)))
        return Answer(Reply(paragraphs(texts("note-or-question")), buttons, intent="notebook"), turn.waiting(pending))
    return await (_edit(turn, intent.of, text) if intent.edits else _keep(turn, intent.of, text))


async def it_is(turn: Turn, action: ItIs) -> Answer | Intent:
    """The two buttons after a message that may be a question, or their words."""
    pending = turn.memory.pending
    if pending is None or pending.kind != "doubt" or pending.expires <= turn.now:
        return Answer(Reply(paragraphs(texts("note-doubt-gone")), intent="notebook"), turn.remember())
    kind, of, text = pending.subject.split("\n", 2)
    if not action.note:
        meant, asked = route(text, turn.remember(), turn.view, turn.now), read(text)
        # What looked like a note still does: now it is known to be a question.
        return Ask(asked.text, asked.whole) if isinstance(meant, Noted) else meant
    return await (_edit(turn, of, text) if kind == "edit" else _keep(turn, of, text))


async def not_noted(turn: Turn, intent: NotNoted) -> Answer:
    """Would rather not, after all."""
    return Answer(Reply(paragraphs(texts("note-not")), intent="notebook"), turn.remember())


def _wait(turn: Turn, about: str) -> Answer:
    question = turn.stock.get(about)
    key = "note-write-group" if turn.message.place == "group" else "note-write" if question else "note-write-free"
    said = texts(key, question=question.text if question else "")
    reply = Reply(paragraphs(said), intent="notebook")
    return Answer(reply, turn.waiting(Pending("note", about, turn.now + WAITING)))


async def _keep(turn: Turn, about: str, text: str) -> Answer:
    question = turn.stock.get(about)
    note = Note(
        id=turn.new_id(),
        owner=turn.message.sender,
        written_on=local_day(turn.now, turn.settings.daily.zone),
        text=text.strip()[:NOTE_AT_MOST],
        question_id=about,
        question=question.text if question else "",
        theme=question.theme if question else "",
        enjeu=question.enjeu if question else None,
    )
    buttons = note_buttons(note) if turn.message.place == "private" else ()
    said = paragraphs(texts("note-kept"), _cut(text))
    kept = Pending("kept", note.id, turn.now + WAITING) if buttons else None
    return Answer(Reply(said, buttons, intent="notebook"), turn.remember(pending=kept), (NoteKept(note),))


async def _edit(turn: Turn, note_id: str, text: str) -> Answer:
    sender = turn.message.sender
    note = await turn.store.read(partial(note_of, owner=sender, id=note_id))
    if note is None:
        return Answer(Reply(paragraphs(texts("note-gone")), intent="notebook"), turn.remember())
    said = paragraphs(texts("note-edited"), texts("note-withdrawn-by-edit") if note.offered else "", _cut(text))
    fact = NoteEdited(sender, note_id, text.strip()[:NOTE_AT_MOST])
    private = Note(note.id, note.owner, note.written_on, fact.text)
    return Answer(Reply(said, note_buttons(private), intent="notebook"), turn.remember(), (fact,))


def _cut(text: str) -> str:
    return texts("note-cut", count=NOTE_AT_MOST) if len(text.strip()) > NOTE_AT_MOST else ""


def _replied_to(turn: Turn) -> DailyQuestion | None:
    """The question that the bot's message showed, when that is what the message was for."""
    shown = fold(turn.message.reply_to)
    if not any(fold(texts(key)) in shown for key in _INTRODUCED):
        return None
    found = [one for one in turn.stock.questions if fold(one.text) in shown]
    return max(found, key=lambda one: len(one.text), default=None)


_INTRODUCED = (
    "daily-intro",
    "daily-intro-later",
    "reflect-intro",
    "reflect-topic",
    "reflect-topic-end",
    "reflect-other",
)
"""The texts above a question to think with."""

FEATURE = Feature(
    name="note_taking",
    commands=(CommandLine("noter", TakeDown, "help-noter"),),
    intents={TakeDown: take_down, Noted: noted, NotNoted: not_noted},
    actions={Write: write, EditNote: edit, ItIs: it_is},
)
