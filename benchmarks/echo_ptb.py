"""The yardstick: python-telegram-bot's echo bot, as its users write it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(request: Callable[[str], BaseRequest] | None = None) -> None:
    """Poll until stopped, updates side by side; ``request`` makes another HTTP client than the usual one."""
    root = os.environ["TELEGRAM_API_ROOT"]
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).concurrent_updates(True)
    builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    if request is not None:
        builder = builder.request(request(root)).get_updates_request(request(root))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    print("ready", file=sys.stderr, flush=True)
    application.run_polling()


if __name__ == "__main__":
    main()
