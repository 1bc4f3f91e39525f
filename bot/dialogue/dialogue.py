"""The dialogue: a message comes in, a reply goes out.

recall the conversation → route → the feature → write the facts in one transaction → reply.
"""

from __future__ import annotations

import logging
import random
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clock import Clock, system_clock
from bot.dialogue.admin.documents import editable
from bot.dialogue.commands import meant_by
from bot.dialogue.features import ACTIONS, COMMANDS, INTENTS, PLACES
from bot.dialogue.giving.replying import as_answer
from bot.dialogue.giving.standing import with_given
from bot.dialogue.intents import Browse, Command, Intent, SentFile
from bot.dialogue.note_taking import as_note
from bot.dialogue.passing_by import met_once
from bot.dialogue.present import paragraphs
from bot.dialogue.router import route
from bot.dialogue.standing import Standing
from bot.dialogue.stocks import Stocks
from bot.dialogue.turn import Answer, Turn
from bot.dialogue.typed_buttons import TypedButton
from bot.dialogue.view import View, view_of
from bot.failure import type_and_place
from bot.messages import Message, Progress, Reply, silent
from bot.store.facts import ConversationKey, Fact, Remember, Seen
from bot.store.subscribing import Alive
from bot.texts import texts

if TYPE_CHECKING:
    from bot.dialogue.door import Door
    from bot.editorial.library import Library, Served
    from bot.editorial.refreshing import Refresher
    from bot.settings import Settings
    from bot.store import Store

_log = logging.getLogger(__name__)
_HANDED_ON_AT_MOST = 4
"""A feature may hand a message on to another; more often than this is a mistake of ours."""


class Dialogue:
    """Answers messages from the corpus being served.  It keeps nothing between messages: the store does.

    Args:
        library: what is being served; taken once for each message.
        store: recalls and remembers.
        settings: how much is shown, who answers for personal data.
        clock: the present moment.
        draw: an integer below its argument, for the question drawn at random.
        new_id: a fresh id for a question, fit for a button.
        refresher: what editors change the corpus with; None where nobody can.
        standing: who is of the editorial team; looked up in the store when it is not given.
        door: asked first whether somebody is answered; everybody is without it.
        errors: how many this program has had.
    """

    def __init__(
        self,
        library: Library,
        store: Store,
        settings: Settings,
        clock: Clock = system_clock,
        *,
        draw: Callable[[int], int] | None = None,
        new_id: Callable[[], str] | None = None,
        refresher: Refresher | None = None,
        standing: Standing | None = None,
        door: Door | None = None,
        errors: Callable[[], int] = lambda: 0,
    ) -> None:
        self._library, self._store, self._settings, self._clock = library, store, settings, clock
        self._draw = draw or random.SystemRandom().randrange
        self._new_id = new_id or (lambda: secrets.token_hex(8))
        self._refresher = refresher
        self._standing = standing or Standing(store, settings)
        self._door, self._errors = door, errors
        self._viewed: tuple[Served, View] | None = None
        self._stocks = Stocks()

    async def respond(self, message: Message, progress: Progress = silent) -> Reply:
        """The reply to a message.  It never raises for anything that a person can send.

        Args:
            message: what came in.
            progress: shows how far a long action is, before the reply.
        """
        try:
            return await self._respond(message, progress)
        except Exception as error:
            _log.error("%s", type_and_place(error))
            return Reply(paragraphs(texts("error")))

    async def _respond(self, message: Message, progress: Progress) -> Reply:
        now = self._clock()
        if self._door is not None and (refusal := await self._door.refusal(message, now)) is not None:
            return refusal
        key = ConversationKey(message.chat, message.thread, message.sender)
        memory = await self._store.recall(key, now)
        served = self._library.current
        turn = Turn(
            message,
            memory,
            served,
            self._view(served),
            self._settings,
            self._store,
            now,
            self._draw,
            self._new_id,
            tuple(COMMANDS.values()),
            lambda: self._stocks.of(served),
            progress,
            self._refresher,
            self._standing,
            self._errors,
        )
        answer = await with_given(turn, await self._answer(turn))
        if not answer.forget:
            facts: list[Fact] = [Seen(message.sender), Alive(message.chat), *answer.facts]
            kept = answer.memory or turn.in_passing()
            if kept != memory or answer.memory is not None:
                facts.append(Remember(key, kept))
            await self._store.apply(facts, now)
        return await editable(turn, answer.reply)

    async def _answer(self, turn: Turn) -> Answer:
        """What the feature answers, following from one feature to another where one hands the message on."""
        message = turn.message
        result: Answer | Intent
        if message.stale:
            return Answer(Reply(paragraphs(texts("stale-button")), aside=True))
        if message.action is not None:
            handler = ACTIONS.get(type(message.action))
            if handler is None:
                return Answer(Reply(paragraphs(texts("stale-button")), aside=True))
            result = await handler(turn, message.action)
        elif message.file is not None and await turn.is_admin():
            result = SentFile()
        elif message.file is not None and not message.text:
            return Answer(Reply(paragraphs(texts("text-only"))), forget=True)
        else:
            understood = route(message.text, turn.memory, turn.view, turn.now)
            result = await as_answer(turn, as_note(turn, understood))
        handed_on = 0
        while not isinstance(result, Answer):
            if handed_on == _HANDED_ON_AT_MOST:
                raise RuntimeError("handed on without end")
            result = await self._dispatch(turn, result)
            handed_on += 1
        return result

    async def _dispatch(self, turn: Turn, intent: Intent) -> Answer | Intent:
        if isinstance(intent, Command):
            return meant_by(intent, COMMANDS)
        if isinstance(intent, Browse):
            return await PLACES[intent.place](turn.within(intent.theme), intent)
        if isinstance(intent, TypedButton):
            done = await ACTIONS[type(intent.action)](turn, intent.action)
            # There is no message to replace: nothing was pressed.
            return replace(done, reply=replace(done.reply, edits=False)) if isinstance(done, Answer) else done
        meant = met_once(intent, turn.message.chat)
        return await INTENTS[type(meant)](turn, meant)

    def make_ready(self, served: Served) -> None:
        """Make beforehand what the first answer from a new version needs; called beside the answers."""
        self._stocks.of(served)
        self._viewed = (served, view_of(served.corpus, served.index))

    def _view(self, served: Served) -> View:
        """The router's view of what is served, made once for each version."""
        if self._viewed is None or self._viewed[0] is not served:
            self._viewed = (served, view_of(served.corpus, served.index))
        return self._viewed[1]
