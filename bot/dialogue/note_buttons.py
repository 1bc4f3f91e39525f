"""The buttons under notes, shared by writing and reading them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.actions import Action
from bot.dialogue.buttons import button
from bot.messages import Button
from bot.store.notes import Note

ALL, ELSEWHERE = -1, 0
"""Instead of the number of an enjeu: any of them, none of them."""


@dataclass(frozen=True, slots=True)
class OpenNotes(Action, prefix="c"):
    """A page of the notebook: all of it, or what was noted on one enjeu of a theme (its tag)."""

    page: int = 0
    theme: str = ""
    enjeu: int = ALL


@dataclass(frozen=True, slots=True)
class OpenNote(Action, prefix="co"):
    """One note."""

    note: str


@dataclass(frozen=True, slots=True)
class EditNote(Action, prefix="ce"):
    """Write a note otherwise."""

    note: str


@dataclass(frozen=True, slots=True)
class DeleteNote(Action, prefix="cd"):
    """Throw a note away: asked (0), sure (1)."""

    note: str
    sure: int = 0


@dataclass(frozen=True, slots=True)
class ShareNote(Action, prefix="cs"):
    """Offer a note to the team: asked (0), sure (1)."""

    note: str
    sure: int = 0


@dataclass(frozen=True, slots=True)
class ItIs(Action, prefix="ni"):
    """What the message that may be a question is: a note (1) or a question (0)."""

    note: int


@dataclass(frozen=True, slots=True)
class WithdrawNote(Action, prefix="cw"):
    """Take an offered note back."""

    note: str


def note_buttons(note: Note) -> tuple[Button, ...]:
    """What may be done with a note."""
    return (
        button("button-note-edit", EditNote(note.id)),
        button("button-note-withdraw", WithdrawNote(note.id))
        if note.offered
        else button("button-note-share", ShareNote(note.id)),
        button("button-note-delete", DeleteNote(note.id)),
        button("button-notebook", OpenNotes()),
    )
