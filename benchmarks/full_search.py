"""The whole search as the bot runs it: ``python -m benchmarks.full_search [--sizes 4500 45000] [--write]``.

CPU of one answer (question understood, candidates re-ranked by all signals, confidence, duplicates folded, words marked
in the three passages that are shown), by both kernels, beside the CPU that an echo bot on our own request class needs
for one message.  All in one run, in turns; every question is asked once, one in five with a slip of the finger.

Under each load like is measured with like: questions one after another beside messages one after another, thirty a
second beside thirty a second, where either finds a processor that has rested and remembers little.  One after another
comes after as long a warm-up: a processor that has rested takes most of a second to come to speed.  A figure is the
median of its rounds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.harm import one_letter
from benchmarks.messaging import CORES, LOADS, OFFERED, WARM_UP, measured
from benchmarks.passages import Language
from benchmarks.report import replace_section, table
from retrieval import Index, fast

FIGURES = Path(__file__).parent / "figures" / "full_search.json"
ROUNDS, WARMING = 5, 400
PACES = dict(zip(LOADS, ((0.0, 400), (1 / OFFERED, 50)), strict=False))
"""Seconds between two questions, and how many a round, by load."""
KERNELS = {"numba": True, "numpy": False}
SHOWN = 3


def asked(folder: Path, compiled: bool, warming: list[str], pipe: Connection) -> None:
    """A process that has an index open: gets a pace and questions, sends the CPU milliseconds of each."""
    os.sched_setaffinity(0, {CORES[0]})
    index = Index.open(folder)
    if compiled and not fast.warm():
        raise SystemExit("numba is not installed")
    while order := pipe.recv():
        pace, questions = order
        warm_until = time.monotonic() + (0.0 if pace else WARM_UP)
        for question in itertools.cycle(warming):
            index.search(question)
            if time.monotonic() > warm_until:
                break
        times, begun = [], time.monotonic()
        for number, question in enumerate(questions):
            if pace:
                time.sleep(max(0.0, begun + number * pace - time.monotonic()))
            start = time.process_time_ns()
            for hit in index.answer(question).hits[:SHOWN]:
                assert hit.matches is not None
            times.append((time.process_time_ns() - start) / 1e6)
        pipe.send(times)


class Searcher:
    """Such a process, and the times of its answers."""

    def __init__(self, folder: Path, compiled: bool, questions: list[str]) -> None:
        self._pipe, other = multiprocessing.Pipe()
        arguments = (folder, compiled, questions[:WARMING], other)
        self._process = multiprocessing.get_context("spawn").Process(target=asked, args=arguments, daemon=True)
        self._process.start()
        self._questions = questions[WARMING:]
        self.rounds: dict[str, list[Any]] = {load: [] for load in PACES}

    def ask(self) -> None:
        """The next questions, under each load."""
        for load, (pace, count) in PACES.items():
            self.rounds[load].append(np.percentile(self._ask(count, pace), [50, 95]))

    def _ask(self, count: int, pace: float) -> list[float]:
        self._pipe.send((pace, self._questions[:count]))
        del self._questions[:count]
        times: list[float] = self._pipe.recv()
        return times

    def close(self) -> None:
        """Let it end."""
        self._pipe.send(None)
        self._process.join()


def built(language: Language, size: int, folder: Path) -> list[str]:
    """An index of invented passages in ``folder``, and questions on them."""
    passages = (
        SimpleNamespace(id=f"p{number:09}", title=" ".join(sorted(text.split()[:20], key=len)[-3:]), text=text)
        for number, text in enumerate(language.passages(size))
    )
    Index.build(passages).save(folder)
    chance, count = random.Random(size), WARMING + ROUNDS * sum(count for _, count in PACES.values())
    texts = [question.text for question in language.questions(count, size)]
    return [one_letter(text, chance) if chance.random() < 0.2 else text for text in texts]


def measure(sizes: list[int]) -> dict[str, Any]:
    """All figures, as plain data; times in milliseconds of CPU."""
    language = Language()
    with tempfile.TemporaryDirectory() as name:
        searchers: dict[tuple[int, str], Searcher] = {}
        for size in sizes:
            folder = Path(name) / str(size)
            questions = built(language, size, folder)
            searchers |= {(size, kernel): Searcher(folder, fast, [*questions]) for kernel, fast in KERNELS.items()}
        echo: dict[str, list[float]] = {load: [] for load in PACES}
        for round_ in range(ROUNDS):
            command = [sys.executable, "-m", "benchmarks.echo_ours"]
            for load, found in echo.items():
                found.append(measured(command, load, 3.0, ["Quels sont les points de vigilance ?"]).cpu_ms)
            for searcher in [*searchers.values()][:: 1 if round_ % 2 else -1]:
                searcher.ask()
        for searcher in searchers.values():
            searcher.close()
    return {
        "echo": {load: round(statistics.median(found), 3) for load, found in echo.items()},
        "search": [
            [size, kernel, *(np.median(rounds, axis=0).round(3).tolist() for rounds in searcher.rounds.values())]
            for (size, kernel), searcher in searchers.items()
        ],
    }


def report(figures: dict[str, Any]) -> str:
    """The section of the page."""
    echo = figures["echo"]
    rows = [["an echo message", *(cell for cost in echo.values() for cell in (f"{cost:.2f}", ""))]]
    for size, kernel, *percentiles in figures["search"]:
        row = [f"{size:,} passages, {kernel}"]
        for times, cost in zip(percentiles, echo.values(), strict=True):
            row += [" and ".join(f"{time:.2f}" for time in times), " and ".join(f"{time / cost:.2f}" for time in times)]
        rows.append(row)
    head = ["CPU, p50 and p95", *(cell for load in echo for cell in (f"{load}, ms", "of an echo"))]
    return table(head, rows)


def main() -> None:
    """Measure, print, and write the page's section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[4_500, 45_000])
    parser.add_argument("--write", action="store_true", help="keep the figures and write their section of the page")
    options = parser.parse_args()
    figures = measure(options.sizes)
    print(report(figures))
    if options.write:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        replace_section("Full search", report(figures))


if __name__ == "__main__":
    main()
