"""``coop corpus refresh``, ``restore`` and ``withdraw``: the editors' work on the command line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator

from bot.cli.counting import counted
from bot.cli.noted import noted
from bot.cli.progress import Bar, working
from bot.cli.running import running
from bot.editorial.child import NICENESS, Progress, in_child
from bot.editorial.library import Library
from bot.editorial.prepared import STEPS, Prepared, Step
from bot.editorial.refreshing import Refresher
from bot.editorial.refusals import Refused
from bot.editorial.withdrawing import Withdrawn
from bot.settings import Settings
from corpus.differences import Changed, Difference, Named
from corpus.problems import Problem

SENTENCES = 5
"""Of a changed document, shown each way."""
REMARKS = 8
"""Of each kind, shown; the differences and the errors themselves are shown in full."""
QUESTION = 100
"""Characters shown of a labelled question."""


def refresh(settings: Settings, yes: bool, force: bool, as_json: bool) -> int:
    """Fetch, show what would change, and serve it once that is agreed to.

    Args:
        settings: which sources.
        yes: agreed to beforehand.
        force: although a guard refuses.
        as_json: print one object instead of the preview.

    Returns:
        0, 1 when it failed, 3 when a guard refuses or a file that is left out cannot be read.
    """
    make_way()
    library = _library(settings)
    refresher = Refresher(settings, library, preparing=in_child)
    prepared = Prepared("", 0, Difference())
    code, refused = 0, ""
    try:
        prepared = asyncio.run(_prepared(refresher))
        if not as_json:
            print("\n".join(preview(prepared)))
        guarded = bool(prepared.guards) and not force
        if not prepared.nothing and (yes or guarded or (not as_json and _agreed())):
            action = "corpus forced" if force and prepared.guards else "corpus refreshed"
            noted(settings, action, lambda: asyncio.run(refresher.swap(prepared.draft, force=force)))
            print_said(f"Version {library.current.version} is served.", as_json)
        elif not prepared.nothing:
            print_said("Nothing was changed. The same command with --yes serves this version.", as_json)
        elif prepared.errors and not force:
            code = 3
    except Refused as error:
        if not as_json:
            raise
        code, refused = error.exit_code, str(error)
    if as_json:
        print(json.dumps(_as_object(prepared, refused, library.current.version), ensure_ascii=False, indent=1))
    return code


def restore(settings: Settings) -> int:
    """Serve the version before this one again."""
    refresher = Refresher(settings, _library(settings))
    with working("Stepping back"):
        swapped = noted(settings, "corpus stepped back", lambda: asyncio.run(refresher.restore()))
        print(f"Version {swapped.version} is served.")
    return 0


def withdraw(settings: Settings, document: str) -> int:
    """Make a document disappear for good."""
    done = noted(settings, "document withdrawn", lambda: _withdrawn(settings, document))
    print(f"{done.document} is withdrawn from every version that is kept. Version {done.version} is served.")
    return 0


def _withdrawn(settings: Settings, document: str) -> Withdrawn:
    with running(settings) as (app, runner), working("Withdrawing"):
        return runner.run(app.refresher.withdraw(document))


def _library(settings: Settings) -> Library:
    """What is served now; where its index cannot be kept, nor can what is to be done, which says so."""
    return Library.open(settings, working, unsaved=lambda said: None)


def make_way() -> None:
    """A bot may be answering people on this machine: they come first."""
    with contextlib.suppress(OSError):
        os.nice(NICENESS)


async def _prepared(refresher: Refresher) -> Prepared:
    with working("Preparing a version", STEPS) as bar:
        return await refresher.prepare(progress=_moving(bar))


def _moving(bar: Bar) -> Progress:
    """Moves the bar when a step begins, the one before being done: fetching begins anew with each source."""
    done = 0

    async def moved(step: Step) -> None:
        nonlocal done
        bar.advance(step.number - 1 - done)
        done = step.number - 1

    return moved


def print_said(line: str, as_json: bool) -> None:
    """What was done, where no object says it."""
    if not as_json:
        print(line)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    try:
        return input("Serve this version? [y/N] ").strip().lower() in ("y", "yes", "o", "oui")
    except EOFError:
        print()
        return False


def preview(prepared: Prepared) -> Iterator[str]:
    """What would change, in lines."""
    difference = prepared.difference
    yield from _named("added", difference.added)
    for changed in difference.changed:
        yield from _changed(changed)
    yield from _named("removed", difference.removed)
    yield from _some(_named("cut at the source", prepared.cut))
    yield from _some(_named("undated", prepared.undated))
    yield from _some(
        f"repeats ({alike.share:.0%}): {alike.document.key}: {alike.other.key}" for alike in prepared.near_duplicates
    )
    yield from _some(f"loses its answer: {lost.theme}: {_short(lost.question)}" for lost in prepared.lost_questions)
    for level, problems in (("gap", prepared.gaps), ("link", prepared.dead_links), ("warning", prepared.warnings)):
        yield from _some(_problems(level, problems))
    if prepared.links_left:
        yield f"link: {_links_left(prepared.links_left)}"
    yield from _problems("error", prepared.errors)
    if prepared.nothing:
        yield "Nothing else has changed." if prepared.errors else "Nothing has changed."
        return
    counts = (len(difference.added), len(difference.changed), len(difference.removed))
    yield f"{counted(prepared.documents, 'document')}, {counted(prepared.passages, 'passage')}: " + ", ".join(
        f"{count} {what}" for count, what in zip(counts, ("added", "changed", "removed"), strict=True)
    )


def _some(remarks: Iterable[str]) -> Iterator[str]:
    """The first of them, and how many more there are."""
    every = list(remarks)
    yield from every[:REMARKS]
    if len(every) > REMARKS:
        yield f"{every[-1].partition(':')[0]}: and {len(every) - REMARKS} more"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUESTION else f"{line[: QUESTION - 1]}…"


def _named(what: str, documents: Iterable[Named]) -> Iterator[str]:
    return (f"{what}: {document.key}: {document.title}" for document in documents)


def _changed(changed: Changed) -> Iterator[str]:
    fields = f" ({', '.join(changed.fields)})" if changed.fields else ""
    yield f"changed: {changed.key}: {changed.title}{fields}"
    for mark, sentences in (("-", changed.before), ("+", changed.after)):
        for sentence in sentences[:SENTENCES]:
            yield f"  {mark} {' '.join(sentence.split())}"
        if len(sentences) > SENTENCES:
            yield f"  {mark} and {len(sentences) - SENTENCES} more"


def _links_left(count: int) -> str:
    return f"{count} more link{'s were' if count > 1 else ' was'} not asked."


def _problems(level: str, problems: Iterable[Problem]) -> Iterator[str]:
    return (f"{level}: {_sentence(problem)}" for problem in problems)


def _sentence(problem: Problem) -> str:
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    return f"{place}: {problem.message} {problem.fix}".strip()


def _as_object(prepared: Prepared, refused: str, version: str) -> dict[str, object]:
    difference = prepared.difference
    warnings = [*prepared.warnings, *prepared.dead_links]
    return {
        "added": [document.key for document in difference.added],
        "changed": [document.key for document in difference.changed],
        "removed": [document.key for document in difference.removed],
        "warnings": [
            *map(_sentence, warnings),
            *([_links_left(prepared.links_left)] if prepared.links_left else []),
            *(f"{one.document.key}: repeats {one.other.key} ({one.share:.0%})" for one in prepared.near_duplicates),
            *(
                f"{lost.theme}: this question would lose its answer: {lost.question}"
                for lost in prepared.lost_questions
            ),
        ],
        "errors": [*map(_sentence, prepared.errors), *([refused] if refused else [])],
        "version": version,
    }
