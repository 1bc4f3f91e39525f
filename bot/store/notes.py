"""The notebook: what people wrote for themselves about a question, and whether they offered it to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
    update,
)

from bot.messages import Address
from bot.store.columns import AddressText, Words
from bot.store.facts import Fact
from bot.store.giving import of_notes
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import metadata

notes = Table(
    "notes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", AddressText, nullable=False),
    Column("written_on", Date, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("question", Words, nullable=False),
    Column("theme", Text, nullable=False),
    Column("enjeu", Integer),
    Column("text", Words, nullable=False),
    Column("shared_on", Date),
    Column("withdrawn_on", Date),
    Index("ix_notes_owner", "owner", "written_on"),
    Index("ix_notes_shared_on", "shared_on"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One note, private unless ``shared_on`` is set and ``withdrawn_on`` is not.

    ``question`` is kept in words, since the corpus changes; ``theme`` and ``enjeu`` say where it stood (None: nowhere).
    """

    id: str
    owner: Address
    written_on: date
    text: str
    question_id: str = ""
    question: str = ""
    theme: str = ""
    enjeu: int | None = None
    shared_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def offered(self) -> bool:
        """Whether the team may read it."""
        return self.shared_on is not None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class NoteKept(Fact):
    """A new note; the same one told twice stays one."""

    note: Note


@dataclass(frozen=True, slots=True)
class NoteEdited(Fact):
    """Its owner put it otherwise.  One that was offered is withdrawn: the others agreed to other words."""

    owner: Address
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteDeleted(Fact):
    """Its owner threw it away."""

    owner: Address
    id: str


@dataclass(frozen=True, slots=True)
class NoteShared(Fact):
    """Its owner offers it to the team, without a name."""

    owner: Address
    id: str


@dataclass(frozen=True, slots=True)
class NoteWithdrawn(Fact):
    """Its owner takes it back."""

    owner: Address
    id: str


@dataclass(frozen=True, slots=True)
class QuestionForgotten(Fact):
    """The question came from a document that is withdrawn: notes on it stay, what they quoted of it does not."""

    question_id: str


def notes_of(
    connection: Connection,
    owner: Address,
    theme: str | None = None,
    enjeu: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Note]:
    """A person's notes, newest first: all, or those on one theme, or on one of its enjeux; a page of them."""
    query = _of(owner, theme, enjeu).order_by(notes.c.written_on.desc(), notes.c.id.desc())
    return [_note(row) for row in connection.execute(query.limit(limit).offset(offset))]


def count(connection: Connection, owner: Address, theme: str | None = None, enjeu: int | None = None) -> int:
    """How many of them there are."""
    return connection.scalar(select(func.count()).select_from(_of(owner, theme, enjeu).subquery())) or 0


def note(connection: Connection, owner: Address, id: str) -> Note | None:
    """One note of this person; somebody else's is None, as if it were not there."""
    row = connection.execute(select(notes).where(notes.c.owner == owner, notes.c.id == id)).one_or_none()
    return None if row is None else _note(row)


def last_before(connection: Connection, owner: Address, theme: str, enjeu: int, day: date) -> Note | None:
    """The latest note on an enjeu from before that day, to be recalled."""
    query = _of(owner, theme, enjeu).where(notes.c.written_on < day)
    row = connection.execute(query.order_by(notes.c.written_on.desc(), notes.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _note(row)


def offered(connection: Connection, limit: int = 100) -> list[Note]:
    """The notes that people offer, oldest first.  Their owners are for taking back alone: never shown."""
    query = select(notes).where(notes.c.shared_on.is_not(None), notes.c.withdrawn_on.is_(None))
    return [_note(row) for row in connection.execute(query.order_by(notes.c.shared_on, notes.c.id).limit(limit))]


def _of(owner: Address, theme: str | None, enjeu: int | None) -> Select[Any]:
    query = select(notes).where(notes.c.owner == owner)
    if theme is not None:
        query = query.where(notes.c.theme == theme)
    return query if enjeu is None else query.where(notes.c.enjeu == enjeu)


def _note(row: Any) -> Note:
    return Note(**row._mapping)


_which = (notes.c.owner == bindparam("of"), notes.c.id == bindparam("its"))
_edit = update(notes).where(*_which).values(text=bindparam("now_text"), shared_on=None, withdrawn_on=None)
_share = update(notes).where(*_which).values(shared_on=bindparam("today"), withdrawn_on=None)
_withdraw = update(notes).where(*_which, notes.c.shared_on.is_not(None)).values(withdrawn_on=bindparam("today"))
_forget = update(notes).where(notes.c.question_id == bindparam("its")).values(question_id="", question="")


def _kept(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows = [{column.name: getattr(fact.note, column.name) for column in notes.c} for fact, _ in facts]
    return [(insert(notes, dialect).on_conflict_do_nothing(), rows)]


def _keys(facts: Sequence[Dated]) -> list[dict[str, Any]]:
    return [{"of": fact.owner, "its": fact.id, "today": now.date()} for fact, now in facts]


def _named(facts: Sequence[Dated]) -> list[dict[str, Any]]:
    return [{"of": fact.owner, "its": fact.id} for fact, _ in facts]


WRITERS: Writers = {
    NoteKept: _kept,
    NoteEdited: lambda dialect, facts: [
        (_edit, [{"of": fact.owner, "its": fact.id, "now_text": fact.text} for fact, _ in facts]),
        of_notes(facts),
    ],
    NoteShared: lambda dialect, facts: [(_share, _keys(facts))],
    NoteWithdrawn: lambda dialect, facts: [(_withdraw, _keys(facts)), of_notes(facts)],
    QuestionForgotten: lambda dialect, facts: [(_forget, [{"its": fact.question_id} for fact, _ in facts])],
    NoteDeleted: lambda dialect, facts: [(delete(notes).where(*_which), _named(facts)), of_notes(facts)],
}
