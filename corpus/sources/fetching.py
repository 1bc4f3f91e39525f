"""One way in for all kinds of sources."""

from __future__ import annotations

import asyncio

from corpus.sources.guard import Guard
from corpus.sources.model import Fetched, FolderSource, PageSource, Source, State, WordpressSource, WxrSource


async def fetch(source: Source, previous: State, guard: Guard) -> Fetched:
    """All that a source holds now, as Markdown documents.

    What takes long is done in a thread.

    Args:
        source: what to read.
        previous: the ``state`` of the last fetch of this source, empty the first time.
        guard: the limits.

    Raises:
        SourceError: it cannot be had, or not as it should be; nothing of it may be taken.
    """
    match source:
        case FolderSource():
            from corpus.sources.folder import read_folder

            return await asyncio.to_thread(read_folder, source, guard)
        case WxrSource():
            from corpus.sources.wxr import read_export

            return await asyncio.to_thread(read_export, source, guard)
        case PageSource():
            from corpus.sources.page import fetch_page

            return await fetch_page(source, previous, guard)
        case WordpressSource():
            from corpus.sources.wordpress import fetch_wordpress

            return await fetch_wordpress(source, previous, guard)
