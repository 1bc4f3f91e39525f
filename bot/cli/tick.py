"""``coop tick``: sends what is due once, says what was done, and ends; for a crontab instead of ``coop serve``."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from functools import partial

from bot.app import assembled
from bot.channels.plain import lines_of, separated, unwrapped
from bot.clock import Clock, system_clock
from bot.daily.running import ticker
from bot.daily.ticker import Ticked
from bot.dialogue.admin.broadcast import report_broadcasts
from bot.failure import CannotRun
from bot.messages import Address, Reply
from bot.outbox.letters import Post, Posted
from bot.outbox.sender import Outcome, Sender, Sent
from bot.settings import Settings

_YEARS = range(1971, 3000)
"""Whose calendars hold together, with the days before and after."""


class BadMoment(CannotRun):
    """``--now`` is no moment."""

    exit_code = 2


def tick(settings: Settings, now: str | None, as_json: bool) -> int:
    """Send what is due.

    Args:
        settings: the token among them.
        now: a moment in ISO 8601 to take for the present one; without a zone it is UTC.
        as_json: print the counts as one JSON object.
    """
    clock = system_clock if now is None else shifted(now)
    ticked, posted = asyncio.run(_tick(settings, clock, quiet=as_json))
    counts, letters = ticked.as_dict(), posted.as_dict()
    print(json.dumps(counts) if as_json else _listed(counts))
    if any(letters.values()):
        print(f"letters: {_listed(letters)}", file=sys.stderr if as_json else sys.stdout)
    return 0


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())


def shifted(now: str) -> Clock:
    """A clock that shows this moment now, and goes on from there.

    Raises:
        BadMoment: it cannot be read.
    """
    try:
        given = datetime.fromisoformat(now)
        if given.year not in _YEARS:
            raise ValueError
    except ValueError:
        raise BadMoment(f"--now {now!r} is no moment; write 2026-03-02T08:30:00+01:00") from None
    ahead = (given if given.tzinfo else given.replace(tzinfo=UTC)) - system_clock()
    return lambda: system_clock() + ahead


async def _tick(settings: Settings, clock: Clock, quiet: bool) -> tuple[Ticked, Posted]:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with assembled(settings, clock) as app, senders(settings, quiet) as channels:
        await app.monthly.attempt()
        after = partial(report_broadcasts, app.store, clock)
        ticking = ticker(app.store, app.library, settings, channels, clock, wording=app.wording)
        return await ticking.tick(stop), await Post(app.store, ticking.outbox, clock, after=after).deliver(stop)


@contextlib.asynccontextmanager
async def senders(settings: Settings, quiet: bool = False) -> AsyncIterator[Mapping[str, Sender]]:
    """A sender for each channel that these settings give one.

    Raises:
        CannotRun: Telegram cannot be reached, or does not know the token.
    """
    channels: dict[str, Sender] = {"terminal": Printing(quiet)}
    token = settings.telegram.token.get_secret_value().strip()
    if not token:
        yield channels
        return
    from bot.channels.telegram.sending import sending

    async with sending(token, settings.telegram.api_root) as sender:
        yield {**channels, "telegram": sender}


class Printing:
    """The terminal's sender: whoever runs the program reads what is for them.

    Args:
        quiet: on standard error, since standard output holds something to be read by a program.
    """

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet

    async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
        """Print it."""
        lines = separated([lines_of(block) for block in reply.blocks])
        print(f"{address.id}\n{unwrapped(lines)}\n", file=sys.stderr if self._quiet else sys.stdout, flush=True)
        return Sent()
