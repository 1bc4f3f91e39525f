"""SIGKILL at each step of a refresh: the old version is served or the new one, whole, and the next refresh works."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.editorial.refreshing import Refresher
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
