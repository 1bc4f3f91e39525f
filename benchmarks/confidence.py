"""How well confidence tells what has an answer: ``python -m benchmarks.confidence --data DIR [--write]``.

AUROC of questions whose answer ranks among the first three against questions of a foreign subject, for every pair of
collections; by the model that ships and, more strictly, by one that has learnt from neither side of the pair.  Then
rates at the shipped thresholds, and a reliability diagram (a picture in ``docs/``) of the themes' own questions, each
judged by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.report import PAGE, replace_section, table
from retrieval import confidence
from scripts.calibrate import Source, fit, sources

FIGURES = Path(__file__).parent / "figures" / "confidence.json"
PICTURE = PAGE.parent / "reliability.png"
BINS = np.linspace(0, 1, 6)


def auroc(scores: np.ndarray, foreign: np.ndarray) -> float:
    """Chance that an answerable question scores above a foreign one."""
    truth = np.repeat([1, 0], [len(scores), len(foreign)])
    return float(roc_auc_score(truth, np.concatenate([scores, foreign])))


def pairs(found: list[Source], home: Source) -> list[dict[str, Any]]:
    """AUROC of every pair, shipped and strict."""
    model = confidence.model()
    by_name = {part.name: part for part in [*found, home]}
    rows = []
    for part in found:
        if " -> " not in part.name:
            continue
        asking, asked = part.name.split(" -> ")
        good = by_name[asked].part(by_name[asked].among_three)
        shipped = [np.array([model.probability(tuple(f)) for f in source.features]) for source in (good, part)]
        row: dict[str, Any] = {"pair": part.name, "shipped": round(auroc(*shipped), 4)}
        if asked != "own":
            strict = fit([p for p in found if not {asking, asked} & set(p.name.split(" -> "))], home)
            scores = [strict.probability(source.features) for source in (good, part)]
            row["strict"] = round(auroc(*scores), 4)
        rows.append(row)
    return rows


def unseen(found: list[Source], home: Source) -> np.ndarray:
    """Probabilities of the themes' own questions, each by a model that has not seen it."""
    probability = np.zeros(len(home.answered))
    for kept, held_out in StratifiedKFold(5, shuffle=True, random_state=3).split(home.features, home.answerable):
        mask = np.zeros(len(home.answered), bool)
        mask[kept] = True
        probability[held_out] = fit(found, home.part(mask)).probability(home.features[held_out])
    return probability


def measure(data: Path) -> dict[str, Any]:
    """All figures, as plain data."""
    found, home = sources(data)
    probability, model = unseen(found, home), confidence.model()
    bins = np.clip(np.digitize(probability, BINS) - 1, 0, len(BINS) - 2)
    diagram = [
        {
            "from": float(BINS[i]),
            "questions": int((bins == i).sum()),
            "said": round(float(probability[bins == i].mean()), 3) if (bins == i).any() else None,
            "right": round(float(home.answered[bins == i].mean()), 3) if (bins == i).any() else None,
        }
        for i in range(len(BINS) - 1)
    ]
    rates = {
        name: {
            "right answers refused": round(float(np.mean(probability[home.answered] < t)), 3),
            "unanswerable let in": round(float(np.mean(probability[~home.answerable] >= t)), 3),
        }
        for name, t in (("near", model.near), ("sure", model.sure))
    }
    return {"pairs": pairs(found, home), "rates": rates, "diagram": diagram}


def draw(diagram: list[dict[str, Any]]) -> None:
    """The reliability diagram."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shown = [row for row in diagram if row["questions"]]
    figure, axes = pyplot.subplots(figsize=(5, 4.2), dpi=120)
    axes.plot([0, 1], [0, 1], color="#bbbbbb", linewidth=1)
    axes.plot([row["said"] for row in shown], [row["right"] for row in shown], marker="o", color="#1f5f8b")
    for row in shown:
        axes.annotate(
            f"{row['questions']}", (row["said"], row["right"]), (5, -12), textcoords="offset points", fontsize=8
        )
    axes.set_xlabel("probability said that the best passage answers")
    axes.set_ylabel("share of best passages that did answer")
    axes.set_title("Own questions, each judged unseen (counts beside the points)", fontsize=9)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    figure.tight_layout()
    figure.savefig(PICTURE)


def report(figures: dict[str, Any]) -> str:
    """The section of the documentation, in Markdown."""
    rows = []
    for row in figures["pairs"]:
        rows.append([row["pair"], f"{row['shipped']:.3f}", f"{row['strict']:.3f}" if "strict" in row else "-"])
    rows.append(["mean", f"{np.mean([row['shipped'] for row in figures['pairs']]):.3f}", ""])
    heads = ["questions of -> asked to the corpus of", "AUROC, shipped model", "AUROC, neither side learnt"]
    rates = [
        [name, f"{100 * r['right answers refused']:.0f} %", f"{100 * r['unanswerable let in']:.0f} %"]
        for name, r in figures["rates"].items()
    ]
    return (
        f"{table(heads, rows)}\n\n"
        "Own questions that reach the search, each judged by a model that has not seen it:\n\n"
        f"{table(['threshold', 'right answers below it', 'unanswerable above it'], rates)}\n\n"
        "![Reliability diagram](reliability.png)"
    )


def main() -> None:
    """Measure, print, and keep when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public collections")
    parser.add_argument("--write", action="store_true", help="keep the figures, the picture and the documentation")
    arguments = parser.parse_args()
    figures = measure(arguments.data)
    print(report(figures))
    if arguments.write:
        FIGURES.parent.mkdir(exist_ok=True)
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        draw(figures["diagram"])
        replace_section("Confidence", report(figures))


if __name__ == "__main__":
    main()
