"""``coop corpus check``: what is wrong with a corpus, where, and what to write instead."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter

from bot.cli.counting import counted
from bot.editorial.library import read_corpus
from bot.settings import Settings
from corpus.audit import audit
from corpus.problems import Problem


def check(settings: Settings, folder: str | None, as_json: bool) -> int:
    """Print the audit of a corpus.  Returns 1 when something is broken."""
    if folder is not None:
        settings = settings.model_copy(update={"corpus": folder})
    loaded = read_corpus(settings).loaded
    problems = (*loaded.problems, *audit(loaded.corpus))
    if as_json:
        print(json.dumps([dataclasses.asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(_line(problem))
        documents = sum(len(theme.documents) for theme in loaded.corpus.themes)
        levels = Counter(problem.level for problem in problems)
        held = f"{counted(documents, 'document')}, {counted(len(loaded.corpus.passages), 'passage')}"
        print(f"{held}: " + ", ".join(counted(levels[level], level) for level in ("error", "warning", "note")))
    return int(any(problem.level == "error" for problem in problems))


def _line(problem: Problem) -> str:
    place = ":".join(str(part) for part in (problem.file, problem.line, problem.key) if part is not None)
    return f"{problem.level}: {place}: {problem.message}" + (f" {problem.fix}" if problem.fix else "")
