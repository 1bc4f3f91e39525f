"""How long one question takes as a whole process: ``python -m benchmarks.start [--rounds 15]``.

``coop ask`` from a built index, beside the import that it must not wait for, interleaved in one run; the figure that
counts is the ratio of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = "C'est quoi un enjeu ?"


def seconds(command: list[str]) -> float:
    """Wall time of a process, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "coop ask": [str(Path(sys.executable).with_name("coop")), "ask", QUESTION, "--data-dir", folder],
            "import sklearn.feature_extraction.text": [
                sys.executable,
                "-c",
                "import sklearn.feature_extraction.text",
            ],
            "import nothing": [sys.executable, "-c", ""],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            seconds(command)  # builds the index, warms the file cache
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:42} {median:6.3f} s   {median / medians['import sklearn.feature_extraction.text']:5.2f}")


if __name__ == "__main__":
    main()
