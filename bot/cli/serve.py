"""``coop serve``: the Telegram bot."""

from __future__ import annotations

import gc
import logging

from bot.settings import Settings


def serve(settings: Settings, log_level: str) -> int:
    """Run until SIGTERM or Ctrl-C; 2 when there is no token or Telegram does not know it."""
    from bot.channels.telegram.serve import serve as run

    # What was imported stays: the collector, off while it was, need not look at it ever again.
    gc.freeze()
    # A message leaves thousands of short-lived objects and no cycles to speak of: look for them seldom.
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    return run(settings, logging.getLevelNamesMapping()[log_level.upper()])
