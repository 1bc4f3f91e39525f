"""The notebook: notes by date and by enjeu, one of them, search, export.  In private, and for their owner alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.actions import Action
from bot.daily.notebook import as_markdown, found
from bot.dialogue.buttons import button, tag, tagged
from bot.dialogue.intents import Notebook
from bot.dialogue.note_buttons import ALL, ELSEWHERE, OpenNote, OpenNotes, note_buttons
from bot.dialogue.note_taking import Write
from bot.dialogue.note_words import alone, excerpt, in_list, where
from bot.dialogue.present import label, paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Button, File, Reply
from bot.store.memory import Pending
from bot.store.notes import Note, notes_of
from bot.store.notes import note as note_of
from bot.texts import texts

WAITING = timedelta(minutes=15)
IN_A_PAGE = 3
"""Notes in a page: each has a button, beside those that lead on."""
GROUPS = 4
FOUND = 5


@dataclass(frozen=True, slots=True)
class OpenWays(Action, prefix="cm"):
    """What else may be done with the notebook."""


@dataclass(frozen=True, slots=True)
class OpenSubjects(Action, prefix="cg"):
    """The enjeux that were noted on."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class AskSearch(Action, prefix="cq"):
    """Search the notes for the words of the next message."""


@dataclass(frozen=True, slots=True)
class Export(Action, prefix="cx"):
    """Take the notes away as a file."""


async def notebook(turn: Turn, intent: Notebook) -> Answer:
    """The notebook in plain words or by its command."""
    denied = private(turn)
    if denied is not None:
        return denied
    if intent.do == "export":
        return await _export(turn)
    return await _search(turn, intent.text) if intent.text.strip() else await _page(turn, OpenNotes())


async def open_notes(turn: Turn, action: OpenNotes) -> Answer:
    """A page of the notebook."""
    return private(turn) or await _page(turn, action, edits=True)


async def open_note(turn: Turn, action: OpenNote) -> Answer:
    """One note, whole, with what may be done with it."""
    note = await one(turn, action.note)
    if note is None:
        return gone(turn)
    said = paragraphs(texts("note-offered") if note.offered else "")
    blocks = (*alone(note, turn.corpus), *said)
    return Answer(Reply(blocks, note_buttons(note), edits=True, intent="notebook"), turn.remember())


async def open_ways(turn: Turn, action: OpenWays) -> Answer:
    """By enjeu, search, export, a new note."""
    buttons = (
        button("button-notes-by-subject", OpenSubjects()),
        button("button-notes-search", AskSearch()),
        button("button-notes-export", Export()),
        button("button-note-new", Write()),
        button("button-back", OpenNotes()),
    )
    return _view(turn, paragraphs(texts("notebook-ways")), buttons)


async def open_subjects(turn: Turn, action: OpenSubjects) -> Answer:
    """The enjeux with the number of notes on each."""
    denied = private(turn)
    if denied is not None:
        return denied
    notes = await mine(turn)
    counts = Counter((note.theme, note.enjeu) for note in notes)
    groups = sorted(counts, key=lambda group: (group[0], group[1] is None, group[1] or 0))
    named = {(note.theme, note.enjeu): where(note, turn.corpus) for note in notes}
    tags = {theme.key: tag(theme) for theme in turn.corpus.themes}
    buttons = [
        Button(
            label(texts("button-notes-subject", subject=named[group], count=counts[group])),
            OpenNotes(0, tags.get(group[0], ""), ELSEWHERE if group[1] is None else group[1]),
        )
        for group in groups
    ]
    pages = max(1, -(-len(buttons) // GROUPS))
    page = action.page % pages
    shown = buttons[page * GROUPS : (page + 1) * GROUPS]
    if pages > 1:
        shown.append(button("button-next-page", OpenSubjects((page + 1) % pages)))
    said = texts("notebook-subjects" if buttons else "notebook-empty")
    return _view(turn, paragraphs(said), (*shown, button("button-back", OpenNotes())))


async def ask_search(turn: Turn, action: AskSearch) -> Answer:
    """The next message is what is searched."""
    reply = Reply(paragraphs(texts("notebook-search")), (button("button-back", OpenNotes()),), True, "notebook")
    return Answer(reply, turn.waiting(Pending("search", "", turn.now + WAITING)))


async def export(turn: Turn, action: Export) -> Answer:
    """The button that takes the notes away."""
    return private(turn) or await _export(turn)


def private(turn: Turn) -> Answer | None:
    """The answer in a group: a notebook is opened in private."""
    if turn.message.place == "private":
        return None
    return Answer(Reply(paragraphs(texts("private-only")), intent="notebook"))


async def mine(turn: Turn) -> list[Note]:
    """All notes of the person, newest first."""
    return await turn.store.read(partial(notes_of, owner=turn.message.sender))


async def one(turn: Turn, note_id: str) -> Note | None:
    """A note of the person's own; None in a group, and when it is gone."""
    if turn.message.place != "private":
        return None
    return await turn.store.read(partial(note_of, owner=turn.message.sender, id=note_id))


def gone(turn: Turn) -> Answer:
    """There is no such note any more; in a group there never is."""
    return private(turn) or _view(turn, paragraphs(texts("note-gone")), (button("button-notebook", OpenNotes()),))


def _view(turn: Turn, blocks: tuple[Block, ...], buttons: Sequence[Button]) -> Answer:
    return Answer(Reply(blocks, tuple(buttons), edits=True, intent="notebook"), turn.remember())


async def _page(turn: Turn, action: OpenNotes, edits: bool = False) -> Answer:
    notes = [note for note in await mine(turn) if _within(turn, note, action)]
    if not notes:
        reply = Reply(paragraphs(texts("notebook-empty")), (button("button-note-new", Write()),), edits, "notebook")
        return Answer(reply, turn.remember())
    last = (len(notes) - 1) // IN_A_PAGE
    page = min(max(action.page, 0), last)
    shown = notes[page * IN_A_PAGE : (page + 1) * IN_A_PAGE]
    said = texts("notebook-count", count=len(notes))
    number = texts("browse-page", page=page + 1, pages=last + 1) if last else ""
    blocks = (*paragraphs(said), *(block for note in shown for block in in_list(note, turn.corpus)))
    buttons = [_opening(note) for note in shown]
    if page > 0:
        buttons.append(button("button-previous-page", OpenNotes(page - 1, action.theme, action.enjeu)))
    if page < last:
        buttons.append(button("button-next-page", OpenNotes(page + 1, action.theme, action.enjeu)))
    buttons.append(button("button-notes-ways", OpenWays()))
    return Answer(Reply((*blocks, *paragraphs(number)), tuple(buttons), edits, "notebook"), turn.remember())


def _within(turn: Turn, note: Note, action: OpenNotes) -> bool:
    if action.enjeu == ALL:
        return True
    return note.theme == tagged(turn.corpus, action.theme) and note.enjeu == (action.enjeu or None)


def _opening(note: Note) -> Button:
    day = texts("day-month", day=note.written_on.day, month=note.written_on.month)
    return Button(label(f"{day}, {excerpt(note.text, 40)}"), OpenNote(note.id))


async def _search(turn: Turn, query: str) -> Answer:
    hits = await asyncio.to_thread(found, await mine(turn), query, FOUND)
    if not hits:
        buttons = (button("button-notebook", OpenNotes()),)
        return Answer(Reply(paragraphs(texts("notebook-not-found")), buttons, intent="notebook"), turn.remember())
    blocks = [*paragraphs(texts("notebook-found")), *(block for note in hits for block in in_list(note, turn.corpus))]
    ways = (*map(_opening, hits), button("button-notebook", OpenNotes()))
    return Answer(Reply(tuple(blocks), ways, intent="notebook"), turn.remember())


async def _export(turn: Turn) -> Answer:
    notes = await mine(turn)
    if not notes:
        return Answer(Reply(paragraphs(texts("notebook-empty")), intent="notebook"), turn.remember())
    content = as_markdown(notes).encode("utf-8", "replace")
    file = File(texts("notebook-file"), content, texts("notebook-exported", count=len(notes)))
    return Answer(Reply((file,), (button("button-notebook", OpenNotes()),), intent="notebook"), turn.remember())


FEATURE = Feature(
    name="notebook",
    commands=(
        CommandLine("carnet", lambda argument: Notebook("search" if argument else "show", argument), "help-carnet"),
    ),
    intents={Notebook: notebook},
    actions={
        OpenNotes: open_notes,
        OpenNote: open_note,
        OpenWays: open_ways,
        OpenSubjects: open_subjects,
        AskSearch: ask_search,
        Export: export,
    },
)
