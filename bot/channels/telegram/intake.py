"""What comes in: each update is put in its chat's line at once, and written down before the server may forget it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.channels.telegram.answering import Answering
from bot.channels.telegram.groups import Me, Raw
from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.order import Lines
from bot.channels.telegram.updates import CHANNEL, Owed, Pressed, Unreadable, Written, read, whereabouts
from bot.clock import Clock
from bot.messages import Message
from bot.store import Store
from bot.store.inbox import Handled, Received, Update, last_batch, waiting
from bot.store.journal import Journal

log = logging.getLogger(__name__)
LINES_AT_MOST = 2000
"""Chats with something to do above which nothing more is fetched: the server keeps the rest."""
NUMBERS_AT_MOST = 10_000
"""Updates remembered so that none is taken twice while the program runs."""
LONGEST = 30.0


class Intake:
    """Takes in what an earlier run still owed, then batch after batch.

    Args:
        store: holds the inbox.
        lines: where updates wait for their turn.
        answering: knows which of them are still open.
        me: the bot, to read updates.
        clock: the present moment.
        started: told of each question as soon as it is read, to show that the bot is at work.
    """

    def __init__(
        self,
        store: Store,
        lines: Lines[Owed],
        answering: Answering,
        me: Me,
        clock: Clock,
        started: Callable[[Message], None],
    ) -> None:
        self._store = store
        self._lines = lines
        self._answering = answering
        self._me = me
        self._clock = clock
        self._started = started
        self._known: set[int] = set()

    async def recover(self, journal: Journal) -> None:
        """Settle what an earlier run left: what it had just answered is recorded, what it still owed goes first."""
        for number, facts in journal.left:
            try:
                await self._store.apply([*facts, Handled(CHANNEL, number)], self._clock())
            except Exception as error:
                # All or nothing: what cannot be written a second time had been written.
                log.info("what was answered had been written down\n%s", trace_of(error))
                await self._store.apply([Handled(CHANNEL, number)], self._clock())
        self._known.update(number for number, _ in journal.left)
        journal.clear()
        owed = await self._store.read(partial(waiting, channel=CHANNEL))
        self._known.update(await self._store.read(partial(last_batch, channel=CHANNEL)))
        self._known.update(update.number for update in owed)
        if owed:
            log.warning("%d updates of the last run are answered first", len(owed))
        for update in owed:
            self._take(json.loads(update.body), again=True)

    async def keep(self, batch: Sequence[Raw]) -> None:
        """Take a batch in; once it returns, the server may forget it."""
        await self._lines.fewer_than(LINES_AT_MOST)
        fresh = [raw for raw in batch if raw["update_id"] not in self._known]
        if len(self._known) > NUMBERS_AT_MOST:
            self._known.clear()
        self._known.update(raw["update_id"] for raw in fresh)
        rows = [self._take(raw, self._started) for raw in fresh]
        await self._write_down(rows, int(batch[0]["update_id"]), int(batch[-1]["update_id"]))

    def _take(self, raw: Raw, started: Callable[[Message], None] | None = None, again: bool = False) -> Update:
        """Put an update in its line, where answering starts at once; what the inbox keeps of it."""
        owed = _owed(raw, self._me)
        if again and isinstance(owed.incoming, Written):
            owed = replace(owed, incoming=replace(owed.incoming, edited=True))
        self._answering.open.add(owed.number)
        if started is not None and isinstance(owed.incoming, Written) and not owed.incoming.edited:
            started(owed.incoming.message)
        chat, person = whereabouts(raw)
        line = chat or person
        if line in self._lines and (self._lines.behind(line) or line not in self._answering.speaking):
            owed = _hurried(owed)
        self._lines.put(line, owed)
        return Update(owed.number, json.dumps(raw), chat, person)

    async def _write_down(self, rows: Sequence[Update], first: int, last: int) -> None:
        """Have the inbox hold what of a batch is not answered yet.

        Answers need not wait for it: until one is recorded, a crash has the update answered again either way.
        """
        pause = 0.25
        while True:
            left = tuple(row for row in rows if row.number in self._answering.open)
            try:
                await self._store.apply([Received(CHANNEL, left, first, last)], self._clock())
            except Exception as error:
                log.error("updates could not be written down, trying again\n%s", trace_of(error))
                await asyncio.sleep(pause)
                pause = min(LONGEST, pause * 2)
            else:
                return


def _owed(raw: Raw, me: Me) -> Owed:
    """An update and what it asks; one that cannot be understood asks nothing."""
    number = int(raw["update_id"])
    try:
        return Owed(number, read(raw, me))
    except Exception as error:
        log.error("an update could not be understood\n%s", trace_of(error))
        return Owed(number, None)


def _hurried(owed: Owed) -> Owed:
    """The same, marked as one that did not wait for the answer to the one before."""
    incoming = owed.incoming
    if not isinstance(incoming, Written | Pressed | Unreadable):
        return owed
    return replace(owed, incoming=replace(incoming, message=replace(incoming.message, hurried=True)))
