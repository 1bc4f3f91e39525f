"""The command ``coop`` as a whole process, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COOP = [sys.executable, "-W", "error", "-m", "bot.cli"]


@dataclass(frozen=True, slots=True)
class Done:
    """What a process said and ended with; ``err`` is what it complained of."""

    code: int
    out: str
    err: str


def clean_environment(**more: str) -> dict[str, str]:
    """The machine's environment without settings that somebody may have there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COOP_", "TELEGRAM_"))}
    return {**kept, **more}


def complaints(said: str) -> str:
    """Standard error without "Building the index…" and its like, which only a slow machine says."""
    return "".join(line for line in said.splitlines(keepends=True) if not line.endswith("…\n"))


def run(
    command: Sequence[str], folder: Path, given: str | bytes = b"", environ: Mapping[str, str] | None = None
) -> Done:
    """Run a command in ``folder`` with this standard input, to its end."""
    done = subprocess.run(
        command,
        cwd=folder,
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        env=clean_environment(**(environ or {})),
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), complaints(done.stderr.decode()))


def coop(folder: Path, *arguments: str, given: str | bytes = b"", environ: Mapping[str, str] | None = None) -> Done:
    """Run ``coop`` in ``folder`` with this standard input, to its end."""
    return run([*COOP, *arguments], folder, given, environ)
