"""What is wrong with a setting, in one line that names its place and its key."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.settings.corpus_sources import KINDS
from bot.settings.model import LISTS, SECRET, Settings
from bot.settings.sources import Dotted, Given, SettingsError

if TYPE_CHECKING:
    from pydantic import ValidationError


_PLAINLY = {
    "tuple_type": "a list",
    "model_type": "one 'key: value' a line",
    "model_attributes_type": "one 'key: value' a line",
    "string_type": "one text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
"""What is expected, for those kinds of mistakes that the checking library says in its own words."""


def one_line(error: ValidationError, given: Mapping[Dotted, Given]) -> str:
    """The first thing that is wrong, with its place; values that may be secret are left out."""
    first = error.errors(include_url=False, include_context=False)[0]
    location = tuple(str(part) for part in first["loc"])
    if location[:1] in LISTS and location[:1] in given:
        return _in_list(location, first, given[location[:1]])
    path = next((location[:end] for end in range(len(location), 0, -1) if location[:end] in given), location)
    if path not in given:
        return f"{'.'.join(location)}: {_reason(first)}"
    entry = given[path]
    hidden = path in SECRET or path == ("database_url",)
    shown = "" if hidden else f" is {_short(entry.value)}:"
    return f"{entry.place}: {'.'.join(path)}{shown} {_reason(first).partition(', unable to parse')[0]}"


def refuse_hosts(settings: Settings, given: Mapping[Dotted, Given]) -> None:
    """Refuse a source on a host that is not on the list: better told now than at the first refresh."""
    for index, source in enumerate(settings.sources):
        url = getattr(source, "url", None)
        if url and not settings.refresh.guard.allows(url):
            path = ("sources", str(index), "url")
            entry = given.get(path[:1])
            place = entry.inside.get(path, entry.place) if entry else "sources"
            raise SettingsError(f"{place}: {'.'.join(path)} is {_short(url)}: its host is not in refresh.allowed_hosts")


def _in_list(location: Dotted, first: Mapping[str, Any], entry: Given) -> str:
    """What is wrong inside a list of groups: ``sources.0.url``."""
    kind = location[2] if len(location) > 2 and location[2] in KINDS else None
    path = location[:2] + location[3 if kind else 2 :]
    if location in LISTS:
        reason = "should be a list, each part begun with '- '"
    elif first["type"] == "union_tag_invalid" or first["type"] == "union_tag_not_found":
        reason = f"should be one of {', '.join(KINDS)}"
        path = (*path, "kind")
    elif first["type"] == "missing":
        reason = "is missing"
    elif first["type"] == "extra_forbidden" and kind:
        known = [name for name in KINDS[kind].model_fields if name != "kind"]
        close = difflib.get_close_matches(path[-1], known, 1, 0.6)
        hint = f"did you mean {close[0]}?" if close else f"known for {kind}: {', '.join(known)}"
        reason = f"is not a setting; {hint}"
    else:
        reason = _reason(first)
    near = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in entry.inside), path[:1])
    shown = path if reason.startswith("is ") or path[-1] == "kind" else near
    return f"{entry.inside.get(near, entry.place)}: {'.'.join(shown)} {reason}"


def _reason(first: Mapping[str, Any]) -> str:
    if first["type"] in _PLAINLY:
        return f"should be {_PLAINLY[first['type']]}"
    said = str(first["msg"]).removeprefix("Value error, ")
    return said.replace("Input should", "should").replace("String should", "should")


def _short(value: object) -> str:
    text = repr(value if isinstance(value, str) else ", ".join(map(str, value)) if isinstance(value, tuple) else value)
    return text if len(text) <= 60 else text[:57] + "…'"
