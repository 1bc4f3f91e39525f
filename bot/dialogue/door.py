"""The door: who is answered at all.  It is asked before anything else, and costs no statement of the database.

Whoever is not answered is told why, once; what concerns their data is answered always.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from functools import partial

from bot.actions import encode
from bot.dialogue.admin.access import OpenAccess
from bot.dialogue.allowance import Allowance
from bot.dialogue.personal import AskErase, EraseNow
from bot.dialogue.present import label, paragraphs
from bot.dialogue.standing import Standing
from bot.messages import Address, Message, Reply
from bot.settings import Settings
from bot.store import Store
from bot.store.access import AskedIn, ban_follows, settle
from bot.store.letters import LetterQueued
from bot.texts import texts

log = logging.getLogger(__name__)
AGAIN = timedelta(hours=12)
"""After which somebody who is not let in is told so again."""
_RIGHTS = frozenset({"mesdonnees", "effacer", "confidentialite"})
_REMEMBERED = 10_000
SILENCE = Reply((), intent="refused")


class Door:
    """Says of a message whether it is answered.

    Args:
        standing: who is who.
        store: where those who ask to be let in are written down.
        settings: how many messages, and who may write at all.
    """

    def __init__(self, standing: Standing, store: Store, settings: Settings) -> None:
        self._standing = standing
        self._store = store
        self._settings = settings
        self._allowance = Allowance(settings.safety.messages_minute)
        self._told: dict[Address, datetime] = {}

    @property
    def asks_names(self) -> bool:
        """Whether people are let in one by one."""
        return self._settings.safety.allow_list

    async def refusal(self, message: Message, now: datetime) -> Reply | None:
        """What is said instead of an answer, perhaps nothing; None when the message is answered."""
        sender = message.sender
        known = await self._standing.known()
        if await self._standing.is_admin(sender):
            return None
        # Whoever waits for the answers can never be too fast: one chat has one of our hands at most.
        verdict = self._allowance.spend(sender, now) if message.hurried else "yes"
        if verdict != "yes":
            return _said("safety-slower") if verdict == "no" else SILENCE
        if _of_rights(message):
            return None
        if known.access.banned(sender):
            return self._once(sender, now, "safety-banned")
        if message.place == "group":
            return await self._group(message.chat, sender, now)
        safety = self._settings.safety
        if not safety.allow_list or known.access.guests.get(sender) == "allowed" or _invited(message):
            return None
        return await self._outside(message, now)

    async def welcomes(self, group: Address) -> bool:
        """Whether the bot stays in this group."""
        access = (await self._standing.known()).access
        if access.banned(group):
            return False
        opened = access.guests.get(group) == "allowed" or group in access.groups
        return opened or self._settings.safety.groups == "open"

    async def moved(self, old: Address, new: Address) -> None:
        """A group has another address from now on: where it was shut out it stays so."""
        if (await self._standing.known()).access.banned(old):
            await self._store.write(partial(ban_follows, old=old, new=new))
            await self._standing.refresh()

    async def opened(self, group: Address, by: Address, now: datetime) -> bool:
        """Whether the bot stays in a group to which ``by`` added it: somebody of the team opens it by that."""
        if self._settings.safety.groups == "known" and await self._standing.is_admin(by):
            await self._store.write(partial(settle, address=group, state="allowed", today=now.date()))
            await self._standing.refresh()
        return await self.welcomes(group)

    async def searches(self, person: Address) -> bool:
        """Whether somebody who types in another chat is given passages."""
        access = (await self._standing.known()).access
        if await self._standing.is_admin(person):
            return True
        allowed = not self._settings.safety.allow_list or access.guests.get(person) == "allowed"
        return allowed and not access.banned(person)

    async def _group(self, group: Address, sender: Address, now: datetime) -> Reply | None:
        if not await self.welcomes(group):
            return self._once(group, now, "safety-group")
        guests = (await self._standing.known()).access.guests
        if not self._settings.safety.allow_list or "allowed" in (guests.get(group), guests.get(sender)):
            return None
        return SILENCE

    async def _outside(self, message: Message, now: datetime) -> Reply:
        """Somebody whom the team has not let in: they are asked about, once."""
        state = (await self._standing.known()).access.guests.get(message.sender)
        if state is None:
            asked = AskedIn(secrets.token_hex(8), message.sender, message.name)
            await self._store.apply([asked, *await self._ring(now)], now)
        return self._once(message.sender, now, "safety-refused" if state == "refused" else "safety-pending")

    async def _ring(self, now: datetime) -> list[LetterQueued]:
        """A word to the team that somebody is at the door; one a day to each of them."""
        button = label(texts("button-access")), encode(OpenAccess())
        team = await self._standing.team()
        numbers = [await self._standing.number(one) for one in team]
        return [
            LetterQueued(f"door-{now:%Y-%m-%d}-{number}", one, texts("access-letter"), (button,))
            for one, number in zip(team, numbers, strict=True)
        ]

    def _once(self, address: Address, now: datetime, key: str) -> Reply:
        told = self._told.get(address)
        if told is not None and abs(now - told) < AGAIN:
            return SILENCE
        if len(self._told) >= _REMEMBERED:
            self._told.clear()
        self._told[address] = now
        contact = self._settings.organisation.contact
        return _said(key, texts("safety-contact", contact=contact) if contact and key == "safety-banned" else "")


def _said(key: str, more: str = "") -> Reply:
    return Reply(paragraphs(texts(key), more), intent="refused")


def _of_rights(message: Message) -> bool:
    """Whether this is about the data that are kept about the person, which nobody is refused."""
    if isinstance(message.action, EraseNow | AskErase):
        return True
    head, _, payload = message.text.partition(" ")
    return head[1:].partition("@")[0] in _RIGHTS or (head == "/start" and payload in _RIGHTS)


def _invited(message: Message) -> bool:
    """Whether the message brings an invitation to the team: whether it holds is seen later."""
    return message.text.startswith("/start a_")
