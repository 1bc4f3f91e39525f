"""Ticking for as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from bot.clock import Clock
from bot.daily.stock import Stock, stock_of
from bot.daily.ticker import Ticker
from bot.daily.wording import PlainWording, Wording
from bot.editorial.library import Library
from bot.outbox.flight import repeat
from bot.outbox.gate import Gate
from bot.outbox.outbox import LONGEST_WAIT, Outbox
from bot.outbox.pace import Pace
from bot.outbox.sender import Sender
from bot.settings import Settings
from bot.store import Store
from corpus.model import Corpus

log = logging.getLogger(__name__)
EVERY = 20.0
"""Seconds from the end of one tick to the next."""


def gate_of(settings: Settings, clock: Clock) -> Gate:
    """The gate between answers and what nobody asked for, at the pace of the settings."""
    return Gate(Pace(settings.outbox.per_second, settings.outbox.group_minute), clock)


def ticker(
    store: Store,
    library: Library,
    settings: Settings,
    senders: Mapping[str, Sender],
    clock: Clock,
    *,
    gate: Gate | None = None,
    wording: Wording | None = None,
    patience: float = LONGEST_WAIT,
) -> Ticker:
    """The ticker of this program.

    Args:
        store: with the subscriptions.
        library: the corpus whose questions are given.
        settings: of the daily question and of the pace.
        senders: one for each channel that this program reaches.
        clock: gives the present moment.
        gate: what the channel that answers people reports to, where there is one.
        wording: how a question is put to people.
        patience: seconds that a tick waits for chats to be spared; a loop that ticks often needs none.
    """
    outbox = Outbox(senders, store, gate or gate_of(settings, clock), clock)
    made: list[tuple[Corpus, Stock]] = []

    def stock() -> Stock:
        corpus = library.current.corpus
        if not made or made[0][0] is not corpus:
            made[:] = [(corpus, stock_of(corpus))]
        return made[0][1]

    return Ticker(store, outbox, stock, wording or PlainWording(), settings.daily, clock, patience=patience)


async def deliver_forever(ticker: Ticker, stop: asyncio.Event, every: float = EVERY) -> None:
    """Tick until ``stop`` is set; what is in flight then ends."""

    async def round_() -> dict[str, int]:
        return (await ticker.tick(stop)).as_dict()

    await repeat("daily questions", round_, stop, every)
