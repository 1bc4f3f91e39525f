"""Every French sentence that a person reads, from one catalogue: ``bot/texts/fr/*.ftl`` (Project Fluent).

>>> texts("button-useful")
'Utile'
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

LANGUAGE = "fr"
_MESSAGE = re.compile(r"^(?P<key>[a-zA-Z][\w-]*) *=.*(?:\n(?:[ }].*)?)*", re.MULTILINE)
"""A message and its lines, which are indented; no message of ours refers to another."""


class MissingText(KeyError):
    """No text has this key, or a value that it needs was not given."""


@cache
def _sources() -> dict[str, str]:
    """The catalogue as written, by key: Fluent's reader takes longer over all of it than a question to be answered."""
    folder = files("bot") / "texts" / LANGUAGE
    written = (file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".ftl"))
    return {match["key"]: match.group() for text in written for match in _MESSAGE.finditer(text)}


@cache
def _bundle() -> FluentBundle:
    # Isolation marks are invisible characters: they break what people copy.
    return FluentBundle([LANGUAGE], use_isolating=False)


def has_text(key: str) -> bool:
    """Whether the catalogue has this key."""
    return key in _sources()


def texts(key: str, **values: str | int | float) -> str:
    """The text of a key, its placeholders filled.

    Raises:
        MissingText: the key is not in the catalogue or a value is missing.
    """
    return _formatted(key, tuple(values.items()))


@lru_cache(maxsize=4096)
def _formatted(key: str, values: tuple[tuple[str, str | int | float], ...]) -> str:
    bundle = _bundle()
    if not bundle.has_message(key):
        if not has_text(key):
            raise MissingText(key)
        bundle.add_resource(FluentResource(_sources()[key]))
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingText(key)
    text, errors = bundle.format_pattern(pattern, dict(values))
    if errors:
        raise MissingText(f"{key}: {errors[0]}")
    return str(text)


def french_date(day: date) -> str:
    """A date in words.

    >>> french_date(date(2015, 3, 1))
    '1er mars 2015'
    """
    return texts("date", day=day.day, month=day.month, year=str(day.year))


def listed(items: tuple[str, ...]) -> str:
    """Items in one phrase: "a, b et c"."""
    if len(items) < 2:
        return "".join(items)
    return texts("list-last", first=", ".join(items[:-1]), last=items[-1])
