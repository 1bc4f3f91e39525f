"""The editors' command menu: in the private chats of those who are of the editorial team, and nowhere else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping

import telegram
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.channels.telegram.updates import CHANNEL
from bot.clock import Sleep
from bot.failure import type_and_place
from bot.messages import Address

log = logging.getLogger(__name__)
EVERY = 5.0
"""Seconds between two looks at who is of the team."""
Team = Callable[[], Awaitable[Collection[Address]]]
"""Gives the addresses of the editorial team, on any channel."""


async def nobody() -> Collection[Address]:
    """A team of none."""
    return ()


class Menus:
    """Keeps those menus in step with who is of the team.

    Args:
        bot: initialised.
        commands: all of an editor's, without slash, with their lines in the menu.
        team: whose menus they are.
    """

    def __init__(
        self, bot: telegram.Bot, commands: Mapping[str, str], team: Team, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._commands = [BotCommand(name, what) for name, what in commands.items()]
        self._team = team
        self._sleep = sleep
        self._shown: set[Address] = set()
        self._tried: set[Address] = set()

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                await self.follow()
            except Exception as error:
                log.error("the team's menus could not be seen to (%s)", type_and_place(error))
            await self._sleep(EVERY)

    async def follow(self) -> None:
        """Give the menu to who has joined since the last time, take it from who has left.

        Somebody who never wrote to the bot cannot have one yet: it is tried again at the next start.
        """
        try:
            team = {one for one in await self._team() if one.channel == CHANNEL}
        except Exception as error:
            log.warning("who is of the team could not be read (%s)", type(error).__name__)
            return
        self._tried &= team
        for one in sorted(team - self._tried, key=str):
            self._tried.add(one)
            await self._tell(one, self._give)
        for one in sorted(self._shown - team, key=str):
            self._shown.discard(one)
            await self._tell(one, self._take)

    async def _tell(self, one: Address, act: Callable[[Address], Awaitable[None]]) -> None:
        try:
            await act(one)
        except TelegramError as error:
            log.warning("the menu of somebody of the team was not set: %s", error.message)

    async def _give(self, one: Address) -> None:
        scope = BotCommandScopeChat(int(one.id))
        if list(await self._bot.get_my_commands(scope=scope)) != self._commands:
            await self._bot.set_my_commands(self._commands, scope=scope)
        self._shown.add(one)

    async def _take(self, one: Address) -> None:
        await self._bot.delete_my_commands(scope=BotCommandScopeChat(int(one.id)))
