"""How fast: ``python -m benchmarks.speed [--sizes 1000 10000 …] [--write]``; figures of other sizes are kept.

Our word level beside the engines people would pick instead, interleaved in one run: every engine is kept open in a
process of its own and asked the same twenty questions in turn, the order changing; a question's time is the median of
its rounds, from the raw question to the passages.  All are asked on the same core: of two, one may be slower for a
while.  ``hit@10`` (how often the passage comes back that a question was drawn from) guards against an engine that is
fast because it is wrong.  Ratios count, not microseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engines import ENGINES, SLOW
from benchmarks.passages import Language, Question
from benchmarks.speed_page import FIGURES, write

SIZES = (1_000, 10_000, 100_000, 1_000_000)
AT_A_TIME, ROUNDS, QUESTIONS, BOXED = 20, 5, 200, 60
_NAMES = list(ENGINES)


@dataclass
class Figures:
    """What was measured of one engine at one size; times of questions in µs, the first time asked and usually."""

    engine: str
    size: int
    build_cpu: float
    build: float
    disk: float
    open: float
    first: float
    memory: float
    p50: float
    p95: float
    p99: float
    new_p50: float
    new_p95: float
    hit: float


class Child:
    """An engine in its own process, spoken to by lines of JSON."""

    def __init__(self, engine: str, folder: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.speed_child", engine, str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.times: list[list[float]] = []
        self.found: dict[str, list[str]] = {}

    def ask(self, message: dict[str, Any]) -> Any:
        """Its answer to a message."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("an engine stopped; see its message above")
        return json.loads(line)

    def close(self) -> None:
        """Let it end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def built(engine: str, passages: Path, folder: Path, builds: int) -> tuple[float, float]:
    """CPU and wall seconds of building, the median of some builds; the index is left in ``folder``."""
    seconds = []
    for _ in range(builds):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        child = Child(engine, folder)
        seconds.append(child.ask({"build": str(passages)}))
        child.close()
    cpu, wall = zip(*seconds, strict=True)
    return statistics.median(cpu), statistics.median(wall)


def interleaved(children: dict[str, Child], questions: list[Question], size: int) -> None:
    """Ask all engines the same questions, a few at a time, in turn."""
    for round_ in range(ROUNDS):
        for child in children.values():
            child.times.append([])
        for first in range(0, len(questions), AT_A_TIME):
            texts = [question.text for question in questions[first : first + AT_A_TIME]]
            shift = (round_ + first // AT_A_TIME) % len(children)
            for name in (list(children) * 2)[shift : shift + len(children)]:
                boxed = size >= SLOW.get(name, size + 1)
                if boxed and (round_ or first >= BOXED):
                    continue
                answer = children[name].ask({"questions": texts})
                children[name].times[-1] += answer["times"]
                children[name].found.update(zip(texts, answer["found"], strict=True))


def measured(size: int, language: Language, engines: list[str], builds: int, folder: Path) -> list[Figures]:
    """All figures of one size."""
    passages = folder / "passages.txt"
    with passages.open("w", encoding="utf-8") as file:
        file.writelines(f"{text}\n" for text in language.passages(size))
    questions = language.questions(QUESTIONS, size)
    build = {name: built(name, passages, folder / name, builds) for name in engines}
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # which the children inherit
    children: dict[str, Child] = {}
    opened: dict[str, tuple[float, float]] = {}
    for name in engines:
        # One after the other: what an engine loads with is not to be shared with the others that load.
        children[name] = Child(name, folder / name)
        opened[name] = children[name].ask({"open": questions[0].text})
    interleaved(children, questions, size)
    figures = []
    for name, child in children.items():
        usual = np.median(np.array([times for times in child.times if times]), axis=0) * 1e6
        hits = [str(q.passage) in child.found[q.text] for q in questions if q.text in child.found]
        disk = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
        p50, p95, p99 = np.percentile(usual, [50, 95, 99]).tolist()
        new_p50, new_p95 = (np.percentile(child.times[0], [50, 95]) * 1e6).tolist()
        after = child.ask({"memory": True})
        child.close()
        cpu, wall = build[name]
        start, first = opened[name]
        shown = (p50, p95, p99, new_p50, new_p95, sum(hits) / len(hits))
        figures.append(Figures(name, size, cpu, wall, disk / 1e6, start, first, after, *shown))
    os.sched_setaffinity(0, cores)
    return figures


def main() -> None:
    """Measure, print, and write the page and its picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES[:3])
    parser.add_argument("--engines", nargs="+", choices=_NAMES, default=_NAMES)
    parser.add_argument("--builds", type=int, help="builds whose median counts (default: 3 up to 10,000, then 1)")
    parser.add_argument("--write", action="store_true", help="write the figures, docs/benchmarks.md and its picture")
    options = parser.parse_args()
    language = Language()
    rows = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            builds = options.builds or (3 if size <= 10_000 else 1)
            for figures in measured(size, language, options.engines, builds, Path(folder)):
                row = asdict(figures)
                rows = [other for other in rows if (other["engine"], other["size"]) != (row["engine"], size)] + [row]
                print(json.dumps(row), flush=True)
        if options.write:
            FIGURES.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    if options.write:
        write(rows)


if __name__ == "__main__":
    main()
