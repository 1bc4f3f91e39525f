"""The bot as a running program: who it is, what it still owes, what comes in, and an orderly end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import telegram
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram import profile
from bot.channels.telegram.answering import Answering
from bot.channels.telegram.buttons import Keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.doors import Doors
from bot.channels.telegram.files import Files
from bot.channels.telegram.groups import Me
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.ledger import Ledger
from bot.channels.telegram.membership import Ranks
from bot.channels.telegram.menus import Menus, Team, nobody
from bot.channels.telegram.order import Lines
from bot.channels.telegram.patience import pausing
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.typing_shown import Typing
from bot.clock import Clock
from bot.dialogue.door import Door
from bot.editorial.library import Library
from bot.messages import Address, Answerer
from bot.store import Store
from bot.store.inbox import Relocated
from bot.store.journal import Journal
from bot.texts import listed

log = logging.getLogger(__name__)
LAST_WORDS = 8.0
"""Seconds that the answers in hand have when the program is asked to end."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the channel is given to work with.

    ``commands`` are those of the menu, with their lines in it; ``journal`` is a file that this process alone has;
    ``reserved`` are the further commands of those whom ``team`` gives; ``door`` says who is answered.
    """

    library: Library
    store: Store
    dialogue: Answerer
    clock: Clock
    commands: Mapping[str, str]
    journal: Path
    reserved: Mapping[str, str] = field(default_factory=dict)
    team: Team = nobody
    door: Door | None = None


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
        self._files = Files(self._calls, self._request, root, token)
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
        pause = pausing(stopped)
        keyboards = Keyboards(me.username, bool(user.supports_inline_queries))
        sender = TelegramSender(self._calls, self._bot, keyboards, pause)
        private = parts.door is not None and parts.door.asks_names
        inline = Inline(self._bot, parts.library, keyboards, parts.clock, private=private)
        delivery = Delivery(sender, self._relocate, pause)
        journal = Journal(parts.journal)
        ledger = Ledger(parts.store, journal, parts.clock)
        ranks = Ranks(self._calls, parts.clock)
        doors = Doors(parts.door, self._calls, delivery, parts.clock)
        answering = Answering(
            parts.dialogue,
            parts.store,
            ledger,
            sender,
            delivery,
            inline,
            ranks,
            self._files,
            doors,
            me.username,
            parts.clock,
        )
        lines = Lines(answering.handle)
        typing = Typing(sender.typing, self._beside, lines)
        intake = Intake(ledger, lines, answering, me, typing)
        await intake.recover()
        polling = asyncio.create_task(Polling(self._calls, intake.keep, ready).run())
        themes = listed(tuple(f"«\u00a0{theme.name}\u00a0»" for theme in parts.library.current.corpus.themes))
        self._beside(profile.present(self._bot, themes, parts.commands))
        if parts.reserved:
            self._beside(Menus(self._bot, {**parts.commands, **parts.reserved}, parts.team).run())
        await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await lines.stop(LAST_WORDS)
        journal.close()

    def _beside(self, work: Coroutine[Any, Any, object]) -> None:
        """Let something run of which nothing depends."""
        task: asyncio.Task[object] = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _relocate(self, old: Address, new: Address) -> None:
        if self._parts.door is not None:
            await self._parts.door.moved(old, new)
        await self._parts.store.apply([Relocated(old, new)], self._parts.clock())
