"""A person who comes once: asks, and leaves nothing behind."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from uuid import uuid4

from bot.app import App
from bot.messages import Address


@contextlib.asynccontextmanager
async def visitor(app: App, channel: str) -> AsyncIterator[Address]:
    """A new address; everything kept about it is erased at the end.  The questions stay: they have no author."""
    address = Address(channel, uuid4().hex)
    try:
        yield address
    finally:
        await app.store.erase(address)
