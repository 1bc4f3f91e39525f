"""The yardstick of a search's cost: an echo bot that talks through our own request class."""

from __future__ import annotations

import os
import sys

from telegram.ext import Application, MessageHandler, filters

from benchmarks.echo_ptb import echo
from bot.channels.telegram.request import AiohttpRequest


def main() -> None:
    """Poll until stopped, updates side by side."""
    root = os.environ["TELEGRAM_API_ROOT"]
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_BOT_TOKEN"])
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(AiohttpRequest(root, read=5))
        .get_updates_request(AiohttpRequest(root, read=5))
        .concurrent_updates(True)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    print("ready", file=sys.stderr, flush=True)
    application.run_polling()


if __name__ == "__main__":
    main()
