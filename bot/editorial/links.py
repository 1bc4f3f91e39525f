"""The links of what came or changed, followed before it is served."""

from __future__ import annotations

import asyncio

from corpus.differences import Difference
from corpus.model import Corpus
from corpus.problems import Problem
from corpus.sources.guard import Guard
from corpus.sources.links import dead


def dead_links(corpus: Corpus, difference: Difference, guard: Guard) -> tuple[Problem, ...]:
    """Links of the documents and settings that differ which lead nowhere; each is asked once.

    Args:
        corpus: what would be served.
        difference: which of its documents came or changed, and which settings.
        guard: which hosts may be asked.
    """
    settings = {one.key.partition("/")[0] for one in difference.settings}
    places: dict[str, str] = {}
    for theme in corpus.themes:
        for document in theme.documents:
            if document.url and document.key in difference.touched:
                places.setdefault(document.url, f"{document.key}.md")
        if theme.key in settings:
            for link in theme.links.values():
                places.setdefault(link, f"{theme.key}/theme.yaml")
    if not any(guard.allows(link) for link in places):
        return ()
    found = asyncio.run(dead(places, guard))
    return tuple(Problem("warning", places[link], None, "link", reason) for link, reason in found.items())
