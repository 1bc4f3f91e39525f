"""``coop eval``: how well questions are answered, on labelled questions of any origin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.cli.jsonl import Line, hear
from bot.cli.progress import working
from bot.cli.running import running
from bot.failure import CannotRun
from bot.settings import Settings
from retrieval.evaluation import MEASURES, Collection, CollectionError, bootstrap, evaluate
from retrieval.gold import judge, read_gold, summary
from retrieval.index import Index


def evaluation(settings: Settings, paths: list[str], as_json: bool) -> int:
    """Measure each path: a folder is a collection, a file holds labelled questions over the settings' corpus."""
    results = {}
    for path in map(Path, paths):
        try:
            results[str(path)] = _collection(settings, path) if path.is_dir() else _gold(settings, path)
        except CollectionError as error:
            raise CannotRun(str(error)) from None
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        for name, rows in results.items():
            print(f"{name}\n{_table(rows)}\n")
    return 0


def _collection(settings: Settings, folder: Path) -> dict[str, dict[str, Any]]:
    collection = Collection.read(folder)
    with working(
        f"Asking {len(collection.questions)} questions of {collection.name}", len(collection.questions)
    ) as bar:
        index = Index.build(collection.passages, weighting=settings.retrieval.weighting)

        def search(question: str, k: int) -> list[str]:
            bar.advance()
            return [hit.id for hit in index.search(question, k)]

        found = evaluate(search, collection)
    rows = {}
    for measure in MEASURES:
        low, high = bootstrap(found[measure])
        rows[measure] = {"mean": round(float(found[measure].mean()), 4), "from": round(low, 4), "to": round(high, 4)}
    return rows


def _gold(settings: Settings, path: Path) -> dict[str, dict[str, Any]]:
    questions = read_gold(path)
    if not questions:
        raise CollectionError(f"{path}: no question in it")
    verdicts = []
    with running(settings) as (app, runner), working("Asking", len(questions)) as bar:
        for gold in questions:
            reply = runner.run(hear(app, Line(gold.id, gold.question, gold.context)))
            verdicts.append(judge(gold, [quote.quoted for quote in reply.quotes]))
            bar.advance()
    kinds = dict.fromkeys(verdict.gold.kind for verdict in verdicts)
    rows = {kind: summary([verdict for verdict in verdicts if verdict.gold.kind == kind]) for kind in kinds}
    return {**rows, "all": summary(verdicts)}


def _table(rows: dict[str, dict[str, Any]]) -> str:
    heads = list(next(iter(rows.values()), {}))
    lines = [["", *heads], *([name, *(_cell(row[head]) for head in heads)] for name, row in rows.items())]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads) + 1)]
    return "\n".join("  ".join(_aligned(line, widths)).rstrip() for line in lines)


def _aligned(line: list[str], widths: list[int]) -> Iterable[str]:
    yield line[0].ljust(widths[0])
    yield from (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))


def _cell(value: Any) -> str:
    return "-" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
