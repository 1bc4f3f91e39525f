"""Puts the parts together from the settings; nothing else does."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.clock import Clock, system_clock
from bot.daily.forgetting import forget
from bot.daily.wording import Wording
from bot.dialogue import Dialogue
from bot.dialogue.admin.monthly import Monthly
from bot.dialogue.daily_question import DailyWording
from bot.editorial.child import in_child
from bot.editorial.indexes import Working
from bot.editorial.library import Library
from bot.editorial.refreshing import Refresher
from bot.messages import Address
from bot.settings import Settings
from bot.store import Store


@dataclass(frozen=True, slots=True)
class App:
    """What a channel works with; ``wording`` is for the ticker, which is below the dialogue."""

    settings: Settings
    library: Library
    store: Store
    dialogue: Dialogue
    wording: Wording
    refresher: Refresher
    monthly: Monthly


@contextlib.asynccontextmanager
async def assembled(
    settings: Settings, clock: Clock = system_clock, working: Working = contextlib.nullcontext
) -> AsyncIterator[App]:
    """The parts, opened; closed at the end.

    Args:
        settings: how.
        clock: gives the present moment.
        working: shown to a waiting person while an index is built.

    Raises:
        LibraryError: there is no corpus to answer from.
        StoreError: the database cannot be used.
    """
    library = Library.open(settings, working)
    store = await Store.open(settings.database, timedelta(minutes=settings.dialogue.context_minutes))
    try:
        await store.purge_daily(clock(), settings.retention)
        refresher = Refresher(settings, library, clock, in_child, partial(forget, store, clock))
        dialogue = Dialogue(library, store, settings, clock, refresher=refresher)
        library.make_ready.append(dialogue.make_ready)
        monthly = Monthly(store, library, settings, partial(_team, settings), clock)
        yield App(settings, library, store, dialogue, DailyWording(library, store, clock), refresher, monthly)
    finally:
        await store.close()


async def _team(settings: Settings) -> tuple[Address, ...]:
    return tuple(Address(*one.partition(":")[::2]) for one in settings.admins)
