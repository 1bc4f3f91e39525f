"""Shows « écrit… »: at once to who comes back after a while, and to anybody whose answer takes time.

An answer usually comes within milliseconds; a call that says it is coming would only delay it, and the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.channels.telegram.order import Lines
from bot.channels.telegram.updates import Owed
from bot.messages import Address, Message
from bot.outbox.sender import Outcome

BUSY = 24
"""Chats with something to do from which on nothing is shown: the calls would delay the answers themselves."""
CONVERSING = 60.0
"""Seconds after its last message during which a chat is in conversation."""
SLOW = 0.3
"""Seconds after which an answer to a chat in conversation takes time."""
_CHATS_AT_MOST = 10_000


class Typing:
    """Decides when to show that the bot is at work.

    Args:
        show: the call, given the chat and its thread.
        beside: lets it run without anybody waiting for it.
        lines: the chats that have something to do.
    """

    def __init__(
        self,
        show: Callable[[Address, str], Coroutine[Any, Any, Outcome]],
        beside: Callable[[Coroutine[Any, Any, object]], None],
        lines: Lines[Owed],
    ) -> None:
        self._show, self._beside, self._lines = show, beside, lines
        self._last: dict[Address, float] = {}

    def __call__(self, message: Message) -> None:
        """A message came in."""
        if len(self._lines) >= BUSY:
            return
        loop = asyncio.get_running_loop()
        now, last = loop.time(), self._last.get(message.chat)
        if last is None and len(self._last) >= _CHATS_AT_MOST:
            self._last.clear()
        self._last[message.chat] = now
        if last is None or now - last > CONVERSING:
            self._beside(self._show(message.chat, message.thread))
        else:
            loop.call_later(SLOW, self._still, message)

    def _still(self, message: Message) -> None:
        if message.chat in self._lines:
            self._beside(self._show(message.chat, message.thread))
