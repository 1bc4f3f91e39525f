"""Who runs a group, and what follows when a chat shuts the bot out or lets it in again."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from telegram.error import TelegramError

from bot.channels.telegram.calls import Calls
from bot.clock import Clock
from bot.daily.calendar import next_due
from bot.messages import Address, Message
from bot.store import Store
from bot.store.facts import Fact
from bot.store.subscribing import Reachable, Unreachable
from bot.store.subscriptions import of

log = logging.getLogger(__name__)
BELIEVED = timedelta(minutes=5)
"""How long Telegram's word on somebody's rank is taken for true."""
AT_MOST = 4096
_RUNNING = frozenset({"administrator", "creator"})


class Ranks:
    """Says of a message from a group whether its sender runs the group; asked of Telegram, and believed for a while.

    Args:
        calls: to the Bot API.
        clock: the present moment.
    """

    def __init__(self, calls: Calls, clock: Clock) -> None:
        self._calls = calls
        self._clock = clock
        self._known: dict[tuple[Address, Address], tuple[bool, datetime]] = {}

    async def told(self, message: Message) -> Message:
        """The message, with its sender's rank."""
        if message.place == "private":
            return message
        # An anonymous administrator writes as the group itself.
        runs = message.sender == message.chat or await self._runs(message.chat, message.sender)
        return replace(message, administrator=runs)

    async def _runs(self, chat: Address, person: Address) -> bool:
        now = self._clock()
        known = self._known.get((chat, person))
        if known is not None and abs(now - known[1]) < BELIEVED:  # the clock may have been put back
            return known[0]
        try:
            member = await self._calls("getChatMember", chat_id=chat.id, user_id=person.id)
        except TelegramError as error:
            log.warning("somebody's rank in a group could not be asked: %s", error.message)
            return False
        if len(self._known) >= AT_MOST:
            self._known.clear()
        runs = member["status"] in _RUNNING
        self._known[chat, person] = runs, now
        return runs


def shut_out(chat: Address) -> Fact:
    """The chat blocked or removed the bot: nothing is sent there until it comes back."""
    return Unreachable(chat, "blocked")


async def let_in(store: Store, chat: Address, now: datetime) -> Fact | None:
    """The chat takes messages again: its subscription, where it has one, goes on from now."""
    subscription = await store.read(partial(of, chat=chat))
    if subscription is None or subscription.inactive_on is None:
        return None
    return Reachable(chat, next_due(replace(subscription, inactive_on=None, inactive_reason=""), now))
