"""Preparing a version in a process of its own, at low priority: whoever answers people is hardly slowed by it.

The process is told what to do on its standard input, which stays open: when it closes, its parent is gone and it ends.
On its standard output it says how far it is and what came of it, one JSON object a line.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import bot
from bot.editorial.changes import Change
from bot.editorial.prepared import Prepared, Step, as_json, from_json
from bot.editorial.refusals import Refused
from bot.settings import Settings

NICENESS = 15
_NEEDED = frozenset({"data_dir", "corpus", "sources", "refresh", "retrieval"})
"""Settings that the work rests on; the others, secrets among them, stay here."""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_LINE_AT_MOST = 2**28

Progress = Callable[[Step], Awaitable[None]]
Preparing = Callable[[Settings, "Change | None", Progress, datetime], Awaitable[Prepared]]


async def in_thread(settings: Settings, change: Change | None, progress: Progress, now: datetime) -> Prepared:
    """Prepare in a thread of this process: for a command that does nothing else meanwhile."""
    from bot.editorial.preparing import prepare

    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Step | None] = asyncio.Queue()

    def step(one: Step) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, one)

    work = asyncio.create_task(asyncio.to_thread(prepare, settings, change, step, now))
    work.add_done_callback(lambda _: steps.put_nowait(None))
    while (one := await steps.get()) is not None:
        await progress(one)
    return await work


async def in_child(settings: Settings, change: Change | None, progress: Progress, now: datetime) -> Prepared:
    """Prepare in a process of its own.  Raises ``Refused`` as ``prepare`` does, also when the process is killed."""
    task = {
        "settings": settings.model_dump(mode="json", include=set(_NEEDED)),
        "change": _change_as_json(change),
        "now": now.isoformat(),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # a folder named as one of our packages, where the program is started, is none of them
        "-m",
        "bot.editorial.child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=_environment(),
        limit=_LINE_AT_MOST,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with contextlib.suppress(ConnectionError):
            process.stdin.write(json.dumps(task).encode() + b"\n")
            await process.stdin.drain()
        while line := await process.stdout.readline():
            said = json.loads(line)
            if "prepared" in said:
                return from_json(said["prepared"])
            if "refused" in said:
                raise Refused(**said["refused"])
            await progress(Step(**said["step"]))
        raise Refused("stopped", "The refresh was stopped before its end: nothing was changed.")
    finally:
        process.stdin.close()
        if process.returncode is None:
            # Whatever it is still doing is of no use to anybody.
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """The environment without our settings: the secrets among them are not for a process that reads foreign files."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("COOP_", "TELEGRAM_"))}
    path = [str(Path(bot.__file__).parents[1]), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**ours, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, path))}


def _change_as_json(change: Change | None) -> str:
    from pydantic import TypeAdapter

    return "" if change is None else TypeAdapter[Change](Change).dump_json(change).decode()


def _change_of(text: str) -> Change | None:
    from pydantic import TypeAdapter

    return TypeAdapter[Change](Change).validate_json(text) if text else None


def _say(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(1)


def main() -> None:
    """What the process does."""
    gc.disable()
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    task = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        from bot.editorial.preparing import prepare

        settings = Settings.model_validate(task["settings"])
        now = datetime.fromisoformat(task["now"])
        prepared = prepare(settings, _change_of(task["change"]), lambda step: _say(step=asdict(step)), now)
        _say(prepared=as_json(prepared))
    except Refused as error:
        refused = {"reason": error.reason, "message": str(error), "place": error.place, "detail": error.detail}
        _say(refused=refused)
    except Exception as error:
        message = f"A mistake of the program ({type(error).__name__}): nothing was changed."
        _say(refused={"reason": "failed", "message": message, "detail": type(error).__name__})


if __name__ == "__main__":
    main()
