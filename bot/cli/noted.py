"""What is done to the corpus at the command line, in the audit log like what editors do in the conversation."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import system_clock
from bot.editorial.refusals import Refused
from bot.failure import CannotRun
from bot.settings import Settings
from bot.store import Store
from bot.store.audit_log import COMMAND_LINE, AdminDid, note

_log = logging.getLogger(__name__)


class _Done(Protocol):
    @property
    def version(self) -> str: ...


Done = TypeVar("Done", bound=_Done)


def noted(settings: Settings, action: str, act: Callable[[], Done]) -> Done:
    """Do it, and write down that it was done; what could not be written down is done all the same, and it is said."""
    try:
        done = act()
    except Refused as error:
        if error.half_done:
            _note(settings, action, f"version {error.detail}" if error.reason == "not_adopted" else "")
        raise
    _note(settings, action, f"version {done.version}")
    return done


def _note(settings: Settings, action: str, details: str) -> None:
    try:
        asyncio.run(_written(settings, AdminDid(COMMAND_LINE, action, details)))
    except (CannotRun, SQLAlchemyError, OSError) as error:
        reason = error if isinstance(error, CannotRun) else type(error).__name__
        _log.warning("It is done, but the audit log could not be written: %s", reason)


async def _written(settings: Settings, did: AdminDid) -> None:
    store = await Store.open(settings.database)
    try:
        await store.write(partial(note, did=did, now=system_clock()))
    finally:
        await store.close()
