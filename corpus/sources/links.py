"""Links that lead nowhere, among those whose host may be asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corpus.sources.guard import Guard
from corpus.sources.model import SourceError
from corpus.sources.web import opened

ASKED_AT_MOST = 200
"""Links of one refresh that are asked."""
PATIENCE = 10.0
"""Seconds for one of them at most."""
_AT_ONCE = 4
_GONE = frozenset({"404", "410"})


@dataclass(frozen=True, slots=True)
class Followed:
    """``dead``: links that lead nowhere, each with one English sentence.  ``left``: how many were too many to ask."""

    dead: Mapping[str, str]
    left: int = 0


async def follow(links: Iterable[str], guard: Guard) -> Followed:
    """Find those that answer that nothing is there, or whose host cannot be reached; nothing is downloaded.

    Links to hosts that are not allowed are left alone, and so is one that is slow or refuses: it may be alive.

    Args:
        links: addresses; each is asked once.
        guard: which hosts may be asked, and how long.
    """
    patient = replace(guard, timeout_seconds=min(guard.timeout_seconds, PATIENCE))
    allowed = [link for link in dict.fromkeys(links) if guard.allows(link)]
    asked = allowed[:ASKED_AT_MOST]
    places = asyncio.Semaphore(_AT_ONCE)

    async def why(link: str) -> str:
        async with places, opened(patient, link) as web:
            try:
                await web.knock(link)
            except SourceError as error:
                gone = error.kind == "unreachable" or (error.kind == "status" and error.detail in _GONE)
                return str(error) if gone else ""
        return ""

    reasons = await asyncio.gather(*(why(link) for link in asked))
    dead = {link: reason for link, reason in zip(asked, reasons, strict=True) if reason}
    return Followed(dead, len(allowed) - len(asked))
