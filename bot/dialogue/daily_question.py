"""The daily question: how it is shown when it is sent unasked, and what its buttons do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING, get_args

from bot.actions import Action
from bot.clock import Clock, system_clock
from bot.daily.calendar import local_day
from bot.daily.moments import Later, later, said_moment
from bot.daily.stock import DailyQuestion
from bot.dialogue.browse_fiches import passage_near
from bot.dialogue.buttons import button, space_link
from bot.dialogue.intents import Courtesy, Intent
from bot.dialogue.note_taking import WAITING, Write
from bot.dialogue.present import paragraphs
from bot.dialogue.question_shown import AnotherQuestion, NotNow, PassageFor, PutOffTo, recalled, shown
from bot.dialogue.subscription import AskPause, Quit, none_yet, own, refused
from bot.dialogue.subscription_words import coming
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.store.deliveries import last_question_sent
from bot.store.memory import Pending
from bot.store.reminders import PutOff
from bot.store.subscriptions import Subscription
from bot.texts import texts

if TYPE_CHECKING:
    from bot.editorial.library import Library
    from bot.store import Store


FRESH = timedelta(hours=12)
"""How long "plus tard" may mean the question that was sent unasked."""


@dataclass(frozen=True, slots=True)
class GoOn(Action, prefix="sg"):
    """Yes, more questions."""


class DailyWording:
    """What the ticker sends, as ``bot.daily.wording.Wording`` has it.

    Args:
        library: what is being served at the moment of sending.
        store: where notes are.
        clock: the present moment.
    """

    def __init__(self, library: Library, store: Store, clock: Clock = system_clock) -> None:
        self._library, self._store, self._clock = library, store, clock

    async def question(
        self, subscription: Subscription, question: DailyQuestion, *, new_round: bool = False, later: bool = False
    ) -> Reply:
        """The question of the day, or one that was put off; in private with what the person noted before."""
        today = local_day(self._clock(), subscription.zone)
        note = "" if subscription.group else await recalled(self._store, subscription.chat, question, today)
        corpus = self._library.current.corpus
        quoted = shown(corpus, question, today)
        intro = (texts("daily-new-round") if new_round else "", texts("daily-intro-later" if later else "daily-intro"))
        buttons = (
            button("button-note", Write(question.id)),
            button("button-fiche-passage", PassageFor(question.id)),
            button("button-reflect-again", AnotherQuestion(question.id)),
            button("button-later", NotNow(question.id)),
            button("button-pause", AskPause()),
            *space_link(corpus, question.theme),
        )
        return Reply((*paragraphs(*intro), quoted, *paragraphs(note)), buttons, intent="daily")

    async def go_on(self, subscription: Subscription) -> Reply:
        """Whether the person wants more, after many questions without a sign of life."""
        buttons = (
            button("button-go-on", GoOn()),
            button("button-pause", AskPause()),
            button("button-quit", Quit()),
        )
        return Reply(paragraphs(texts("daily-ask", count=subscription.unanswered)), buttons, intent="daily")


async def passage_for(turn: Turn, action: PassageFor) -> Answer:
    """The passage that is nearest to a question."""
    question = turn.stock.get(action.question)
    return passage_near(turn, question.text if question else "", besides=question.passage if question else "")


async def not_now(turn: Turn, action: NotNow) -> Answer | Intent:
    """When, then?  Said where there is no question to put off, it is taken note of."""
    if not action.question:
        look = partial(last_question_sent, chat=turn.message.chat, since=turn.now - FRESH)
        sent = turn.stock.get(await turn.store.read(look))
        return Courtesy("assent") if sent is None else await not_now(turn, NotNow(sent.id))
    buttons = tuple(button(f"button-later-{when}", PutOffTo(action.question, when)) for when in get_args(Later))
    pending = Pending("later", action.question, turn.now + WAITING)
    return Answer(Reply(paragraphs(texts("later-when")), buttons, intent="daily"), turn.waiting(pending))


async def put_off(turn: Turn, action: PutOffTo) -> Answer:
    """The question comes again then; its row is the same for everybody, subscribed or not."""
    denied = refused(turn, "daily")
    if denied is not None:
        return denied
    if turn.stock.get(action.question) is None:
        return Answer(Reply(paragraphs(texts("question-gone")), edits=True, intent="daily"), turn.remember())
    subscription, daily = await own(turn), turn.settings.daily
    zone = subscription.zone if subscription else daily.zone
    hour = subscription.time if subscription else time.fromisoformat(daily.time)
    when: Later = next((one for one in get_args(Later) if one == action.when), "hour")
    due = later(when, turn.now, zone, hour)
    said = texts("later-done", moment=said_moment(due, zone, turn.now))
    fact = PutOff(turn.message.chat, action.question, due, turn.message.thread)
    return Answer(Reply(paragraphs(said), edits=True, intent="daily"), turn.remember(), (fact,))


async def go_on(turn: Turn, action: GoOn) -> Answer:
    """Pressing it is the sign of life; the next question is said."""
    subscription = await own(turn)
    if subscription is None:
        return none_yet(turn, "daily")
    said = paragraphs(texts("go-on-done"), coming(subscription, turn.now))
    return Answer(Reply(said, edits=True, intent="daily"), turn.remember())


FEATURE = Feature(
    name="daily_question",
    actions={PassageFor: passage_for, NotNow: not_now, PutOffTo: put_off, GoOn: go_on},
)
