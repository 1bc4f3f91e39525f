"""Who is of the editorial team, who is shut out, who is let in: a copy in memory, so that no message waits for it.

Other processes change it too (``coop admin``): ``follow`` looks every few seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.failure import type_and_place
from bot.messages import Address
from bot.settings import Settings
from bot.store import Store
from bot.store.access import Access, access
from bot.store.admins import numbers

log = logging.getLogger(__name__)
EVERY = 3.0
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Known:
    """What one look found."""

    team: Mapping[Address, int]
    access: Access


class Standing:
    """Where somebody stands.

    Args:
        store: where it is written.
        settings: whose ``admins`` are of the team, too.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._named = {_address(one): -number for number, one in enumerate(settings.admins, 1)}
        self._by_subscription = settings.safety.groups == "known"
        self._known: Known | None = None

    async def known(self) -> Known:
        """The copy; read the first time."""
        return self._known or await self.refresh()

    async def refresh(self) -> Known:
        """Look again, after a change of one's own."""
        self._known = await self._store.read(self._look)
        return self._known

    async def follow(self, stop: asyncio.Event, every: float = EVERY) -> None:
        """Look again and again until ``stop`` is set."""
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), every)
            try:
                await self.refresh()
            except Exception as error:
                log.warning("who may do what could not be read (%s)", type_and_place(error))

    async def number(self, address: Address) -> int:
        """The number of somebody of the team (below zero for those named in the settings); 0 for anybody else."""
        return self._named.get(address) or (await self.known()).team.get(address, 0)

    async def is_admin(self, address: Address) -> bool:
        """Whether this address is of the team."""
        return address in self._named or address in (await self.known()).team

    async def team(self) -> tuple[Address, ...]:
        """Everybody of the team."""
        return *self._named, *(one for one in (await self.known()).team if one not in self._named)

    def _look(self, connection: Connection) -> Known:
        return Known(numbers(connection), access(connection, subscribed=self._by_subscription))


def _address(text: str) -> Address:
    channel, _, identifier = text.partition(":")
    return Address(channel, identifier)
