"""The names that documents have as files sent to editors, and back."""

from __future__ import annotations

import re
from collections.abc import Collection

_BETWEEN = "--"
_COPY = re.compile(r"(?: ?\(\d{1,3}\)| - Copie)+(?=\.[^.]+$)")
"""What telephones and desktops add to the name of a file that they already have."""


def file_name(key: str, keys: Collection[str]) -> str:
    """The name of a document's file: ``contexte.md``, or ``theme--contexte.md`` where several themes have one.

    >>> file_name("a/contexte", ["a/contexte", "b/contexte"])
    'a--contexte.md'
    """
    theme, _, slug = key.partition("/")
    several = sum(other.partition("/")[2] == slug for other in keys) > 1
    return f"{theme}{_BETWEEN}{slug}.md" if several else f"{slug}.md"


def path_of(name: str, theme: str, keys: Collection[str]) -> str:
    """Where a file of this name goes: in the place of the document that it is named after, else into the theme.

    >>> path_of("contexte (1).md", "b", ["a/contexte"])
    'a/contexte.md'
    """
    plain = _COPY.sub("", name.replace("\\", "/").rpartition("/")[2])
    slug = plain.rpartition(".")[0] or plain
    of_theme, between, rest = slug.partition(_BETWEEN)
    if between and f"{of_theme}/{rest}" in keys:
        return f"{of_theme}/{rest}.md"
    same = [key for key in keys if key.partition("/")[2] == slug]
    if len(same) == 1 and f"{theme}/{slug}" not in same:
        return f"{same[0]}.md"
    return f"{theme}/{slug}.md"
