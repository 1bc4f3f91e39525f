"""Several sources put together, and what must be forgotten taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from yaml.nodes import MappingNode

from corpus.problems import Problem
from corpus.sources.model import Draft, Fetched, State
from corpus.yamltree import BadYaml, compose, pairs


def assemble(fetched: Sequence[Fetched]) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The files of all sources, in their order, and the remarks of all.

    Two sources may feed one theme.  When both give the same file, the first source's is taken and a warning says so.
    A theme that has a name gets it into its ``theme.yaml``, unless another one is written there.
    """
    drafts: dict[str, Draft] = {}
    notes: list[Problem] = []
    names: dict[str, str] = {}
    for one in fetched:
        notes.extend(one.notes)
        for draft in one.drafts:
            if draft.path in drafts:
                message = "Two sources give this document; the first one's is taken."
                notes.append(Problem("warning", draft.path, None, "file", message, "Rename one of the two."))
            else:
                drafts[draft.path] = draft
        names = {**one.names, **names}
    for folder, name in names.items():
        path = f"{folder}/theme.yaml"
        if path not in drafts or name != folder:
            drafts[path] = Draft(path, _named(drafts[path].text if path in drafts else "", name))
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


def _named(text: str, name: str) -> str:
    """The text of a ``theme.yaml`` with this name in it; as it stands where it has one or cannot be read."""
    line = f'name: "{_escaped(name)}"\n'
    if not text.strip():
        return line
    if (keys := _keys(text)) is None or "name" in keys:
        return text
    # Above what is written, or below it where a mark begins the document.
    forms = f"{line}{text}", f"{text.rstrip()}\n{line}"
    return next((form for form in forms if _keys(form) == {"name", *keys}), text)


def _keys(text: str) -> set[str] | None:
    """The keys of a YAML text; None when it holds none."""
    try:
        node = compose(text)
    except BadYaml:
        return None
    if node is None:
        return set()
    return {key.strip().lower() for key, _, _ in pairs(node)} if isinstance(node, MappingNode) else None


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')
