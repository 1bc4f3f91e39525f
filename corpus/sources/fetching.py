"""One way in for all kinds of sources."""

from __future__ import annotations

from corpus.sources.guard import Guard
from corpus.sources.model import Fetched, Source, SourceError, State, label


async def fetch(source: Source, previous: State, guard: Guard) -> Fetched:
    """All that a source holds now, as Markdown documents.

    Args:
        source: what to read.
        previous: the ``state`` of the last fetch of this source, empty the first time.
        guard: the limits.

    Raises:
        SourceError: it cannot be had, or not as it should be; nothing of it may be taken.
    """
    raise SourceError("unsupported", label(source), f"{label(source)} cannot be read yet.")
