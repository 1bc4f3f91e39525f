"""The tick: everything that is due is claimed, sent and recorded, once; any number of processes may tick at a time."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.clock import Clock, Sleep
from bot.daily.due import Due, due_page
from bot.daily.plan import Job, after, put_back
from bot.daily.rules import Rules
from bot.daily.stock import Stock
from bot.daily.wording import Wording
from bot.messages import Reply
from bot.outbox.flight import Flight, Spared
from bot.outbox.outbox import LONGEST_WAIT, Outbox
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent, SlowDown, Uncertain
from bot.settings import Daily
from bot.store import Store
from bot.store.access import shut_out
from bot.store.batching import Gathering
from bot.store.deliveries import Claimed, Delivery, Released, claim
from bot.store.inbox import Relocated

log = logging.getLogger(__name__)
AT_ONCE = 24
"""Messages in flight at a time: never more than these are uncertain after a kill."""
PAGE = 50
"""Small, since what is due is worked out on the loop that also answers people."""
PASSES = 5
MOVES = 3
"""A chat that moved is followed so many times in a row."""


@dataclass
class Ticked:
    """What one tick found and did: how many were due, sent, skipped as too late, uncertain, found out of reach."""

    due: int = 0
    sent: int = 0
    skipped: int = 0
    uncertain: int = 0
    inactive: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return dataclasses.asdict(self)


@dataclass
class Ticker:
    """Who is due gets what is due.

    ``stock`` gives the questions of the corpus served at that moment; ``patience`` is how long a tick waits for chats
    that the messenger asked to spare, in seconds (0: the next tick sees to them).
    """

    store: Store
    outbox: Outbox
    stock: Callable[[], Stock]
    wording: Wording
    settings: Daily
    clock: Clock
    sleep: Sleep = asyncio.sleep
    patience: float = LONGEST_WAIT
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        self._late = timedelta(minutes=self.settings.late_minutes)
        self._claims = Gathering[tuple[Delivery, datetime], Claimed](self._claim_all)
        self._spared = Spared(self.clock, self.sleep, self.patience)

    async def tick(self, stop: asyncio.Event | None = None) -> Ticked:
        """Deal with everything due now; once ``stop`` is set nothing more is begun, and what is in flight ends."""
        ticked = Ticked()
        stop = stop or asyncio.Event()
        await self.rules.follow(self.store, self.clock(), self._late)
        again = True
        for _ in range(PASSES):
            # Those who had to be spared a little were counted in the pass before.
            again = await self._pass(ticked, stop, counting=again)
            if stop.is_set() or (not again and not await self._spared.over()):
                break
        return ticked

    async def _pass(self, ticked: Ticked, stop: asyncio.Event, *, counting: bool) -> bool:
        """Everything that is due, page by page; whether more fell due by it (after days that were skipped)."""
        place: Due | None = None
        more = False
        async with Flight("a delivery", AT_ONCE) as flight:
            while not stop.is_set():
                now = self.clock()
                look = partial(due_page, now=now, after=place, limit=PAGE, stock=self.stock(), late=self._late)
                page = await self.store.read(partial(look, ask_after=self.settings.ask_after))
                if page.left:
                    ticked.uncertain += await self.rules.resolve(self.store, now)
                if page.due:
                    await self.store.apply([*page.facts, *self.rules.noted(now)], now)
                ticked.due += page.due if counting else 0
                ticked.skipped += page.skipped
                more = more or page.more
                for job in page.jobs:
                    if stop.is_set():
                        break
                    if self.outbox.reaches(job.delivery.chat):
                        await flight.add(self._send(job, ticked))
                if page.last is None:
                    break
                place = page.last
        return more

    async def _send(self, job: Job, ticked: Ticked) -> None:
        for _ in range(MOVES):
            reply = await self._reply(job)
            if not await self._turn(job):
                return
            subscription = job.subscription
            outcome = await self.outbox.attempt(job.delivery.chat, reply, thread=job.thread, silent=subscription.silent)
            now = self.clock()
            if isinstance(outcome, Moved):
                old, job = job.delivery.chat, job.at(outcome.address)
                # The claim moves along, and is then given up: nothing was sent at the old address.
                await self.store.apply([Relocated(old, outcome.address)], now)
                await self.store.apply([Released(job.delivery)], now)
                continue
            if isinstance(outcome, SlowDown):
                await self._put_back(job, now + timedelta(seconds=outcome.seconds), claimed=True)
            else:
                await self.store.apply(after(job, outcome, now), now)
                self._count(outcome, ticked)
            return

    async def _turn(self, job: Job) -> bool:
        """Wait for the job's turn and claim it; False when it is not to be sent now."""
        chat = job.delivery.chat
        until = await self.outbox.turn(chat, group=job.subscription.group)
        if until is not None:
            await self._put_back(job, until, claimed=False)
            return False
        now = self.clock()
        claimed = "unwanted" if now - job.delivery.due > self._late else await self._claims((job.delivery, now))
        if claimed == "ours":
            return True
        self.outbox.pace.give_back()
        if claimed == "done":
            await self.store.apply(after(job, Refused("done before"), now)[-1:], now)
        return False

    async def _put_back(self, job: Job, until: datetime, *, claimed: bool) -> None:
        self._spared.until(until)
        await self.store.apply(put_back(job, until, claimed=claimed), self.clock())

    async def _reply(self, job: Job) -> Reply:
        if job.question is None:
            return await self.wording.go_on(job.subscription)
        return await self.wording.question(
            job.subscription, job.question, new_round=job.new_round, later=job.reminder is not None
        )

    def _count(self, outcome: Outcome, ticked: Ticked) -> None:
        match outcome:
            case Sent():
                ticked.sent += 1
            case Uncertain():
                ticked.uncertain += 1
            case Gone():
                ticked.inactive += 1
            case Refused(reason):
                log.error("the messenger refused a question: %s", reason)

    async def _claim_all(self, wanted: Sequence[tuple[Delivery, datetime]]) -> Sequence[Claimed | Exception]:
        return await self.store.write(partial(_claimed, wanted=wanted))


def _claimed(connection: Connection, wanted: Sequence[tuple[Delivery, datetime]]) -> list[Claimed]:
    shut = shut_out(connection, {delivery.chat for delivery, _ in wanted})
    return ["unwanted" if one.chat in shut else claim(connection, one, now) for one, now in wanted]
