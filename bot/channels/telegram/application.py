"""The bot as a running program: who it is, what it still owes, what comes in, and an orderly end."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import telegram
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram import profile
from bot.channels.telegram.answering import Answering, Dialogue, Owed
from bot.channels.telegram.buttons import Keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.groups import Me, Raw
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.order import Lines
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.updates import CHANNEL, Written, read, whereabouts
from bot.clock import Clock
from bot.editorial.library import Library
from bot.messages import Address
from bot.store import Store
from bot.store.inbox import Received, Relocated, Update, last_batch, waiting
from bot.texts import listed

log = logging.getLogger(__name__)
LAST_WORDS = 8.0
"""Seconds that the answers in hand have when the program is asked to end."""
LINES_AT_MOST = 2000
"""Chats with something to do above which nothing more is fetched: the server keeps the rest."""

NUMBERS_AT_MOST = 10_000
"""Updates remembered so that none is taken twice while the program runs."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the channel is given to work with; ``commands`` are those of the menu, with their lines in it."""

    library: Library
    store: Store
    dialogue: Dialogue
    clock: Clock
    commands: Mapping[str, str]


class Telegram:
    """One bot on Telegram.

    Args:
        token: of the bot.
        root: the Bot API's server.
        parts: the assistant itself.
    """

    def __init__(self, token: str, root: str, parts: Parts) -> None:
        self._parts = parts
        self._request = AiohttpRequest(root)
        self._calls = Calls(self._request, root, token)
        self._bot = telegram.Bot(
            token, f"{root}/bot", f"{root}/file/bot", request=self._request, get_updates_request=self._request
        )
        self._aside: set[asyncio.Task[object]] = set()

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Serve until ``stop`` is set; ``ready`` is called once updates are being fetched.

        Raises:
            InvalidToken: Telegram does not know the token.
        """
        starting = asyncio.create_task(self._introduce())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                await self._serve(starting.result(), stopped, ready)
        finally:
            for task in (starting, stopped, *self._aside):
                task.cancel()
            await asyncio.gather(starting, stopped, *self._aside, return_exceptions=True)
            await self._bot.shutdown()
            await self._request.shutdown()

    async def _introduce(self) -> telegram.User:
        """Who we are; a server that cannot be reached yet is waited for."""
        pause = 0.5
        while True:
            try:
                await self._bot.initialize()
                await self._bot.delete_webhook()
                return self._bot.bot
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram cannot be reached, again in %g s: %s", pause, error.message)
                await asyncio.sleep(pause)
                pause = min(30.0, pause * 2)

    async def _serve(self, user: telegram.User, stopped: asyncio.Task[bool], ready: Callable[[], None]) -> None:
        parts = self._parts
        me = Me(user.id, user.username or "", frozenset(parts.commands))
        keyboards = Keyboards(me.username, bool(user.supports_inline_queries))
        sender = TelegramSender(self._calls, self._bot, keyboards)
        inline = Inline(self._bot, parts.library, keyboards, parts.clock)
        delivery = Delivery(sender, self._relocate)
        answering = Answering(parts.dialogue, parts.store, sender, delivery, inline, me.username, parts.clock)
        lines = Lines(answering.handle)
        owed = await parts.store.read(partial(waiting, channel=CHANNEL))
        known = {*(update.number for update in owed), *await parts.store.read(partial(last_batch, channel=CHANNEL))}
        if owed:
            log.warning("%d updates of the last run are answered first", len(owed))
        for update in owed:
            self._take_in(json.loads(update.body), me, lines, answering)

        async def keep(batch: Sequence[Raw]) -> None:
            await lines.fewer_than(LINES_AT_MOST)
            fresh = [raw for raw in batch if raw["update_id"] not in known]
            if len(known) > NUMBERS_AT_MOST:
                known.clear()
            known.update(raw["update_id"] for raw in fresh)
            rows = [self._take_in(raw, me, lines, answering, sender) for raw in fresh]
            await self._write_down(rows, answering, batch)

        polling = asyncio.create_task(Polling(self._calls, keep, ready).run())
        themes = listed(tuple(f"«\u00a0{theme.name}\u00a0»" for theme in parts.library.current.corpus.themes))
        self._beside(profile.present(self._bot, themes, parts.commands))
        await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await lines.stop(LAST_WORDS)

    def _take_in(
        self, raw: Raw, me: Me, lines: Lines[Owed], answering: Answering, sender: TelegramSender | None = None
    ) -> Update:
        """Put an update into its line, where answering starts at once; what the inbox keeps of it."""
        owed = _owed(raw, me)
        chat, sender_ = whereabouts(raw)
        answering.open.add(owed.number)
        if sender is not None and isinstance(owed.incoming, Written) and not owed.incoming.edited:
            self._beside(sender.typing(owed.incoming.message.chat, owed.incoming.message.thread))
        lines.put(chat or sender_, owed)
        return Update(owed.number, json.dumps(raw), chat, sender_)

    async def _write_down(self, rows: Sequence[Update], answering: Answering, batch: Sequence[Raw]) -> None:
        """Have the inbox hold what of a batch is not answered yet: only then may the server forget it.

        Answers need not wait for it: until one is recorded, a crash has the update answered again either way.
        """
        pause = 0.25
        first, last = int(batch[0]["update_id"]), int(batch[-1]["update_id"])
        while True:
            left = tuple(row for row in rows if row.number in answering.open)
            try:
                await self._parts.store.apply([Received(CHANNEL, left, first, last)], self._parts.clock())
            except Exception as error:
                log.error("updates could not be written down, trying again\n%s", trace_of(error))
                await asyncio.sleep(pause)
                pause = min(30.0, pause * 2)
            else:
                return

    def _beside(self, work: Coroutine[Any, Any, object]) -> None:
        """Let something run of which nothing depends."""
        task: asyncio.Task[object] = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _relocate(self, old: Address, new: Address) -> None:
        await self._parts.store.apply([Relocated(old, new)], self._parts.clock())


def _owed(raw: Raw, me: Me) -> Owed:
    """An update and what it asks; one that cannot be understood asks nothing."""
    number = int(raw["update_id"])
    try:
        return Owed(number, read(raw, me))
    except Exception as error:
        log.error("an update could not be understood\n%s", trace_of(error))
        return Owed(number, None)
