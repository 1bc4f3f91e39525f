"""``coop serve`` as a whole process, against the Bot API double in the test's own loop."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

from tests.doubles.bot_api import NET, TOKEN, BotApi
from tests.journeys.processes import COOP, clean_environment

LONG = bool(os.environ.get("SOAK"))
"""Whether journeys run under the long loads of ``make soak``."""


@dataclass
class Bot:
    """One bot: its folder stays, its process may be killed and started again."""

    api: BotApi
    folder: Path
    index: Path
    token: str = TOKEN
    log: list[str] = field(default_factory=list)
    process: asyncio.subprocess.Process | None = None

    async def start(self, *arguments: str, seconds: float = NET) -> None:
        """Start it and wait until it says that it is ready.

        Raises:
            RuntimeError: it ended instead.
        """
        if not (self.folder / "index").exists():
            shutil.copytree(self.index, self.folder / "index")
        self.process = await asyncio.create_subprocess_exec(
            *COOP, "serve", *arguments,
            cwd=self.folder,
            env=clean_environment(
                TELEGRAM_BOT_TOKEN=self.token, TELEGRAM_API_ROOT=self.api.root, COOP_DATA_DIR=str(self.folder)
            ),
            stderr=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        ready = asyncio.Event()
        self._reading = asyncio.create_task(self._read(self.process, ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({self._reading, waiting}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if not ready.is_set():
            raise RuntimeError("\n".join(self.log))

    async def kill(self) -> None:
        """SIGKILL."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(number)
        code = await asyncio.wait_for(self.process.wait(), NET)
        await self._reading
        self.process = None
        return code

    async def _read(self, process: asyncio.subprocess.Process, ready: asyncio.Event) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            text = line.decode().rstrip()
            self.log.append(text)
            if text == "ready":
                ready.set()
