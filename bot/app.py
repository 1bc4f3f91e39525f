"""Puts the parts together from the settings; nothing else does."""

from __future__ import annotations

import contextlib
import logging
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
from bot.dialogue.door import Door
from bot.dialogue.standing import Standing
from bot.editorial.child import in_child
from bot.editorial.indexes import Working
from bot.editorial.library import Library
from bot.editorial.refreshing import Refresher
from bot.faults import Faults
from bot.settings import Settings
from bot.store import Store

log = logging.getLogger(__name__)


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
    standing: Standing
    door: Door | None = None


@contextlib.asynccontextmanager
async def assembled(
    settings: Settings,
    clock: Clock = system_clock,
    working: Working = contextlib.nullcontext,
    *,
    public: bool = False,
) -> AsyncIterator[App]:
    """The parts, opened; closed at the end.

    Args:
        settings: how.
        clock: gives the present moment.
        working: shown to a waiting person while an index is built.
        public: whoever likes may write, so that the settings of ``safety`` apply.

    Raises:
        LibraryError: there is no corpus to answer from.
        StoreError: the database cannot be used.
    """
    unsaved: list[str] = []
    library = Library.open(settings, working, unsaved=unsaved.append)
    store = await Store.open(settings.database, timedelta(minutes=settings.dialogue.context_minutes))
    # Only now: where the database cannot be kept either, that is all there is to say.
    for said in unsaved:
        log.warning("%s", said)
    standing = Standing(store, settings)
    door = Door(standing, store, settings) if public else None
    faults = Faults()
    logging.getLogger().addHandler(faults)
    try:
        await store.purge_daily(clock(), settings.retention)
        refresher = Refresher(settings, library, clock, in_child, partial(forget, store, clock))
        dialogue = Dialogue(
            library,
            store,
            settings,
            clock,
            refresher=refresher,
            standing=standing,
            door=door,
            errors=lambda: faults.count,
        )
        library.make_ready.append(dialogue.make_ready)
        wording = DailyWording(library, store, clock)
        monthly = Monthly(store, library, settings, standing.team, clock)
        yield App(settings, library, store, dialogue, wording, refresher, monthly, standing, door)
    finally:
        logging.getLogger().removeHandler(faults)
        await store.close()
