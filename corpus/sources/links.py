"""Links that lead nowhere, among those whose host may be asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from corpus.sources.guard import Guard
from corpus.sources.model import SourceError
from corpus.sources.web import opened

ASKED_AT_MOST = 200
"""Links of one refresh that are asked."""
PATIENCE = 10.0
"""Seconds for one of them at most."""
_AT_ONCE = 4
_GONE = frozenset({"404", "410"})


async def dead(links: Iterable[str], guard: Guard) -> dict[str, str]:
    """Those that answer that nothing is there, or whose host cannot be reached, each with one English sentence.

    Links to hosts that are not allowed are left alone, and so is one that is slow, large or refuses: it may be alive.

    Args:
        links: addresses; each is asked once.
        guard: which hosts may be asked, and the limits of an answer.
    """
    patient = replace(guard, timeout_seconds=min(guard.timeout_seconds, PATIENCE))
    asked = [link for link in dict.fromkeys(links) if guard.allows(link)][:ASKED_AT_MOST]
    places = asyncio.Semaphore(_AT_ONCE)

    async def why(link: str) -> str:
        async with places, opened(patient, link) as web:
            try:
                await web.get(link)
            except SourceError as error:
                gone = error.kind == "unreachable" or (error.kind == "status" and error.detail in _GONE)
                return str(error) if gone else ""
        return ""

    reasons = await asyncio.gather(*(why(link) for link in asked))
    return {link: reason for link, reason in zip(asked, reasons, strict=True) if reason}
