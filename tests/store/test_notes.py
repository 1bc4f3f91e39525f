"""The notebook: private, its owner's alone, offered and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bot.messages import Address
from bot.store import Store
from bot.store.inbox import Relocated
from bot.store.notes import (
    Note,
    NoteDeleted,
    NoteEdited,
    NoteKept,
    NoteShared,
    NoteWithdrawn,
    count,
    last_before,
    note,
    notes_of,
    offered,
)
from tests.store.conftest import ANNE, NOON, PAUL

DAY = date(2026, 3, 2)
ONE = Note("n1", ANNE, DAY, "Écouter d’abord.", "q1", "Comment faire ?", "theme", 3)
TWO = replace(ONE, id="n2", written_on=DAY + timedelta(1), text="Puis décider.", enjeu=4)
HIS = replace(ONE, id="n3", owner=PAUL, text="La mienne.")


async def fill(store: Store) -> None:
    await store.apply([NoteKept(ONE), NoteKept(TWO), NoteKept(HIS), NoteKept(replace(ONE, text="again"))], NOON)


async def test_a_person_s_notes_newest_first_and_by_enjeu(store: Store) -> None:
    await fill(store)
    assert await store.read(partial(notes_of, owner=ANNE)) == [TWO, ONE]
    assert await store.read(partial(notes_of, owner=ANNE, limit=1, offset=1)) == [ONE]
    assert await store.read(partial(notes_of, owner=ANNE, theme="theme", enjeu=4)) == [TWO]
    assert await store.read(partial(notes_of, owner=ANNE, theme="other")) == []
    assert await store.read(partial(count, owner=ANNE)) == 2
    assert await store.read(partial(count, owner=ANNE, enjeu=3)) == 1
    before = partial(last_before, owner=ANNE, theme="theme", enjeu=3)
    assert await store.read(partial(before, day=DAY + timedelta(1))) == ONE
    assert await store.read(partial(before, day=DAY)) is None


async def test_nobody_reads_or_changes_another_s_note(store: Store) -> None:
    await fill(store)
    assert await store.read(partial(note, owner=PAUL, id="n1")) is None
    await store.apply([NoteEdited(PAUL, "n1", "x"), NoteDeleted(PAUL, "n1"), NoteShared(PAUL, "n1")], NOON)
    assert await store.read(partial(note, owner=ANNE, id="n1")) == ONE


async def test_a_note_is_offered_and_taken_back(store: Store) -> None:
    await fill(store)
    await store.apply([NoteShared(ANNE, "n1"), NoteWithdrawn(ANNE, "n2")], NOON)
    shared = replace(ONE, shared_on=DAY)
    assert await store.read(offered) == [shared]
    assert shared.offered
    await store.apply([NoteWithdrawn(ANNE, "n1")], NOON)
    assert await store.read(offered) == []
    assert await store.read(partial(note, owner=ANNE, id="n2")) == TWO
    await store.apply([NoteShared(ANNE, "n1")], NOON)
    assert await store.read(offered) == [shared]


async def test_an_offered_note_that_is_put_otherwise_is_private_again(store: Store) -> None:
    await fill(store)
    await store.apply([NoteShared(ANNE, "n1")], NOON)
    await store.apply([NoteEdited(ANNE, "n1", "Autrement.")], NOON)
    assert await store.read(partial(note, owner=ANNE, id="n1")) == replace(ONE, text="Autrement.")
    assert await store.read(offered) == []
    await store.apply([NoteDeleted(ANNE, "n1")], NOON)
    assert await store.read(partial(note, owner=ANNE, id="n1")) is None


async def test_erasing_a_person_erases_their_notes_and_no_other(store: Store) -> None:
    await fill(store)
    await store.apply([NoteShared(ANNE, "n1")], NOON)
    assert await store.erase(ANNE) == 2
    assert await store.read(offered) == []
    assert await store.read(partial(count, owner=PAUL)) == 1


async def test_notes_follow_an_address_that_changes(store: Store) -> None:
    await fill(store)
    new = Address("telegram", "99")
    await store.apply([Relocated(ANNE, new)], NOON)
    assert await store.read(partial(count, owner=new)) == 2
    assert await store.read(partial(count, owner=ANNE)) == 0
