"""What a refresh costs: all of a corpus, one document in a hundred, and those who ask questions meanwhile.

    python -m benchmarks.refresh [--passages 1000 10000 45000] [--asked 45000] [--seconds 20] [--write]

Versions are prepared in a process of their own at low priority, as ``coop serve`` does it.  The second table is
``coop serve`` against the Bot API double, with questions at an even pace, while ``coop corpus refresh`` runs beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.invented import Language, change, write_corpus
from benchmarks.people import People, Waits
from benchmarks.report import replace_section, table
from bot.editorial.child import in_child
from bot.editorial.library import Library
from bot.editorial.prepared import Step
from bot.editorial.swapping import Pointer
from bot.settings import Settings
from tests.doubles.bot_api import BotApi

SHARE = 0.01
RATE = 20
PEOPLE = 50
CHUNK = 2.0
COOP = [sys.executable, "-m", "bot.cli"]
IDLE = "idle"


@dataclass(frozen=True)
class Cost:
    """Seconds."""

    full: float
    small: float
    adopted: float


@dataclass(frozen=True)
class Asked:
    """How long people waited, and how long the refresh took."""

    waits: Waits
    seconds: float


def settings(folder: Path) -> Settings:
    """Of a folder with a corpus and a data folder in it."""
    return Settings(data_dir=folder / "data", corpus=str(folder / "corpus"))


def cost(passages: int, rounds: int) -> Cost:
    """A full build, then refreshes after small changes, and how long a running bot needs to adopt them."""
    language = Language()
    small, adopted = [], []
    with tempfile.TemporaryDirectory() as name, asyncio.Runner() as runner:
        folder = Path(name)
        write_corpus(folder / "corpus", passages, language)
        full = prepared(runner, settings(folder))
        library = Library.open(settings(folder))
        for _ in range(rounds):
            change(folder / "corpus", SHARE, language)
            small.append(prepared(runner, settings(folder)))
            start = time.perf_counter()
            assert runner.run(library.adopt())
            adopted.append(time.perf_counter() - start)
    return Cost(full, statistics.median(small), statistics.median(adopted))


def prepared(runner: asyncio.Runner, of: Settings) -> float:
    """Seconds to prepare and serve a version."""
    start = time.perf_counter()
    draft = runner.run(in_child(of, None, _quietly, datetime.now(UTC))).draft
    Pointer(of).swap(draft, force=False)
    return time.perf_counter() - start


async def _quietly(step: Step) -> None:
    """Nobody watches."""


def asked(passages: int, seconds: float) -> dict[str, Asked]:
    """How long people wait while nothing else happens, during a small refresh, and during a full one."""
    language = Language()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, asyncio.Runner() as runner:
        folder = Path(name)
        questions = write_corpus(folder / "corpus", passages, language)
        subprocess.run([*COOP, "corpus", "refresh", "--yes"], env=environment(folder), check=True, capture_output=True)
        api = runner.run(BotApi().start())
        with serving(folder, api):
            people = People(api, questions)
            runner.run(api.until(lambda: api.polls >= 1, 120))
            runner.run(people.open_loop(PEOPLE, RATE, 5))
            found = {IDLE: Asked(runner.run(people.open_loop(PEOPLE, RATE, seconds)), 0.0)}
            for what, share in (("1 % changed", SHARE), ("all changed", 1.0)):
                change(folder / "corpus", share, language)
                found[what] = runner.run(meanwhile(people, folder))
                runner.run(people.open_loop(PEOPLE, RATE, 5))
        runner.run(api.stop())
        return found


async def meanwhile(people: People, folder: Path) -> Asked:
    """People ask while the command runs, and until the bot has taken the new version."""
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *COOP,
        "corpus",
        "refresh",
        "--yes",
        "--force",
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    waits = Waits()
    after = 3
    while process.returncode is None or after:
        after -= process.returncode is not None
        some = await people.open_loop(PEOPLE, RATE, CHUNK)
        waits.each += some.each
        waits.unanswered += some.unanswered
        if process.returncode is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 0.01)
    return Asked(waits, time.perf_counter() - start - 3 * CHUNK)


@contextlib.contextmanager
def serving(folder: Path, api: BotApi) -> Iterator[None]:
    """``coop serve`` on these two cores, as everything here."""
    telegram = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_ROOT": api.root}
    process = subprocess.Popen(
        [*COOP, "serve"], env={**environment(folder), **telegram}, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def environment(folder: Path) -> dict[str, str]:
    """The machine's, with these settings."""
    return {**os.environ, "COOP_DATA_DIR": str(folder / "data"), "COOP_CORPUS": str(folder / "corpus")}


def main() -> None:
    """Print the tables, and put them into the documentation with ``--write``."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--passages", type=int, nargs="*", default=[1_000, 10_000, 45_000])
    arguments.add_argument("--asked", type=int, default=45_000, help="passages of the corpus that people ask (0: none)")
    arguments.add_argument("--seconds", type=float, default=20)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    parts = []
    if given.passages:
        costs = {passages: cost(passages, given.rounds) for passages in given.passages}
        parts.append(cost_table(costs))
        print(parts[-1], flush=True)
    if given.asked:
        parts.append(asked_table(asked(given.asked, given.seconds)))
        print(f"\n{parts[-1]}", flush=True)
    if given.write:
        replace_section("Refresh", "\n\n".join(parts))


def cost_table(costs: dict[int, Cost]) -> str:
    """One line a size."""
    rows = [
        [f"{size:,}", f"{one.full:.1f}", f"{one.small:.1f}", f"{one.small / one.full:.2f}", f"{one.adopted:.2f}"]
        for size, one in costs.items()
    ]
    return table(["passages", "full, s", "1 % changed, s", "of the full one", "adopted by the bot, s"], rows)


def asked_table(found: dict[str, Asked]) -> str:
    """One line a time."""
    idle = found[IDLE].waits.percentile(0.95)
    rows = []
    for what, one in found.items():
        half, most = one.waits.percentile(0.5), one.waits.percentile(0.95)
        took = f"{one.seconds:.0f}" if one.seconds else "-"
        rows.append([what, took, f"{half:.1f}", f"{most:.1f}", f"{most / idle:.2f}", str(one.waits.unanswered)])
    return table(["refresh", "takes, s", "p50 ms", "p95 ms", "of the idle p95", "unanswered"], rows)


if __name__ == "__main__":
    main()
