"""Choose the weights of the signals: ``python -m scripts.weights --data DIR``.

Every collection and the shipped themes' own questions count the same.  Coordinate ascent over a grid, cross-validated:
the weights chosen on four fifths of each set are scored on the fifth.  A step is taken only when the mean rises and no
set loses more than it may, so that a setting which pays on one set alone is dropped.  Prints the weights to be put in
``retrieval/ranking.py``; changes nothing.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.loading import EMBEDDED, load_corpus
from retrieval import Index
from retrieval.evaluation import Collection
from retrieval.ranking import WEIGHTS
from retrieval.signals import SIGNALS
from scripts.calibrate import labelled

GRID = (0.0, 0.5, 0.7, 0.85, 1.2, 1.4, 2.0)
"""Factors tried on the present weight of a signal."""
LEAST_GAIN, MOST_LOSS = 0.0005, 0.002
AT_MOST = 900
FOLDS = 5
DISCOUNT = 1 / np.log2(np.arange(2, 12))


@dataclass(frozen=True)
class Judged:
    """One question: each candidate's signals, in the order word, then ``SIGNALS``; which are right; how many exist."""

    signals: np.ndarray
    right: np.ndarray
    wanted: int

    def ndcg(self, weights: np.ndarray) -> float:
        """nDCG@10 of the candidates ordered by the weighted sum."""
        best = np.argsort(-(self.signals @ weights), kind="stable")[:10]
        gain = float((self.right[best] * DISCOUNT[: len(best)]).sum())
        return gain / float(DISCOUNT[: min(10, self.wanted)].sum())


def judged(index: Index, questions: Iterable[tuple[str, set[str]]]) -> list[Judged]:
    """The signals of every question's candidates, once."""
    found = []
    unit = np.array([1.0, *(getattr(WEIGHTS, name) for name in SIGNALS)])
    for text, right in questions:
        ids, parts = index.signals(text)
        if right and ids:
            table = np.stack([parts[name] for name in ("word", *SIGNALS)], axis=1) / unit
            found.append(Judged(table, np.array([key in right for key in ids]), len(right)))
    return found


def sets(data: Path) -> dict[str, list[Judged]]:
    """Every collection, sampled by a fixed seed, and the themes' own questions."""
    found = {}
    for folder in sorted(path.parent for path in data.glob("*/corpus.jsonl")):
        collection = Collection.read(folder)
        asked = random.Random(5).sample(collection.questions, min(AT_MOST, len(collection.questions)))
        index = Index.build(collection.passages)
        found[folder.name] = judged(index, [(text, set(collection.relevant[key])) for key, text in asked])
    corpus = load_corpus(EMBEDDED).corpus
    own = Index.build(corpus.passages, lexicon=corpus.lexicon)
    questions = [row for path in sorted(EMBEDDED.glob("*/questions.jsonl")) for row in labelled(corpus, own, path)]
    found["own"] = judged(own, [(text, right) for text, _, right in questions])
    return found


def score(parts: dict[str, list[Judged]], weights: np.ndarray) -> np.ndarray:
    """Mean nDCG@10 of each set."""
    return np.array([np.mean([one.ndcg(weights) for one in part]) for part in parts.values()])


def choose(parts: dict[str, list[Judged]]) -> np.ndarray:
    """Coordinate ascent from the present weights."""
    weights = np.array([1.0, *(getattr(WEIGHTS, name) for name in SIGNALS)])
    start = best = score(parts, weights)
    moved = True
    while moved:
        moved = False
        for place in range(1, len(weights)):
            for factor in GRID:
                tried = weights.copy()
                tried[place] = round(tried[place] * factor, 3)
                scores = score(parts, tried)
                if scores.mean() > best.mean() + LEAST_GAIN and (scores - start).min() > -MOST_LOSS:
                    weights, best, moved = tried, scores, True
    return weights


def main() -> None:
    """Cross-validate, choose on everything, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public collections")
    parts = sets(parser.parse_args().data)
    present = np.array([1.0, *(getattr(WEIGHTS, name) for name in SIGNALS)])
    gains = []
    for fold in range(FOLDS):
        kept = {name: [one for i, one in enumerate(part) if i % FOLDS != fold] for name, part in parts.items()}
        held_out = {name: part[fold::FOLDS] for name, part in parts.items()}
        chosen = choose(kept)
        gains.append(score(held_out, chosen) - score(held_out, present))
        print(f"fold {fold + 1}: {dict(zip(SIGNALS, chosen[1:].tolist(), strict=True))}", flush=True)
    print(
        "unseen gain over the present weights:", dict(zip(parts, np.mean(gains, axis=0).round(4).tolist(), strict=True))
    )
    chosen = choose(parts)
    print("present:", dict(zip(parts, score(parts, present).round(4).tolist(), strict=True)))
    print("chosen: ", dict(zip(parts, score(parts, chosen).round(4).tolist(), strict=True)))
    print("weights:", dict(zip(SIGNALS, chosen[1:].tolist(), strict=True)))


if __name__ == "__main__":
    main()
