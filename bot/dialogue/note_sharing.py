"""What changes a note: thrown away, offered to the team without its author's name, taken back."""

from __future__ import annotations

from bot.dialogue.buttons import button
from bot.dialogue.note_buttons import DeleteNote, OpenNote, OpenNotes, ShareNote, WithdrawNote
from bot.dialogue.notebook import WAITING, gone, one
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Button, Paragraph, Reply
from bot.store.contributions import Contribution
from bot.store.facts import Fact
from bot.store.giving import Given
from bot.store.memory import Pending
from bot.store.notes import Note, NoteDeleted, NoteShared, NoteWithdrawn
from bot.texts import texts


async def delete(turn: Turn, action: DeleteNote) -> Answer:
    """Asked once."""
    note = await one(turn, action.note)
    if note is None:
        return gone(turn)
    if not action.sure:
        ways = (button("button-note-delete", DeleteNote(note.id, 1)), button("button-note-keep", OpenNote(note.id)))
        return _asked(turn, "delete_note", note, (texts("note-delete-ask"), note.text), ways)
    fact = NoteDeleted(note.owner, note.id)
    return _done(turn, "note-deleted", (fact,), (button("button-notebook", OpenNotes()),))


async def share(turn: Turn, action: ShareNote) -> Answer:
    """Asked once, with what the team would read and what not to write in it."""
    note = await one(turn, action.note)
    if note is None:
        return gone(turn)
    if not action.sure:
        ways = (
            button("button-note-share-sure", ShareNote(note.id, 1)),
            button("button-note-private", OpenNote(note.id)),
        )
        said = (texts("note-share-ask"), note.text, texts("note-share-caution"))
        return _asked(turn, "share_note", note, said, ways)
    ways = (button("button-note-withdraw", WithdrawNote(note.id)), button("button-notebook", OpenNotes()))
    return _done(turn, "note-shared", (NoteShared(note.owner, note.id), Given(_offered(turn, note))), ways)


async def withdraw(turn: Turn, action: WithdrawNote) -> Answer:
    """Taken back at once."""
    note = await one(turn, action.note)
    if note is None:
        return gone(turn)
    fact = NoteWithdrawn(note.owner, note.id)
    return _done(turn, "note-withdrawn", (fact,), (button("button-notebook", OpenNotes()),))


def _offered(turn: Turn, note: Note) -> Contribution:
    """The note as the editors will read it, under the document of the question that it answers."""
    question = turn.stock.get(note.question_id)
    passage = turn.corpus.passage(question.passage) if question is not None else None
    return Contribution(
        note.id,
        note.owner,
        "reflection",
        note.theme,
        turn.now,
        document=passage.document if passage is not None else "",
        about=note.question,
        text=note.text,
        state="waiting",
    )


def _asked(turn: Turn, kind: str, note: Note, said: tuple[str, ...], buttons: tuple[Button, ...]) -> Answer:
    reply = Reply(tuple(map(Paragraph, said)), buttons, edits=True, intent="notebook")
    return Answer(reply, turn.waiting(Pending(kind, note.id, turn.now + WAITING)))


def _done(turn: Turn, key: str, facts: tuple[Fact, ...], buttons: tuple[Button, ...]) -> Answer:
    reply = Reply(paragraphs(texts(key)), buttons, edits=True, intent="notebook")
    return Answer(reply, turn.remember(), facts)


FEATURE = Feature(name="note_sharing", actions={DeleteNote: delete, ShareNote: share, WithdrawNote: withdraw})
