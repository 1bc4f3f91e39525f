"""The other yardstick: aiogram's echo bot, as its users write it.  Installed apart, for this alone."""

from __future__ import annotations

import asyncio
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def echo(message: Message) -> None:
    """Say it again."""
    await message.answer(message.text or "")


async def main() -> None:
    """Poll until stopped, updates side by side."""
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_ROOT"])
    bot = Bot(os.environ["TELEGRAM_BOT_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    print("ready", file=sys.stderr, flush=True)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
