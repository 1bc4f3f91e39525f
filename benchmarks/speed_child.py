"""One engine in a process of its own, for ``benchmarks.speed``: builds, opens, answers, says what it took."""

from __future__ import annotations

import gc
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.engines import ENGINES, Ask, Engine

WARM = 1000
"""Passages of a first build that is not measured: it reaches every compiled path."""

OPENS = 5
"""Times that the index is opened; the median counts."""


def lines(path: Path) -> Iterator[str]:
    """The passages of a file, one a line."""
    with path.open(encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def built(engine: Engine, passages: Path, folder: Path) -> tuple[float, float]:
    """CPU and wall seconds of building the index."""
    with tempfile.TemporaryDirectory() as rehearsal:
        engine.build(itertools.islice(lines(passages), WARM), Path(rehearsal))
    cpu, wall = time.process_time(), time.perf_counter()
    engine.build(lines(passages), folder)
    return time.process_time() - cpu, time.perf_counter() - wall


def resident() -> float:
    """Megabytes of memory that this process occupies."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def timed(ask: Ask, questions: list[str]) -> dict[str, Any]:
    """Answers, and seconds each took."""
    times, found = [], []
    for question in questions:
        start = time.perf_counter()
        answer = ask(question, 10)
        times.append(time.perf_counter() - start)
        found.append(answer)
    return {"times": times, "found": found}


def main() -> None:
    """Answer messages until there are no more."""
    engine, folder = ENGINES[sys.argv[1]], Path(sys.argv[2])
    before, start = resident(), time.perf_counter()
    engine.load()
    loaded = time.perf_counter() - start
    ask: Ask | None = None
    for line in sys.stdin:
        message = json.loads(line)
        answer: Any = None
        if "build" in message:
            answer = built(engine, Path(message["build"]), folder)
        elif "open" in message:
            opens = []
            for _ in range(OPENS):
                start = time.perf_counter()
                ask = engine.open(folder)
                opens.append(time.perf_counter() - start)
            opened = statistics.median(opens)
            start = time.perf_counter()
            assert ask is not None
            ask(message["open"], 10)
            answer = opened, loaded + time.perf_counter() - start
            gc.collect()
            gc.freeze()  # as a program does that serves
        elif "questions" in message and ask is not None:
            answer = timed(ask, message["questions"])
        elif "memory" in message:
            answer = resident() - before
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
