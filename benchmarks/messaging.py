"""Our bot's full answers beside two echo bots, through the same Bot API double, in turns.

    python -m benchmarks.messaging [--rounds 2] [--seconds 8] [--aiogram-python PATH]

The bot runs on one core, the double and its people on another.  Ours searches, stores and renders; the others repeat.
``--aiogram-python`` is a Python where aiogram is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.people import People, Waits
from corpus.loading import EMBEDDED
from tests.doubles.bot_api import BotApi

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
PEOPLE = 50
OFFERED = 30
LATENCY = 0.1
WARM_UP = 1.5
"""Seconds of work before a measurement."""
LOADS = ("closed loop", "30 a second", "server takes 100 ms")


@dataclass(frozen=True)
class Figures:
    """One bot under one load."""

    waits: Waits
    cpu_ms: float
    memory_mib: float


def bots(aiogram_python: str | None) -> dict[str, list[str]]:
    """The command of each bot."""
    commands = {
        "coop serve": [sys.executable, "-m", "bot.cli", "serve"],
        "PTB echo": [sys.executable, "-m", "benchmarks.echo_ptb"],
    }
    if aiogram_python:
        commands["aiogram echo"] = [aiogram_python, str(HERE / "echo_aiogram.py")]
    return commands


def measured(command: Sequence[str], load: str, seconds: float, questions: Sequence[str]) -> Figures:
    """Start a bot on a core of its own, let people write, stop it."""
    with asyncio.Runner() as runner, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        api = runner.run(BotApi().start())
        environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_ROOT": api.root,
            "COOP_DATA_DIR": folder,
        }
        # The bot inherits its core from us; ours is another.
        os.sched_setaffinity(0, {CORES[0]})
        process = subprocess.Popen(
            command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=HERE.parent
        )
        os.sched_setaffinity(0, {CORES[-1]})
        try:
            return runner.run(under(load, api, process.pid, seconds, questions))
        finally:
            process.terminate()
            process.wait(20)
            runner.run(api.stop())


async def under(load: str, api: BotApi, pid: int, seconds: float, questions: Sequence[str]) -> Figures:
    """The figures of a running bot under one load, after a short one to warm it up."""
    people = People(api, questions)
    await api.until(lambda: api.polls >= 1, 60)
    await people.closed_loop(PEOPLE, WARM_UP)
    before = cpu(pid)
    if load == LOADS[1]:
        waits = await people.open_loop(PEOPLE, OFFERED, seconds)
    else:
        api.faults.latency = LATENCY if load == LOADS[2] else 0.0
        waits = await people.closed_loop(PEOPLE, seconds)
    return Figures(waits, (cpu(pid) - before) * 1000 / max(1, len(waits.each)), resident(pid))


def cpu(pid: int) -> float:
    """Seconds of processor that a process has used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(pid: int) -> float:
    """Resident memory in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Print one table a load, the median of the rounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=2)
    arguments.add_argument("--seconds", type=float, default=8)
    arguments.add_argument("--aiogram-python")
    arguments.add_argument("--only", help="one bot's name")
    arguments.add_argument("--loads", nargs="+", choices=LOADS, default=LOADS)
    asked = arguments.parse_args()
    lines = (EMBEDDED / "cooperation" / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    commands = {name: line for name, line in bots(asked.aiogram_python).items() if asked.only in (None, name)}
    for load in asked.loads:
        found: dict[str, list[Figures]] = {name: [] for name in commands}
        for _ in range(asked.rounds):
            for name, command in commands.items():
                found[name].append(measured(command, load, asked.seconds, questions))
        print(f"\n{load}, {PEOPLE} people, {asked.rounds} rounds of {asked.seconds:g} s\n")
        print("| bot | answers/s | p50 ms | p95 ms | p99 ms | CPU ms a message | RSS MiB | unanswered |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for name, several in found.items():
            print(row(name, several), flush=True)


def row(name: str, several: Sequence[Figures]) -> str:
    """One line of the table."""

    def middle(values: list[float]) -> float:
        return statistics.median(values)

    rate = middle([f.waits.rate for f in several])
    waits = [middle([f.waits.percentile(share) for f in several]) for share in (0.5, 0.95, 0.99)]
    cpu_ms, memory = middle([f.cpu_ms for f in several]), middle([f.memory_mib for f in several])
    shown = " | ".join(f"{wait:.1f}" for wait in waits)
    lost = sum(f.waits.unanswered for f in several)
    return f"| {name} | {rate:.0f} | {shown} | {cpu_ms:.2f} | {memory:.0f} | {lost} |"


if __name__ == "__main__":
    main()
