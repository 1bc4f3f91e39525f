"""What comes in: each update is put in its chat's line at once."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.channels.telegram.answering import Answering
from bot.channels.telegram.groups import Me, Raw
from bot.channels.telegram.ledger import Ledger
from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.order import Lines
from bot.channels.telegram.updates import Owed, Pressed, Unreadable, Written, read, whereabouts
from bot.messages import Address, Message
from bot.store.inbox import Update

log = logging.getLogger(__name__)
LINES_AT_MOST = 2000
"""Chats with something to do above which nothing more is fetched: the server keeps the rest."""


class Intake:
    """Takes in what an earlier run still owed, then batch after batch.

    Args:
        ledger: what is owed and what is done.
        lines: where updates wait for their turn.
        answering: knows whom the bot speaks to at this moment.
        me: the bot, to read updates.
        started: told of each question as soon as it is read, to show that the bot is at work.
    """

    def __init__(
        self,
        ledger: Ledger,
        lines: Lines[Owed],
        answering: Answering,
        me: Me,
        started: Callable[[Message], None],
    ) -> None:
        self._ledger = ledger
        self._lines = lines
        self._answering = answering
        self._me = me
        self._started = started

    async def recover(self) -> None:
        """What an earlier run still owed goes first."""
        owed = await self._ledger.recover()
        if owed:
            log.warning("%d updates of the last run are answered first", len(owed))
        for update in owed:
            self._take(json.loads(update.body), again=True)

    async def keep(self, batch: Sequence[Raw]) -> None:
        """Take a batch in; once it returns, the server may forget it."""
        await self._lines.fewer_than(LINES_AT_MOST)
        fresh = self._ledger.fresh([raw["update_id"] for raw in batch])
        if fresh:
            taken = {raw["update_id"]: (raw, *self._take(raw)) for raw in batch if raw["update_id"] in fresh}
            await self._ledger.keep(lambda number: _row(*taken[number]))

    def _take(self, raw: Raw, again: bool = False) -> tuple[Address | None, Address | None]:
        """Put an update in its line, where answering starts at once; its chat and its person."""
        owed, chat, person = _owed(raw, self._me)
        incoming = owed.incoming
        if isinstance(incoming, Written):
            if again:
                owed = replace(owed, incoming=replace(incoming, edited=True))
            elif not incoming.edited:
                self._started(incoming.message)
        line = chat or person
        if line in self._lines and (self._lines.behind(line) or line not in self._answering.speaking):
            owed = _hurried(owed)
        self._lines.put(line, owed)
        return chat, person


def _row(raw: Raw, chat: Address | None, person: Address | None) -> Update:
    """What the inbox holds of an update."""
    return Update(int(raw["update_id"]), json.dumps(raw), chat, person)


def _owed(raw: Raw, me: Me) -> tuple[Owed, Address | None, Address | None]:
    """An update and what it asks, its chat and its person; one that cannot be understood asks nothing."""
    number = int(raw["update_id"])
    try:
        return Owed(number, read(raw, me)), *whereabouts(raw)
    except Exception as error:
        log.error("an update could not be understood\n%s", trace_of(error))
        return Owed(number, None), None, None


def _hurried(owed: Owed) -> Owed:
    """The same, marked as one that did not wait for the answer to the one before."""
    incoming = owed.incoming
    if not isinstance(incoming, Written | Pressed | Unreadable):
        return owed
    return replace(owed, incoming=replace(incoming, message=replace(incoming.message, hurried=True)))
