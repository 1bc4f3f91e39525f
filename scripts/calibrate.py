"""Make ``retrieval/data/confidence.json`` anew: ``python -m scripts.calibrate --data DIR``.

A logistic regression (scikit-learn) learns from labelled questions whether the best passage answers: the questions
of the themes we ship, questions of public collections asked to their own corpus, and, as questions that no passage
answers, those of one collection asked to the corpus of another of a *different* subject.  Each source weighs the same
however many questions it has.  Thresholds are picked by stated costs and shares on the shipped themes' questions.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.dialogue.intents import Ask
from bot.dialogue.router import route
from bot.dialogue.view import view_of
from bot.store.memory import Memory
from corpus.loading import EMBEDDED, load_corpus
from corpus.model import Corpus
from retrieval import Index, confidence
from retrieval.evaluation import Collection
from retrieval.gold import judge, read_gold

COLLECTIONS = {"piaf": "encyclopaedia", "covid_quebec": "covid", "mesconseilscovid": "covid"}
"""Public collections and their subjects: two of one subject are never asked each other's questions."""
AT_MOST = 400
"""Questions drawn from each collection, by a fixed seed."""
FALSE_ANSWER, FALSE_REFUSAL = 0.3, 1.0
"""Costs of *near*: a passage shown as only near to what has no answer, and refusing what has one."""
RIGHT_WHEN_SURE = 0.9
"""Share of the answers given as *sure* whose best passage must be right."""


@dataclass(frozen=True)
class Source:
    """Features of the questions of one source; whether the best passage answered, one of the best three, any could."""

    name: str
    features: np.ndarray
    answered: np.ndarray
    among_three: np.ndarray
    answerable: np.ndarray

    def part(self, kept: np.ndarray) -> Source:
        """The questions of a mask."""
        columns = (self.features, self.answered, self.among_three, self.answerable)
        return Source(self.name, *(column[kept] for column in columns))


def source(name: str, index: Index, questions: Iterable[tuple[str, bool, set[str]]]) -> Source:
    """Ask every question; ``(question, answerable, ids of right passages)``."""
    features, answered, among_three, answerable = [], [], [], []
    for question, can, right in questions:
        found = index.examine(question)
        if found is not None:
            features.append(found[0])
            answered.append(found[1][0] in right)
            among_three.append(not right.isdisjoint(found[1]))
            answerable.append(can)
    return Source(name, *map(np.array, (features, answered, among_three, answerable)))


def labelled(corpus: Corpus, index: Index, path: Path) -> Iterator[tuple[str, bool, set[str]]]:
    """Questions of a theme that the router sends to the index, with their right passages."""
    view = view_of(corpus, index)
    for gold in read_gold(path):
        if not gold.context and isinstance(route(gold.question, Memory(), view, datetime.now(UTC)), Ask):
            shown = ((passage.id, judge(gold, [f"{passage.title} {passage.text}"])) for passage in corpus.passages)
            yield gold.question, bool(gold.wanted), {key for key, verdict in shown if verdict.rank}


def sample(collection: Collection) -> list[tuple[str, set[str]]]:
    """Some questions of a collection, by a fixed seed, with their right passages."""
    asked = [(text, set(collection.relevant[key])) for key, text in collection.questions]
    return random.Random(5).sample(asked, min(AT_MOST, len(asked)))


def sources(data: Path) -> tuple[list[Source], Source]:
    """Everything to learn from, and the shipped themes' own questions."""
    corpus = load_corpus(EMBEDDED).corpus
    own = Index.build(corpus.passages, lexicon=corpus.lexicon)
    questions = [row for path in sorted(EMBEDDED.glob("*/questions.jsonl")) for row in labelled(corpus, own, path)]
    home = source("own", own, questions)
    indexes, asked, found = {"own": own}, {}, []
    for name in COLLECTIONS:
        collection = Collection.read(data / name)
        asked[name] = sample(collection)
        indexes[name] = Index.build(collection.passages)
        found.append(source(name, indexes[name], [(question, True, right) for question, right in asked[name]]))
    for name, subject in COLLECTIONS.items():
        for other, index in indexes.items():
            if COLLECTIONS.get(other) != subject:
                found.append(
                    source(f"{name} -> {other}", index, [(question, False, set()) for question, _ in asked[name]])
                )
    return found, home


@dataclass(frozen=True)
class Fitted:
    """A logistic regression as plain numbers."""

    intercept: float
    coefficients: np.ndarray

    def probability(self, features: np.ndarray) -> np.ndarray:
        """Probability for each row of features."""
        return np.asarray(1 / (1 + np.exp(-(features @ self.coefficients + self.intercept))))


def fit(parts: list[Source], home: Source) -> Fitted:
    """One regression over all sources, each with the same total weight, then scaled to the themes' own questions.

    Foreign questions weigh half; the themes' own weigh twice, as much for those with an answer as for those without.
    So many foreign questions make it timid: Platt scaling (Platt 1999) on the themes' own questions makes its
    probabilities those of the questions that people ask, without changing any order.
    """
    halves = [home.part(home.answerable), home.part(~home.answerable)]
    weighed = [(part, 1.0 if part.answerable.any() else 0.5) for part in parts] + [(part, 2.0) for part in halves]
    weights = np.concatenate([np.full(len(part.answered), weight / len(part.answered)) for part, weight in weighed])
    model = LogisticRegression(C=10, max_iter=3000).fit(
        np.vstack([part.features for part, _ in weighed]),
        np.concatenate([part.answered for part, _ in weighed]),
        sample_weight=weights * len(weights) / weights.sum(),
    )
    scale = LogisticRegression(C=10).fit(model.decision_function(home.features).reshape(-1, 1), home.answered)
    slope = float(scale.coef_[0, 0])
    return Fitted(slope * float(model.intercept_[0]) + float(scale.intercept_[0]), slope * model.coef_[0])


def thresholds(probability: np.ndarray, home: Source) -> dict[str, float]:
    """*near* of least cost, *sure* from where it is right often enough, on the themes' own questions; in hundredths."""
    grid = np.arange(0.02, 0.95, 0.01)
    near = [
        FALSE_ANSWER * np.mean(probability[~home.answerable] >= t)
        + FALSE_REFUSAL * np.mean(probability[home.answerable] < t)
        for t in grid
    ]
    right = [float(np.mean(home.answered[probability >= t])) if (probability >= t).any() else 1.0 for t in grid]
    sure = next(
        t for t in grid if all(share >= RIGHT_WHEN_SURE for u, share in zip(grid, right, strict=True) if u >= t)
    )
    return {"near": round(float(grid[np.argmin(near)]), 2), "sure": round(float(sure), 2)}


def main() -> None:
    """Calibrate, say how well the model tells answerable from foreign questions, write the data file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public collections")
    parser.add_argument("--dry", action="store_true", help="report only")
    arguments = parser.parse_args()
    found, home = sources(arguments.data)
    model = fit(found, home)
    by_name = {part.name: part for part in [*found, home]}
    for part in found:
        if " -> " in part.name:
            good = by_name[part.name.split(" -> ")[1]]
            good = good.part(good.among_three)
            scores = np.concatenate([model.probability(p.features) for p in (good, part)])
            truth = np.repeat([1, 0], [len(good.features), len(part.features)])
            print(f"AUROC {part.name:35} {roc_auc_score(truth, scores):.3f}")
    probability = model.probability(home.features)
    picked = thresholds(probability, home)
    print(f"own questions: AUROC {roc_auc_score(home.answerable, probability):.3f}, thresholds {picked}")
    for name, t in picked.items():
        refused, let_in = (
            np.mean(home_p) for home_p in (probability[home.answered] < t, probability[~home.answerable] >= t)
        )
        print(f"  {name}: refused {refused:.2f}, let in {let_in:.2f}")
    if not arguments.dry:
        data = {
            "intercept": round(model.intercept, 4),
            "coefficients": {
                n: round(float(c), 4) for n, c in zip(confidence.FEATURES, model.coefficients, strict=True)
            },
            "thresholds": picked,
        }
        target = Path(confidence.__file__).parent / "data" / "confidence.json"
        target.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
