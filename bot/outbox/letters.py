"""Letters on their way: each is claimed, sent and recorded, once; any number of processes may do so at a time."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.actions import decode
from bot.clock import Clock, Sleep
from bot.messages import Button, Paragraph, Reply
from bot.outbox.flight import Flight, Spared, repeat
from bot.outbox.outbox import LONGEST_WAIT, Outbox
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent, SlowDown, Uncertain
from bot.store import Store
from bot.store.access import shut_out
from bot.store.batching import Gathering
from bot.store.facts import Fact
from bot.store.inbox import Relocated
from bot.store.letters import (
    BEGINNING,
    LetterPutBack,
    LetterQueued,
    LetterSettled,
    LetterState,
    Places,
    cancel,
    claim_letter,
    give_letters_up,
    letters,
    letters_lost,
    letters_waiting,
    places_after,
)
from bot.store.subscribing import Unreachable

log = logging.getLogger(__name__)
EVERY = 4.0
"""Seconds from the end of one round to the next: somebody may be waiting to see their letters go."""
AT_ONCE = 8
"""Letters in flight at a time: never more than these are uncertain after a kill."""
PAGE = 50
ROUNDS = 5
MOVES = 3
"""A chat that moved is followed so many times in a row."""
After = Callable[[], Awaitable[bool]]
"""Called when what could be sent was: whether there is more to send by it."""
_Page = tuple[int, list[tuple[datetime, LetterQueued]]]


async def nothing_more() -> bool:
    """Nothing follows."""
    return False


@dataclass
class Posted:
    """What one round did: letters sent, of unknown fate, to people out of reach, refused by the messenger."""

    sent: int = 0
    uncertain: int = 0
    gone: int = 0
    refused: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return dataclasses.asdict(self)


def reply_of(letter: LetterQueued) -> Reply:
    """A letter as its reader sees it; a button that no version of the bot can read any more is left out."""
    blocks = tuple(Paragraph(part.strip()) for part in letter.text.split("\n\n") if part.strip())
    buttons = (_button(label, target) for label, target in letter.buttons)
    return Reply(blocks, tuple(button for button in buttons if button is not None), intent="letter")


def _button(label: str, target: str) -> Button | None:
    if target.startswith(("https://", "http://")):
        return Button(label, url=target)
    action = decode(target)
    return None if action is None else Button(label, action)


@dataclass
class Post:
    """Sends the letters that wait; ``patience`` is how long one call waits for chats to be spared, in seconds."""

    store: Store
    outbox: Outbox
    clock: Clock
    sleep: Sleep = asyncio.sleep
    patience: float = LONGEST_WAIT
    after: After = nothing_more

    def __post_init__(self) -> None:
        self._claims = Gathering[tuple[LetterQueued, datetime], bool](self._claim_all)
        self._spared = Spared(self.clock, self.sleep, self.patience)

    async def deliver(self, stop: asyncio.Event | None = None) -> Posted:
        """Send every letter that may go now; once ``stop`` is set no other is begun, and those in flight end."""
        posted, stop = Posted(), stop or asyncio.Event()
        for _ in range(ROUNDS):
            await self._round(posted, stop)
            if stop.is_set() or not await self._spared.over():
                break
        if not stop.is_set() and await self.after():
            await self._round(posted, stop)
        return posted

    async def _round(self, posted: Posted, stop: asyncio.Event) -> None:
        places = BEGINNING
        async with Flight("a letter", AT_ONCE) as flight:
            while not stop.is_set():
                lost, page = await self.store.read(partial(_page, now=self.clock(), after=places))
                if lost:
                    given_up = await self.store.write(partial(give_letters_up, now=self.clock()))
                    log.warning("%d letters were in flight at a crash: it is not known whether they arrived", given_up)
                    posted.uncertain += given_up
                for _, letter in page:
                    if stop.is_set():
                        break
                    if self.outbox.reaches(letter.address):
                        await flight.add(self._send(letter, posted))
                if len(page) < PAGE:
                    break
                places = places_after(page, places)

    async def _send(self, letter: LetterQueued, posted: Posted) -> None:
        ours = False
        for _ in range(MOVES):
            until = await self.outbox.turn(letter.address, group=letter.group)
            if until is not None:
                await self._put_back(letter, until, claimed=ours)
                return
            ours = ours or await self._claims((letter, self.clock()))
            if not ours:
                self.outbox.pace.give_back()
                return
            outcome = await self.outbox.attempt(letter.address, reply_of(letter), thread=letter.thread)
            if isinstance(outcome, Moved):
                await self.store.apply([Relocated(letter.address, outcome.address)], self.clock())
                letter = replace(letter, address=outcome.address)
                continue
            if isinstance(outcome, SlowDown):
                await self._put_back(letter, self.clock() + timedelta(seconds=outcome.seconds), claimed=True)
            else:
                await self._record(letter, outcome, posted)
            return
        await self._record(letter, Refused("moved too often"), posted)

    async def _put_back(self, letter: LetterQueued, until: datetime, *, claimed: bool) -> None:
        self._spared.until(until)
        await self.store.apply([LetterPutBack(letter.id, until, claimed)], self.clock())

    async def _record(self, letter: LetterQueued, outcome: Outcome, posted: Posted) -> None:
        await self.store.apply(_after(letter, outcome), self.clock())
        match outcome:
            case Sent():
                posted.sent += 1
            case Uncertain():
                posted.uncertain += 1
            case Gone():
                posted.gone += 1
            case Refused(reason):
                posted.refused += 1
                log.error("the messenger refused a letter: %s", reason)

    async def _claim_all(self, wanted: Sequence[tuple[LetterQueued, datetime]]) -> Sequence[bool | Exception]:
        return await self.store.write(partial(_claimed, wanted=wanted))


async def post_forever(post: Post, stop: asyncio.Event, every: float = EVERY) -> None:
    """Send letters until ``stop`` is set; what is in flight then ends."""

    async def round_() -> dict[str, int]:
        return (await post.deliver(stop)).as_dict()

    await repeat("letters", round_, stop, every)


def _claimed(connection: Connection, wanted: Sequence[tuple[LetterQueued, datetime]]) -> list[bool]:
    shut = shut_out(connection, {letter.address for letter, _ in wanted})
    for address in shut:
        # Written to after the ban, as whoever gave something that is decided on.
        cancel(connection, wanted[0][1], letters.c.address == address)
    return [claim_letter(connection, letter.id, now) for letter, now in wanted]


def _page(connection: Connection, now: datetime, after: Places) -> _Page:
    return letters_lost(connection, now), letters_waiting(connection, now, after, PAGE)


def _after(letter: LetterQueued, outcome: Outcome) -> Sequence[Fact]:
    """What is written down once the outcome of a claimed letter is known."""
    states: dict[type, LetterState] = {Sent: "sent", Uncertain: "uncertain", Gone: "gone", Refused: "refused"}
    settled = LetterSettled(letter.id, states[type(outcome)])
    return [settled, Unreachable(letter.address, outcome.reason)] if isinstance(outcome, Gone) else [settled]
