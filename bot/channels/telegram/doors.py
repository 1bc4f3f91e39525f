"""What the channel itself asks the door, before the dialogue is reached: groups to leave, what is no text, searches."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.channels.telegram.calls import Calls
from bot.channels.telegram.delivery import Delivery
from bot.clock import Clock
from bot.dialogue.door import Door
from bot.dialogue.present import paragraphs
from bot.messages import Address, Message, Reply
from bot.texts import texts

log = logging.getLogger(__name__)


class Doors:
    """The door, as this channel needs it.

    Args:
        door: who is answered; everybody and everywhere when there is none.
        calls: to leave a group.
        delivery: to say why.
        clock: the present moment.
    """

    def __init__(self, door: Door | None, calls: Calls, delivery: Delivery, clock: Clock) -> None:
        self._door = door
        self._calls = calls
        self._delivery = delivery
        self._clock = clock

    async def joined(self, group: Address, by: Address) -> bool:
        """Whether the bot stays in a group to which it was added; it says why it leaves, and leaves."""
        if self._door is None or await self._door.opened(group, by, self._clock()):
            return True
        await self._leave(group)
        return False

    async def stays(self, group: Address) -> bool:
        """Whether the bot is where it may be; it leaves when it is not."""
        if self._door is None or await self._door.welcomes(group):
            return True
        await self._leave(group)
        return False

    async def moved(self, old: Address, new: Address) -> None:
        """A group has another address from now on."""
        if self._door is not None:
            await self._door.moved(old, new)

    async def refusal(self, message: Message) -> Reply | None:
        """What is said to something that is no text, instead of that it is none."""
        return None if self._door is None else await self._door.refusal(message, self._clock())

    async def searches(self, person: Address) -> bool:
        """Whether somebody who types in another chat is given passages."""
        return self._door is None or await self._door.searches(person)

    async def _leave(self, group: Address) -> None:
        log.info("a group that the team has not opened is left")
        await self._delivery.deliver(Reply(paragraphs(texts("safety-group"))), group)
        try:
            await self._calls("leaveChat", chat_id=group.id)
        except TelegramError as error:
            log.warning("a group could not be left: %s", error.message)
