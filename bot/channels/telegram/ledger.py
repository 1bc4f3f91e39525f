"""What is owed and what is done, on the disk: no update is lost or answered twice, whenever the program ends.

A batch may be forgotten by the server once each of its updates is answered, which a line in the journal says, or stands
in the inbox.  Most are answered within milliseconds and never see the inbox; writing them down first would have every
answer wait for the disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.updates import CHANNEL
from bot.clock import Clock
from bot.store import Store
from bot.store.facts import Fact
from bot.store.inbox import Handled, Received, Update, last_batch, waiting
from bot.store.journal import Journal

log = logging.getLogger(__name__)
ANSWERED_WITHIN = 0.01
"""Seconds that a batch has to be answered in before what is left of it is written down."""
COMMIT_EVERY = 0.005
"""Seconds that what was answered may wait to be committed with others; the journal has it meanwhile."""
ATTEMPTS = 6
NUMBERS_AT_MOST = 10_000
"""Updates remembered so that none is taken twice while the program runs."""
PAUSE, LONGEST = 0.25, 30.0
"""Seconds until a database that refused is asked again: at first, at most."""


@dataclass(eq=False)
class _Batch:
    """Updates that came together.

    ``open`` are not answered, ``rows`` may stand in the inbox.  ``kept``: the server may forget them all.  ``marked``:
    the database knows that they came.
    """

    first: int = 0
    last: int = 0
    open: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    marked: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    kept: asyncio.Event = field(default_factory=asyncio.Event)


class Ledger:
    """Takes updates on and off.

    Args:
        store: holds the inbox.
        journal: knows what was answered and is not committed yet.
        clock: the present moment.
    """

    def __init__(self, store: Store, journal: Journal, clock: Clock) -> None:
        self._store, self._journal, self._clock = store, journal, clock
        self._known: set[int] = set()
        self._owed: dict[int, _Batch] = {}
        self._latest = _Batch()
        self._keeping: asyncio.Task[None] | None = None
        self._commit: asyncio.Future[None] | None = None

    async def recover(self) -> Sequence[Update]:
        """Settle what an earlier run left: what it had just answered is recorded; what it still owed is returned."""
        for number, facts in self._journal.left:
            try:
                await self._store.apply([*facts, Handled(CHANNEL, number)], self._clock())
            except Exception as error:
                # All or nothing: what cannot be written a second time had been written.
                log.info("what was answered had been written down\n%s", trace_of(error))
                await self._store.apply([Handled(CHANNEL, number)], self._clock())
        self._known.update(number for number, _ in self._journal.left)
        self._journal.clear()
        owed = await self._store.read(partial(waiting, channel=CHANNEL))
        self._known.update(await self._store.read(partial(last_batch, channel=CHANNEL)))
        numbers = {update.number for update in owed}
        self._known |= numbers
        before = _Batch(open=set(numbers), rows=numbers)
        before.kept.set()
        self._owed.update(dict.fromkeys(numbers, before))
        return owed

    def fresh(self, numbers: Sequence[int]) -> frozenset[int]:
        """Open a batch; those of its updates that were not taken before."""
        fresh = frozenset(numbers) - self._known
        if len(self._known) > NUMBERS_AT_MOST:
            self._known.clear()
        self._known |= fresh
        if fresh:
            self._latest = _Batch(numbers[0], numbers[-1], set(fresh))
            self._owed.update(dict.fromkeys(fresh, self._latest))
        return fresh

    async def keep(self, row: Callable[[int], Update]) -> None:
        """Return once the server may forget the batch; ``row`` makes what the inbox holds of one of its updates.

        Begun, it is done to its end even when nobody waits for it any more: the answers do.
        """
        self._keeping = asyncio.create_task(self._keep(self._latest, row))
        await asyncio.shield(self._keeping)

    async def done(self, number: int, facts: Sequence[Fact]) -> None:
        """Write down what came of an update; while the database refuses, the journal knows it for the next start."""
        try:
            self._journal.note(number, facts)
        except OSError as error:
            log.error("the journal cannot be written: %s", error.strerror)
        batch = self._owed.pop(number)
        batch.open.discard(number)
        if not batch.open:
            batch.answered.set()
        await batch.kept.wait()
        await self._together()
        for attempt in range(ATTEMPTS):
            try:
                await self._store.apply([*facts, *self._settling(number, batch)], self._clock())
            except Exception as error:
                log.error("what was answered could not be written down\n%s", trace_of(error))
                await asyncio.sleep(2**attempt / 10)
            else:
                batch.marked = True
                self._journal.forget(number)
                break

    async def _keep(self, batch: _Batch, row: Callable[[int], Update]) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWERED_WITHIN):
                await batch.answered.wait()
        pause = PAUSE
        while left := sorted(batch.open):
            batch.rows.update(left)
            try:
                await self._store.apply(
                    [Received(CHANNEL, tuple(map(row, left)), batch.first, batch.last)], self._clock()
                )
            except Exception as error:
                log.error("updates could not be written down, trying again\n%s", trace_of(error))
                await asyncio.sleep(pause)
                pause = min(LONGEST, pause * 2)
            else:
                batch.marked = True
                break
        batch.kept.set()

    def _settling(self, number: int, batch: _Batch) -> Iterable[Fact]:
        """What has the database know that an update is done, now that the journal will forget it.

        The server may hand out its last batch once more after a crash, never one before it.
        """
        if number in batch.rows:
            yield Handled(CHANNEL, number)
        if batch is self._latest and not batch.marked:
            yield Received(CHANNEL, (), batch.first, batch.last)

    async def _together(self) -> None:
        """Wait a moment, so that one transaction serves many chats; only this one's next message waits with it."""
        if self._commit is None or self._commit.done():
            loop = asyncio.get_running_loop()
            self._commit = loop.create_future()
            loop.call_later(COMMIT_EVERY, self._commit.set_result, None)
        await asyncio.shield(self._commit)
