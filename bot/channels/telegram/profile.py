"""How the bot presents itself in Telegram: command menus for each kind of chat, description, short description.

Each is asked for first and set only when it differs: Telegram allows few changes.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

import telegram
from telegram import BotCommand
from telegram.error import TelegramError

from bot.channels.telegram.groups import ASK
from bot.failure import type_and_place
from bot.texts import texts

log = logging.getLogger(__name__)
DESCRIPTION, SHORT = 512, 120
"""Characters that Telegram allows."""
GROUP_COMMANDS = (ASK, "aide")


async def present(bot: telegram.Bot, themes: str, commands: Mapping[str, str]) -> None:
    """Bring the profile up to date; what fails is logged and changes nothing else.

    Args:
        bot: initialised.
        themes: what the corpus is about, in words.
        commands: of private chats, without slash, with their lines in the menu.
    """
    everywhere = [BotCommand(name, what) for name, what in commands.items() if name in GROUP_COMMANDS]
    private = [BotCommand(name, what) for name, what in commands.items()]
    steps: tuple[Callable[[], Awaitable[None]], ...] = (
        lambda: _commands(bot, telegram.BotCommandScopeDefault(), everywhere),
        lambda: _commands(bot, telegram.BotCommandScopeAllPrivateChats(), private),
        lambda: _commands(bot, telegram.BotCommandScopeAllGroupChats(), everywhere),
        lambda: _description(bot, cut(texts("telegram-description", themes=themes), DESCRIPTION)),
        lambda: _short_description(bot, cut(texts("telegram-short-description", themes=themes), SHORT)),
    )
    for step in steps:
        try:
            await step()
        except TelegramError as error:
            log.warning("a part of the bot's profile was not set: %s", error.message)
        except Exception as error:
            log.error("a part of the bot's profile was not set (%s)", type_and_place(error))


def cut(text: str, limit: int) -> str:
    """The text within ``limit`` characters, cut after a word."""
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit - 1)] + "…"


async def _commands(bot: telegram.Bot, scope: telegram.BotCommandScope, wanted: list[BotCommand]) -> None:
    if list(await bot.get_my_commands(scope=scope)) != wanted:
        await bot.set_my_commands(wanted, scope=scope)


async def _description(bot: telegram.Bot, wanted: str) -> None:
    if (await bot.get_my_description()).description != wanted:
        await bot.set_my_description(wanted)


async def _short_description(bot: telegram.Bot, wanted: str) -> None:
    if (await bot.get_my_short_description()).short_description != wanted:
        await bot.set_my_short_description(wanted)
