"""The names that documents have as files sent to editors, and back."""

from __future__ import annotations

from collections.abc import Collection

_BETWEEN = "--"


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

    >>> path_of("contexte.md", "b", ["a/contexte"]), path_of("a--contexte.md", "b", ["a/contexte", "b/contexte"])
    ('a/contexte.md', 'a/contexte.md')
    """
    slug = name.removesuffix(".md")
    of_theme, between, rest = slug.partition(_BETWEEN)
    if between and f"{of_theme}/{rest}" in keys:
        return f"{of_theme}/{rest}.md"
    same = [key for key in keys if key.partition("/")[2] == slug]
    if len(same) == 1 and f"{theme}/{slug}" not in same:
        return f"{same[0]}.md"
    return f"{theme}/{slug}.md"
