"""From what came in to what goes out: asks the dialogue, delivers its reply, writes down that nothing is owed."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial

from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.doors import Doors
from bot.channels.telegram.files import Files
from bot.channels.telegram.groups import ASK
from bot.channels.telegram.inline import Inline
from bot.channels.telegram.ledger import Ledger
from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.membership import Ranks, let_in, shut_out
from bot.channels.telegram.patience import Abandoned
from bot.channels.telegram.personal import for_one_alone, opened_in_private, payload_as_command, with_the_way
from bot.channels.telegram.progress import Progressing
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.updates import (
    Incoming,
    Joined,
    Left,
    Migrated,
    Owed,
    Pressed,
    Returned,
    Typed,
    Unreadable,
    Written,
)
from bot.clock import Clock
from bot.messages import Address, Answerer, Message, Paragraph, Progress, Reply, silent
from bot.outbox.sender import Sent
from bot.store import Store
from bot.store.facts import Fact
from bot.store.inbox import Relocated, Replied, messages_for
from bot.texts import texts

log = logging.getLogger(__name__)
AT_ONCE = 64
"""Questions being worked on at one time; answers on their way do not count."""
FORGOTTEN = frozenset({"erase"})
"""Intents whose answer leaves no row and no trace: somebody who has just been erased must not come back by it."""


class Answering:
    """Handles one update after another of a line; what goes wrong with one stays with it."""

    def __init__(
        self,
        dialogue: Answerer,
        store: Store,
        ledger: Ledger,
        sender: TelegramSender,
        delivery: Delivery,
        inline: Inline,
        ranks: Ranks,
        files: Files,
        doors: Doors,
        username: str,
        clock: Clock,
    ) -> None:
        self._dialogue = dialogue
        self._store = store
        self._ledger = ledger
        self._sender = sender
        self._delivery = delivery
        self._inline = inline
        self._ranks = ranks
        self._files = files
        self._doors = doors
        self._username = username
        self._clock = clock
        self.speaking: set[Address] = set()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._album = ""

    async def handle(self, owed: Owed) -> None:
        """Answer one update and take it out of the inbox.  Raises only for a disk that refuses.

        What the dialogue wrote down, which messages answered, and that nothing is owed are one transaction, after the
        answer was sent.  Only an answer that is on its way at a kill can be given twice.
        """
        facts: list[Fact] = []
        forgotten = False
        with self._store.collecting() as told:
            try:
                if owed.incoming is not None:
                    forgotten = await self._answer(owed.incoming, facts)
            except Abandoned:
                return
            except Exception as error:
                log.error("an update could not be answered\n%s", trace_of(error))
                await self._apologise(owed.incoming)
        await self._ledger.done(owed.number, [*told, *facts])
        if isinstance(owed.incoming, Written | Pressed):
            self.speaking.discard(owed.incoming.message.chat)
        if forgotten:
            await self._store.leave_no_trace()

    async def _answer(self, incoming: Incoming, facts: list[Fact]) -> bool:
        """Do what an update asks, adding to ``facts``; whether nothing of it may stay on the disk."""
        match incoming:
            case Written():
                return await self._written(incoming, facts)
            case Pressed():
                return await self._pressed(incoming)
            case Typed():
                await self._inline.answer(incoming, allowed=await self._doors.searches(incoming.sender))
            case Unreadable(message, said, album):
                if not album or album != self._album:
                    self._album = album
                    await self._say("text-only", message, reply_to=said)
            case Joined(chat, by):
                if await self._doors.joined(chat, by):
                    await self._let_in(chat, facts)
                    hello = Paragraph(texts("telegram-group-hello", username=self._username))
                    await self._delivery.deliver(Reply((hello,)), chat)
            case Returned(chat):
                await self._let_in(chat, facts)
            case Left(chat):
                log.info("the bot was blocked or removed in one chat")
                facts.append(shut_out(chat))
            case Migrated(old, new):
                await self._doors.moved(old, new)
                facts.append(Relocated(old, new))
        return False

    async def _let_in(self, chat: Address, facts: list[Fact]) -> None:
        back = await let_in(self._store, chat, self._clock())
        if back is not None:
            facts.append(back)

    async def _written(self, written: Written, facts: list[Fact]) -> bool:
        message = written.message
        said = str(written.said)
        over: tuple[str, ...] = ()
        if written.edited:
            over = await self._store.read(partial(messages_for, chat=message.chat, said=said))
        if written.document is not None:
            message = replace(message, file=self._files.attachment(written.document))
        earlier = tuple(map(int, over))
        asker = written.said if message.place == "group" else None

        async def deliver(reply: Reply, over: tuple[int, ...]) -> tuple[int, ...]:
            return await self._delivery.deliver(
                reply, message.chat, thread=message.thread, over=over or earlier, reply_to=asker
            )

        async def on_the_way(reply: Reply, over: tuple[int, ...]) -> tuple[int, ...]:
            shown = await deliver(reply, over)
            if not over:
                # After a kill the work begins anew, in the same message.
                await self._store.apply_at_once([Replied(message.chat, said, tuple(map(str, shown)))], self._clock())
            return shown

        async with Progressing(on_the_way) as progress:
            reply = await self._reply(message, progress)
        self.speaking.add(message.chat)
        shown = await deliver(reply, progress.messages)
        forgotten = reply.intent in FORGOTTEN
        if shown and not forgotten:
            facts.append(Replied(message.chat, said, tuple(map(str, shown))))
        return forgotten

    async def _pressed(self, pressed: Pressed) -> bool:
        message = pressed.message
        if message.place == "group":
            return await self._pressed_in_group(pressed)
        acknowledged = asyncio.create_task(self._sender.acknowledge(pressed.query))

        async def deliver(reply: Reply, over: tuple[int, ...]) -> tuple[int, ...]:
            over = over or ((pressed.under,) if reply.edits else ())
            return await self._delivery.deliver(reply, message.chat, thread=message.thread, over=over)

        try:
            async with Progressing(deliver) as progress:
                reply = await self._reply(message, progress)
            self.speaking.add(message.chat)
            await deliver(reply, progress.messages)
        finally:
            await acknowledged
        return reply.intent in FORGOTTEN

    async def _pressed_in_group(self, pressed: Pressed) -> bool:
        """As in private, but what is said to one person alone is not written in the group."""
        message = pressed.message
        alone = ""
        try:
            reply = await self._reply(message, silent)
            alone = for_one_alone(reply)
        finally:
            seen = await self._sender.acknowledge(pressed.query, alone)
        self.speaking.add(message.chat)
        if not alone or not isinstance(seen, Sent):
            over = (pressed.under,) if reply.edits else ()
            await self._delivery.deliver(reply, message.chat, thread=message.thread, over=over)
        return reply.intent in FORGOTTEN

    async def _reply(self, message: Message, progress: Progress) -> Reply:
        if message.place == "group":
            if not await self._doors.stays(message.chat):
                return Reply(())
            if message.text == f"/{ASK}":
                return Reply((Paragraph(texts("telegram-group-ask")),))
            personal = opened_in_private(message, self._username)
            if personal is not None:
                return personal
        async with self._at_once:
            reply = await self._dialogue.respond(await self._ranks.told(payload_as_command(message)), progress)
        return reply if message.place == "private" else with_the_way(reply, self._username)

    async def _say(self, key: str, message: Message, reply_to: int | None = None) -> None:
        asker = reply_to if message.place == "group" else None
        reply = await self._doors.refusal(message) or Reply((Paragraph(texts(key)),))
        await self._delivery.deliver(reply, message.chat, thread=message.thread, reply_to=asker)

    async def _apologise(self, incoming: Incoming | None) -> None:
        if not isinstance(incoming, Written | Pressed | Unreadable):
            return
        try:
            await self._say("error", incoming.message)
        except Abandoned:
            raise
        except Exception as error:
            log.error("nor could this be said\n%s", trace_of(error))
