"""Several sources put together, and what must be forgotten taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from corpus.problems import Problem
from corpus.sources.model import Draft, Fetched, State


def assemble(fetched: Sequence[Fetched]) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The files of all sources, in their order, and the remarks of all.

    Two sources may feed one theme.  When both give the same file, the first source's is taken and a warning says so.
    A theme that has a name and no ``theme.yaml`` gets one that says it.
    """
    drafts: dict[str, Draft] = {}
    notes: list[Problem] = []
    names: dict[str, str] = {}
    for one in fetched:
        notes.extend(one.notes)
        for draft in one.drafts:
            if draft.path in drafts:
                message = "Two sources give this document; the first one's is taken."
                notes.append(Problem("warning", draft.path, None, None, message, "Rename one of the two."))
            else:
                drafts[draft.path] = draft
        names = {**one.names, **names}
    for folder, name in names.items():
        path = f"{folder}/theme.yaml"
        if path not in drafts:
            drafts[path] = Draft(path, f'name: "{_escaped(name)}"\n')
    return tuple(drafts.values()), tuple(notes)


def forget(state: State, paths: Collection[str]) -> State:
    """The state without the text of these drafts, which the source will not give again.

    To be applied with the paths of withdrawn documents to every state before it is kept.
    """
    items = state.get("items")
    if not isinstance(items, Mapping):
        return state
    kept = {
        key: {"path": item["path"], "withdrawn": True} if item["path"] in paths else item for key, item in items.items()
    }
    return {**state, "items": kept}


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')
