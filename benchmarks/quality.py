"""Ranking beside the peers: ``python -m benchmarks.quality --data DIR [--write]``.

nDCG@10 of every system on every collection, our difference to each with its 95 % paired bootstrap interval, and what
is lost when questions are typed badly.  ``--write`` keeps the figures as data (``benchmarks/figures/quality.json``) and
makes their section of ``docs/benchmarks.md`` from them.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harm import WAYS
from benchmarks.peers import PEERS
from benchmarks.report import replace_section, table
from retrieval.evaluation import Collection, Search, bootstrap, evaluate, ndcg

FIGURES = Path(__file__).parent / "figures" / "quality.json"
HARMED = ("ours", "tantivy, one field", "tantivy, two fields")


def harmed(search: Search, collection: Collection, way: str) -> float:
    """nDCG@10 with every question harmed in one way, by a fixed seed."""
    chance = random.Random(11)
    scores = [ndcg(search(WAYS[way](text, chance), 10), collection.relevant[key]) for key, text in collection.questions]
    return float(np.mean(scores))


def measure(folders: list[Path]) -> dict[str, Any]:
    """All figures, as plain data."""
    figures: dict[str, Any] = {"collections": {}}
    for folder in folders:
        collection = Collection.read(folder)
        found: dict[str, Any] = {"questions": len(collection.questions), "systems": {}, "harm": {}}
        values = {}
        for name, make in PEERS.items():
            search = make(collection.passages)
            results = evaluate(search, collection)
            values[name] = results["nDCG@10"]
            found["systems"][name] = {measure: round(float(v.mean()), 4) for measure, v in results.items()}
            if name in HARMED:
                clean = float(values[name].mean())
                found["harm"][name] = {way: round(harmed(search, collection, way) / clean - 1, 4) for way in WAYS}
            print(f"{folder.name:20} {name:22} {values[name].mean():.4f}", flush=True)
        for name, other in values.items():
            low, high = bootstrap(values["ours"] - other)
            found["systems"][name]["ours ahead"] = [
                round(float((values["ours"] - other).mean()), 4),
                round(low, 4),
                round(high, 4),
            ]
        figures["collections"][folder.name] = found
    return figures


def report(figures: dict[str, Any]) -> str:
    """The section of the documentation, in Markdown."""
    collections = figures["collections"]
    rows = []
    for name in PEERS:
        cells = []
        for found in collections.values():
            system = found["systems"][name]
            ahead, low, high = system["ours ahead"]
            cells.append(
                f"{system['nDCG@10']:.4f}" + ("" if name == "ours" else f" ({ahead:+.3f}, {low:+.3f} to {high:+.3f})")
            )
        mean = np.mean([found["systems"][name]["nDCG@10"] for found in collections.values()])
        rows.append([name, *cells, f"{mean:.4f}"])
    ranking = table(["nDCG@10 (ours ahead, 95 % interval)", *collections, "mean"], rows)
    loss = []
    for name in HARMED:
        for way in WAYS:
            cells = [f"{100 * found['harm'][name][way]:+.1f} %" for found in collections.values()]
            loss.append([way, name, *cells])
    loss.sort(key=lambda row: list(WAYS).index(row[0]))
    return f"{ranking}\n\nnDCG@10 against the clean questions:\n\n{table(['questions', 'system', *collections], loss)}"


def main() -> None:
    """Measure, print, and keep when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder whose subfolders are collections")
    parser.add_argument("--write", action="store_true", help="keep the figures and make the documentation from them")
    parser.add_argument("--report-only", action="store_true", help="make the documentation from the kept figures")
    arguments = parser.parse_args()
    if arguments.report_only:
        figures = json.loads(FIGURES.read_text("utf-8"))
    else:
        figures = measure([path.parent for path in sorted(arguments.data.glob("*/corpus.jsonl"))])
    print(report(figures))
    if arguments.write or arguments.report_only:
        FIGURES.parent.mkdir(exist_ok=True)
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        replace_section("Ranking", report(figures))


if __name__ == "__main__":
    main()
