"""What a source remembers: for each of its items the document it became, so that unchanged ones need no new request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.sources.model import Draft, State

FORMAT = 2
"""Raised when documents are made otherwise: what was remembered before is then fetched again."""

Item = dict[str, Any]


def items_of(state: State) -> dict[str, Item]:
    """What is remembered of each item, by its key; nothing when it was written by another version of us."""
    items = state.get("items")
    if state.get("format") != FORMAT or not isinstance(items, Mapping):
        return {}
    return {key: dict(item) for key, item in items.items() if isinstance(item, Mapping) and "path" in item}


def kept(state: State) -> tuple[Draft, ...]:
    """The documents that are remembered, those withdrawn left out."""
    return tuple(Draft(item["path"], item["text"]) for item in items_of(state).values() if "text" in item)


def withdrawn(state: State) -> dict[str, Item]:
    """The items that were withdrawn, by key: they must not be given again."""
    items = state.get("items")
    if not isinstance(items, Mapping):
        return {}
    return {key: dict(item) for key, item in items.items() if isinstance(item, Mapping) and item.get("withdrawn")}


def remembered(drafts: Mapping[str, Draft], previous: State, **beside: object) -> dict[str, object]:
    """A state that holds these documents by item, those that were withdrawn staying so."""
    items: dict[str, Item] = {key: {"path": draft.path, "text": draft.text} for key, draft in drafts.items()}
    return {"format": FORMAT, **beside, "items": {**items, **withdrawn(previous)}}
