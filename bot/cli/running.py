"""The parts of the program, opened for a command that reads its input between the answers."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Iterator

from bot.app import App, assembled
from bot.cli.progress import working
from bot.settings import Settings


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[tuple[App, asyncio.Runner]]:
    """The app and its event loop, which runs only while something is asked of it.

    Between two runs a command may block on its input, so that the line editor, Ctrl-C and Ctrl-D work as in any
    program; nobody else is served by this process.
    """
    with asyncio.Runner() as runner:
        parts = contextlib.AsyncExitStack()
        try:
            app = runner.run(parts.enter_async_context(assembled(settings, working=working)))
            # What was made until now stays: the collector, off since the start, need never look at it.
            gc.freeze()
            gc.enable()
            yield app, runner
        finally:
            runner.run(parts.aclose())
