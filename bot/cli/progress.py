"""What a waiting person sees on standard error once something takes longer than two seconds."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 2.0
"""Seconds before anything is shown."""


class Bar:
    """A progress bar that appears late or never; ``advance`` moves it.

    Args:
        label: what is being done.
        total: how much there is to do, in any unit; None when nobody knows.
    """

    def __init__(self, label: str, total: int | None = None) -> None:
        self._label = label
        self._total = total
        self._done = 0
        self._lock = threading.Lock()
        self._shown: tuple[Progress, TaskID] | None = None
        self._over = False

    def show(self) -> None:
        """Appear, unless it is over; beside a screen, the label alone."""
        with self._lock:
            if self._over:
                return
            if not sys.stderr.isatty():
                print(f"{self._label}…", file=sys.stderr, flush=True)
                return
            from rich.console import Console
            from rich.progress import Progress

            progress = Progress(console=Console(stderr=True), transient=True)
            self._shown = progress, progress.add_task(self._label, total=self._total, completed=self._done)
            progress.start()

    def advance(self, by: int = 1) -> None:
        """So much more is done."""
        self._done += by
        if self._shown is not None:
            progress, task = self._shown
            progress.update(task, completed=self._done)

    def end(self) -> None:
        """Disappear."""
        with self._lock:
            self._over = True
            if self._shown is not None:
                self._shown[0].stop()


@contextlib.contextmanager
def working(label: str, total: int | None = None) -> Iterator[Bar]:
    """Show a bar while the block runs, if it runs long enough for a person to wonder."""
    bar = Bar(label, total)
    timer = threading.Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar
    finally:
        timer.cancel()
        bar.end()
