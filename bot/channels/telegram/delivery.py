"""An answer's way to the person: new messages, or the earlier ones edited in place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from bot.channels.telegram.patience import settled
from bot.channels.telegram.render import Text, render
from bot.channels.telegram.sender import TelegramSender
from bot.clock import Sleep
from bot.messages import Address, Reply
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent

log = logging.getLogger(__name__)


class Delivery:
    """Delivers one reply after another, with patience.

    Args:
        sender: one attempt at a time.
        moved: told when a group turns out to live at another address.
        sleep: waits between attempts.
    """

    def __init__(
        self,
        sender: TelegramSender,
        moved: Callable[[Address, Address], Awaitable[None]],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._sender = sender
        self._moved = moved
        self._sleep = sleep

    async def deliver(
        self,
        reply: Reply,
        chat: Address,
        *,
        thread: str = "",
        over: Sequence[int] = (),
        reply_to: int | None = None,
    ) -> tuple[int, ...]:
        """Show a reply, in place of the bot's messages ``over`` as far as they can still be edited.

        A reply without anything in it is silence.

        Returns:
            The messages that show it now; none when the person cannot be reached any more.
        """
        if not reply.blocks and not reply.buttons:
            return ()
        pieces, markup = render(reply), self._sender.keyboards.of(reply)
        shown: list[int] = []
        left = list(over)
        for number, piece in enumerate(pieces, 1):
            under = markup if number == len(pieces) else None
            outcome: Outcome = Refused("")
            if left and isinstance(piece, Text):
                edit = partial(self._sender.edit, message=left.pop(0), piece=piece, markup=under)
                outcome, chat = await self._settled(edit, chat)
            if isinstance(outcome, Refused):
                asker = reply_to if number == 1 else None
                post = partial(self._sender.post, piece=piece, markup=under, thread=thread, reply_to=asker)
                outcome, chat = await self._settled(post, chat)
            if isinstance(outcome, Sent):
                shown.extend(map(int, outcome.messages))
            elif isinstance(outcome, Gone):
                log.info("a chat can no longer be written to: %s", outcome.reason)
                return ()
            else:
                log.error("a message was not sent: %s", outcome)
        for surplus in left:
            await self._settled(partial(self._sender.delete, message=surplus), chat)
        return tuple(shown)

    async def _settled(
        self, attempt: Callable[[Address], Awaitable[Outcome]], chat: Address
    ) -> tuple[Outcome, Address]:
        """The outcome, and where the chat lives now."""
        outcome = await settled(lambda: attempt(chat), self._sleep)
        if not isinstance(outcome, Moved):
            return outcome, chat
        await self._moved(chat, outcome.address)
        return await settled(lambda: attempt(outcome.address), self._sleep), outcome.address
