"""Telegram for a program that only sends: no updates are fetched, so another program may answer people meanwhile."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator

import telegram
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.buttons import Keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.logs import configure
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.failure import CannotRun


@contextlib.asynccontextmanager
async def sending(token: str, root: str) -> AsyncIterator[TelegramSender]:
    """The sender of one bot.

    Raises:
        CannotRun: Telegram cannot be reached, or does not know the token.
    """
    configure(token, logging.getLogger().level)
    request = AiohttpRequest(root)
    bot = telegram.Bot(token, f"{root}/bot", f"{root}/file/bot", request=request, get_updates_request=request)
    try:
        try:
            await bot.initialize()
        except InvalidToken:
            raise CannotRun("Telegram does not know this token") from None
        except TelegramError as error:
            raise CannotRun(f"Telegram cannot be reached: {error.message}") from None
        keyboards = Keyboards(bot.bot.username or "", bool(bot.bot.supports_inline_queries))
        yield TelegramSender(Calls(request, root, token), bot, keyboards)
    finally:
        await bot.shutdown()
        await request.shutdown()
