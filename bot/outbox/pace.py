"""The pace: so many messages a second in all, one a second in a chat, so many a minute in a group."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from bot.messages import Address

CHAT_SECONDS = 1.0
_MINUTE = 60.0
_SLIP = 1.0
"""Seconds that a clock may be set right by unnoticed; put back by more, it must not keep anybody waiting until then."""
_REMEMBERED = 4096
"""Chats after which those of no more importance are forgotten."""


class Pace:
    """Says how long to wait; whoever sends says when it did.  Moments are aware, waits in seconds.

    Args:
        per_second: messages in all.
        group_minute: messages a minute in one group.
        catch_up: seconds of unused slots that may be made up for, so that a late wake-up does not slow the whole.
    """

    def __init__(self, per_second: float = 28.0, group_minute: int = 20, catch_up: float = 0.25) -> None:
        self._every = timedelta(seconds=1 / per_second)
        self._group_minute = group_minute
        self._catch_up = timedelta(seconds=catch_up)
        self._next: datetime | None = None
        self._last: dict[Address, datetime] = {}
        self._groups: dict[Address, deque[datetime]] = {}

    def wait(self, now: datetime) -> float:
        """Seconds until any message may be sent."""
        return max(0.0, self._ahead(now).total_seconds())

    def chat_wait(self, chat: Address, now: datetime, *, group: bool = False) -> float:
        """Seconds until this chat may have another message."""
        last, sent = self._last.get(chat), self._groups.get(chat)
        wait = 0.0 if last is None else _left(CHAT_SECONDS, last, now)
        if group and sent is not None and len(sent) >= self._group_minute:
            wait = max(wait, _left(_MINUTE, sent[-self._group_minute], now))
        return wait

    def spend(self, chat: Address, now: datetime, *, group: bool = False) -> None:
        """A message is being sent to this chat."""
        ahead = max(self._ahead(now), -self._catch_up)
        self._next = now + min(ahead, timedelta(seconds=_MINUTE)) + self._every
        if len(self._last) >= _REMEMBERED:
            self._forget(now)
        self._last[chat] = now
        if group:
            self._groups.setdefault(chat, deque(maxlen=self._group_minute)).append(now)

    def give_back(self) -> None:
        """The message was not sent after all: its place is free for the next."""
        if self._next is not None:
            self._next -= self._every

    def _ahead(self, now: datetime) -> timedelta:
        """How far off the next free place is; it is now when the clock was put back since it was worked out."""
        ahead = timedelta() if self._next is None else self._next - now
        return ahead if ahead <= self._every + timedelta(seconds=_MINUTE + _SLIP) else timedelta()

    def _forget(self, now: datetime) -> None:
        soon = timedelta(seconds=CHAT_SECONDS)
        self._last = {chat: last for chat, last in self._last.items() if abs(now - last) < soon}
        minute = timedelta(seconds=_MINUTE)
        self._groups = {chat: sent for chat, sent in self._groups.items() if abs(now - sent[-1]) < minute}


def _left(seconds: float, since: datetime, now: datetime) -> float:
    """What is left of so many seconds that began at a moment."""
    left = seconds - (now - since).total_seconds()
    return 0.0 if left > seconds + _SLIP else max(0.0, left)
