"""``coop serve``: the whole program around the Telegram channel."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine
from functools import partial
from typing import Any

from telegram.error import InvalidToken

from bot.app import App, assembled
from bot.beside import kept_up
from bot.channels.telegram.application import LAST_WORDS, Parts, Telegram
from bot.channels.telegram.logs import configure, trace_of
from bot.channels.telegram.unasked import deliver
from bot.clock import Clock, system_clock
from bot.daily.running import gate_of, ticker
from bot.dialogue.admin.broadcast import report_broadcasts
from bot.dialogue.features import COMMANDS
from bot.editorial.schedule import refresh_forever
from bot.outbox.gate import Gated
from bot.settings import Settings
from bot.texts import texts

log = logging.getLogger(__name__)
NO_TOKEN = (
    "the token of a Telegram bot is missing: ask @BotFather in Telegram for one (/newbot), "
    "then: TELEGRAM_BOT_TOKEN=123456:ABC… coop serve"
)
BAD_TOKEN = "Telegram does not know this token: ask @BotFather for it again (/mybots, API Token)"
NO_ORGANISATION = (
    "organisation is incomplete in config.yaml: /confidentialite cannot say who answers for personal data, as it must"
)
JOURNAL = "telegram.journal"
PURGE_EVERY = 3600.0


def serve(settings: Settings, level: int = logging.WARNING) -> int:
    """Run the bot until SIGTERM or SIGINT.

    Args:
        settings: the token among them.
        level: of the log on standard error.

    Returns:
        0 after an orderly end, 2 without a token that Telegram knows.
    """
    token = settings.telegram.token.get_secret_value().strip()
    if not token:
        print(f"coop: {NO_TOKEN}", file=sys.stderr)
        return 2
    configure(token, level)
    if not settings.organisation.complete:
        log.warning(NO_ORGANISATION)
    try:
        asyncio.run(_serve(settings, token))
    except InvalidToken:
        print(f"coop: {BAD_TOKEN}", file=sys.stderr)
        return 2
    return 0


async def _serve(settings: Settings, token: str) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await serve_until(stop, settings, token)


async def serve_until(stop: asyncio.Event, settings: Settings, token: str, clock: Clock = system_clock) -> None:
    """Run the bot until ``stop`` is set.

    Raises:
        CannotRun: the corpus or the database cannot be used.
        InvalidToken: Telegram does not know the token.
    """
    async with assembled(settings, clock, public=True) as app:
        listed = [line for line in COMMANDS.values() if line.menu]
        menu = {line.name: texts(line.help) for line in listed if not line.admin}
        reserved = {line.name: texts(line.help) for line in listed if line.admin}
        gate = gate_of(settings, clock)
        dialogue = Gated(app.dialogue, gate)
        parts = Parts(
            app.library,
            app.store,
            dialogue,
            clock,
            menu,
            settings.data_dir / JOURNAL,
            reserved,
            app.standing.team,
            app.door,
        )
        tick = partial(
            ticker, app.store, app.library, settings, clock=clock, gate=gate, wording=app.wording, patience=0.0
        )
        every = settings.refresh.every_hours
        report = partial(report_broadcasts, app.store, clock)
        unasked = partial(deliver, token, settings.telegram.api_root, tick, stop, report)
        beside = partial(kept_up, stop=stop)
        purging = asyncio.create_task(beside("what is done once a day or a month", partial(_purge, app, clock)))
        following = asyncio.create_task(beside("following the corpus", partial(app.library.follow, stop)))
        refreshing = asyncio.create_task(
            beside("the scheduled refresh", partial(refresh_forever, app.refresher, every, clock, stop))
        )
        standing = asyncio.create_task(beside("following the team", partial(app.standing.follow, stop)))
        delivering = asyncio.create_task(_ended(beside("daily questions and letters", unasked), stop))
        try:
            await Telegram(token, settings.telegram.api_root, parts).run(stop, _ready)
        finally:
            purging.cancel()
            refreshing.cancel()
            stop.set()
            await asyncio.gather(purging, following, refreshing, standing, delivering, return_exceptions=True)


async def _ended(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Run ``work``; what is in flight when ``stop`` is set has as long as the last answers have, at the same time."""
    task = asyncio.create_task(work)
    await stop.wait()
    await asyncio.wait({task}, timeout=LAST_WORDS)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _ready() -> None:
    print("ready", file=sys.stderr, flush=True)


async def _purge(app: App, clock: Clock) -> None:
    """What is past its retention goes while the bot runs too, once a day; editors have their digest once a month."""
    while True:
        await app.monthly.attempt()
        await asyncio.sleep(PURGE_EVERY)
        try:
            await app.store.purge_daily(clock(), app.settings.retention)
        except Exception as error:
            log.error("what is old could not be purged\n%s", trace_of(error))
