"""The outbox: one way out for everything unasked, which keeps the pace and remembers where it was told to wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock, Sleep
from bot.messages import Address, Reply
from bot.outbox.gate import Gate
from bot.outbox.pace import Pace
from bot.outbox.sender import Outcome, Sender, SlowDown, Uncertain
from bot.store import Store
from bot.store.holds import Held, in_force

log = logging.getLogger(__name__)
LONGEST_WAIT = 30.0
"""Seconds that a message stands in line for a channel that asked to wait; for longer it had better come back later."""


class Outbox:
    """Sends one message at a time to anybody, for as many tasks as like to.

    Args:
        senders: how each channel sends.
        store: where waits are remembered.
        gate: what the answers report to; its pace is the pace.
        clock: gives the present moment.
        sleep: waits.
    """

    def __init__(
        self, senders: Mapping[str, Sender], store: Store, gate: Gate, clock: Clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._senders = senders
        self._store = store
        self._gate = gate
        self._clock = clock
        self._sleep = sleep
        self._holds: dict[Address, datetime] | None = None
        self._line = asyncio.Lock()

    @property
    def pace(self) -> Pace:
        """The pace kept."""
        return self._gate.pace

    def reaches(self, address: Address) -> bool:
        """Whether this program has a sender for the address' channel."""
        return address.channel in self._senders

    async def held_until(self, address: Address) -> datetime | None:
        """Until when nothing may be sent there: to this chat, or on its whole channel; None for now."""
        holds = await self._known()
        now = self._clock()
        until = max((holds[place] for place in (address, channel_of(address)) if place in holds), default=now)
        return until if until > now else None

    async def turn(self, address: Address, *, group: bool = False) -> datetime | None:
        """Wait for the moment at which this chat may be written to, and take it.

        Returns:
            None when the message may go now; else until when nothing may be sent there, too long to stand in line.
        """
        while True:
            while wait := self.pace.chat_wait(address, self._clock(), group=group):
                await self._sleep(wait)
            # One line: whoever came first goes first, and nobody wakes up in vain.
            async with self._line:
                await self._gate.free()
                while wait := self.pace.wait(self._clock()):
                    await self._sleep(wait)
                    await self._gate.free()
                while until := await self.held_until(address):
                    wait = (until - self._clock()).total_seconds()
                    if address in await self._known() or wait > LONGEST_WAIT:
                        return until
                    await self._sleep(wait)
                # Another message may have gone to this chat while this one stood in line: it steps out to wait.
                if not self.pace.chat_wait(address, self._clock(), group=group):
                    self.pace.spend(address, self._clock(), group=group)
                    return None

    async def attempt(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        """Send once, after ``turn``; a wait that the messenger asks for is remembered.

        A sender that breaks leaves it ``Uncertain`` whether the message arrived.

        Raises:
            KeyError: no sender for this channel: see ``reaches``.
        """
        sender = self._senders[address.channel]
        try:
            outcome = await sender.send(address, reply, thread=thread, silent=silent)
        except Exception as error:
            # The message of an exception may hold what a person wrote.
            log.error("a sender failed: %s", type(error).__name__)
            return Uncertain(type(error).__name__)
        if isinstance(outcome, SlowDown):
            place = address if outcome.scope == "chat" else channel_of(address)
            await self._hold(place, self._clock() + timedelta(seconds=outcome.seconds))
        return outcome

    async def _hold(self, place: Address, until: datetime) -> None:
        holds = await self._known()
        holds[place] = max(until, holds.get(place, until))
        await self._store.apply([Held(place, until)], self._clock())

    async def _known(self) -> dict[Address, datetime]:
        if self._holds is None:
            found = await self._store.read(partial(in_force, now=self._clock()))
            # Another task may have learned of a wait meanwhile.
            self._holds = found if self._holds is None else self._holds
        elif len(self._holds) > 1000:
            now = self._clock()
            self._holds = {place: until for place, until in self._holds.items() if until > now}
        return self._holds


def channel_of(address: Address) -> Address:
    """The address that stands for a whole channel."""
    return Address(address.channel, "")
