"""The links of what came or changed, followed before it is served."""

from __future__ import annotations

import asyncio

from corpus.audit import links_of
from corpus.differences import Difference
from corpus.model import Corpus
from corpus.problems import Problem
from corpus.sources.guard import Guard
from corpus.sources.links import follow


def dead_links(corpus: Corpus, difference: Difference, guard: Guard) -> tuple[tuple[Problem, ...], int]:
    """Links of the documents and settings that differ which lead nowhere, and how many could not all be asked.

    Each is asked once.

    Args:
        corpus: what would be served.
        difference: which of its documents came or changed, and which settings.
        guard: which hosts may be asked.
    """
    touched = difference.touched
    settings = {one.key.partition("/")[0] for one in difference.settings}
    places: dict[str, str] = {}
    for theme in corpus.themes:
        for document in theme.documents:
            if document.key in touched:
                for link in (*([document.url] if document.url else []), *links_of(document)):
                    places.setdefault(link, f"{document.key}.md")
        if theme.key in settings:
            for link in theme.links.values():
                places.setdefault(link, f"{theme.key}/theme.yaml")
    if not any(guard.allows(link) for link in places):
        return (), 0
    followed = asyncio.run(follow(places, guard))
    found = (Problem("warning", places[link], None, "link", reason) for link, reason in followed.dead.items())
    return tuple(found), followed.left
