"""``coop chat``: a conversation in this terminal, or over a pipe."""

from __future__ import annotations

import contextlib
import getpass
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.channels.plain import Line, reply_lines, unwrapped
from bot.channels.terminal import Conversation, printer, save_files
from bot.cli.running import running
from bot.messages import Address, Reply, silent
from bot.settings import Settings
from bot.texts import texts

PROMPT = "> "
REMEMBERED = 500
"""Lines of history."""


def chat(settings: Settings) -> int:
    """Answer line after line until the input ends."""
    on_screen = sys.stdin.isatty() and sys.stdout.isatty()
    with running(settings) as (app, runner), _typed(settings.data_dir, on_screen) as history:
        conversation = Conversation(app.dialogue, _who(), folds=on_screen, progress=_shown if on_screen else silent)

        def answer(line: str) -> list[Line]:
            runner.run(app.library.adopt())
            runner.run(app.standing.refresh())
            reply = runner.run(conversation.hear(line))
            if reply.intent == "erase":
                history.forget()
            return [*conversation.laid_out(reply), *save_files(reply, settings.data_dir / "files")]

        converse_on_screen(answer) if on_screen else answer_pipe(answer)
    return 0


def converse_on_screen(answer: Callable[[str], list[Line]]) -> None:
    """Prompt and answer until Ctrl-D or Ctrl-C."""
    show = printer()
    show([Line(texts("terminal-banner"), "source"), Line("")])
    while True:
        try:
            line = input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            show([Line(""), Line(texts("terminal-goodbye"), "source")])
            return
        # Enter alone asks nothing: what is on the screen keeps its numbers.
        if line.strip():
            show([Line(""), *answer(line), Line("")])


def answer_pipe(answer: Callable[[str], list[Line]]) -> None:
    """The answers alone: no prompt, no banner, an empty line between two."""
    for number, line in enumerate(sys.stdin):
        lines = answer(line.rstrip("\r\n"))
        print(unwrapped([Line(""), *lines] if number else lines), flush=True)


async def _shown(reply: Reply) -> None:
    """How far a long action is, a line each time."""
    printer()([Line(line.text, "source") for line in reply_lines(reply)])


def _who() -> Address:
    """Whoever is logged in: their conversation goes on where it stopped."""
    try:
        return Address("terminal", getpass.getuser())
    except (OSError, KeyError):
        return Address("terminal", "local")


class History:
    """The lines typed before; in a pipe there are none."""

    def forget(self) -> None:
        """Drop them."""

    def save(self) -> None:
        """Keep them."""


class TypedHistory(History):
    """The lines typed before, in the data folder, for the arrow keys."""

    def __init__(self, file: Path) -> None:
        import readline

        self._readline = readline
        self._file = file
        readline.set_history_length(REMEMBERED)
        with contextlib.suppress(OSError):
            readline.read_history_file(file)

    def forget(self) -> None:
        """Drop them from memory and from the disk: erasing one's data covers what one typed."""
        self._readline.clear_history()
        self._file.unlink(missing_ok=True)

    def save(self) -> None:
        """Keep them for the next conversation."""
        with contextlib.suppress(OSError):
            self._readline.write_history_file(self._file)
            self._file.chmod(0o600)


@contextlib.contextmanager
def _typed(folder: Path, on_screen: bool) -> Iterator[History]:
    history = History()
    # Some systems have no readline: lines are then typed without history.
    with contextlib.suppress(ImportError):
        history = TypedHistory(folder / "history") if on_screen else history
    try:
        yield history
    finally:
        history.save()
