"""SIGKILL at each step of a refresh: the old version is served or the new one, whole, and the next refresh works."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.daily.forgetting import forget
from bot.daily.stock import stock_of
from bot.editorial.refreshing import Refresher
from bot.messages import Address
from bot.store import Store
from bot.store.notes import Note, NoteKept, notes_of
from bot.store.reminders import PutOff, reminders_looked_at
from tests.editorial.desk import TIDE, Desk
from tests.journeys.serving import LONG

STEPS = (
    (Path, "mkdir"),
    (Path, "write_bytes"),
    (Path, "hardlink_to"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (os, "fsync"),
)
"""Everything that changes the data folder."""
EVERY = 1 if LONG else 7
FORKED = multiprocessing.get_context("fork")


def killed_at(desk: Desk, work: Callable[[Refresher], Any], step: int) -> bool:
    """Do the work in a process that is killed before its ``step``-th change of the disk; whether it came so far."""
    process = FORKED.Process(target=_work, args=(desk, work, step))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def _work(desk: Desk, work: Callable[[Refresher], Any], step: int) -> None:
    left = [step]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def before(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return before

    for owner, name in STEPS:
        setattr(owner, name, counted(getattr(owner, name)))
    asyncio.run(work(Refresher(desk.settings, desk.library)))
    os._exit(0)


async def refreshed(refresher: Refresher) -> None:
    await refresher.swap((await refresher.prepare()).draft)


async def test_killed_while_refreshing(desk: Desk) -> None:
    await desk.publish()
    old = desk.library.current
    edition, step, kills = 1, 1, {"old": 0, "new": 0}
    while True:
        desk.write("maree.md", TIDE.replace("midi", f"midi numéro {edition}"))
        if not killed_at(desk, refreshed, step):
            break
        desk.open()
        served = desk.library.current
        if served.version == old.version:
            kills["old"] += 1
            assert served.corpus == old.corpus
        else:
            kills["new"] += 1
            assert f"midi numéro {edition}." in desk.served
        assert len(served.index) == len(served.corpus.passages)
        if step % 5 == 1 and served.version == old.version:
            await desk.publish()
            assert f"midi numéro {edition}." in desk.served
        old = desk.library.current
        edition, step = edition + 1, step + EVERY
    assert kills["old"] > 3
    desk.open()
    assert f"midi numéro {edition}." in desk.served
    await desk.refresher.prepare()
    folder = desk.folder / "data" / "corpus"
    assert [path.name for part in ("drafts", "versions") for path in (folder / part).glob(".*")] == []


async def withdrawn(refresher: Refresher) -> None:
    await refresher.withdraw("accueil/entretien-bastien-orsoni")


async def test_killed_while_withdrawing(desk: Desk) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    await desk.publish()
    step = 1
    while killed_at(desk, withdrawn, step):
        desk.open()
        assert len(desk.library.current.index) == len(desk.library.current.corpus.passages)
        step += EVERY
    desk.open()
    assert "Bastien" not in desk.served
    assert list((desk.folder / "data" / "corpus" / "versions").rglob("*orsoni*")) == []
    await desk.refresher.restore()
    assert "Bastien" not in desk.served


NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNE = Address("telegram", "1001")


async def withdrawn_and_forgotten(desk: Desk, document: str) -> None:
    """As the program does it, with what people keep of it."""
    store = await Store.open(desk.settings.database)
    refresher = Refresher(desk.settings, desk.library, forget=partial(forget, store, lambda: NOW))
    await refresher.withdraw(document)
    await store.close()


async def test_killed_while_withdrawing_what_people_keep_of_it_is_forgotten_by_the_next_attempt(desk: Desk) -> None:
    await desk.publish()
    question = next(one for one in stock_of(desk.library.current.corpus).questions if one.enjeu == 1)
    passage = desk.library.current.corpus.passage(question.passage)
    assert passage is not None
    store = await Store.open(desk.settings.database)
    noted = Note("n0", ANNE, date(2026, 3, 1), "Ma note.", question.id, question.text)
    await store.apply([NoteKept(noted), PutOff(ANNE, question.id, NOW)], NOW)
    await store.close()
    data = desk.settings.data_dir
    before = shutil.copytree(data, desk.folder / "before")
    step = 1
    while killed_at(desk, lambda _: withdrawn_and_forgotten(desk, passage.document), step):
        desk.open()
        await withdrawn_and_forgotten(desk, passage.document)
        store = await Store.open(desk.settings.database)
        (note,) = await store.read(partial(notes_of, owner=ANNE))
        assert (note.question, note.text) == ("", "Ma note."), step
        assert not await store.read(partial(reminders_looked_at, now=NOW, after=None, limit=9)), step
        await store.close()
        shutil.rmtree(data)
        shutil.copytree(before, data)
        desk.open()
        step += EVERY
    assert step > 3 * EVERY


async def test_killed_while_stepping_back(desk: Desk) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    await desk.publish()
    step = 1
    while killed_at(desk, Refresher.restore, step):
        desk.open()
        if desk.library.current.version == "1":
            break
        assert desk.library.current.version == "2"
        step += 1
    desk.open()
    assert desk.library.current.version == "1"
    assert step > 3
