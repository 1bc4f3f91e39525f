"""Whose subscription a message is about, who may change it, and how a change is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import partial

from bot.actions import Action
from bot.daily.calendar import local_day, next_due, scheduled
from bot.dialogue.buttons import button
from bot.dialogue.present import paragraphs
from bot.dialogue.subscription_words import coming, terms
from bot.dialogue.turn import Answer, Turn
from bot.messages import Button, Reply
from bot.store.memory import Pending
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription, of
from bot.texts import texts

SEEDS = 2**62
"""How many orders of the questions there are to draw from."""

JOINING = "join"
"""What somebody is in the middle of who was asked whether they want to subscribe."""
ADJUSTING = "settings"
"""What somebody is in the middle of who has just been told their settings: "non, finalement le matin"."""
WAITING = timedelta(minutes=15)
WANTED_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class OpenSettings(Action, prefix="sv"):
    """Show a view of the subscription's settings in place of the message; the empty one is the first."""

    view: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class AskPause(Action, prefix="sp"):
    """Show how long the questions may stop, under a question that stays."""


@dataclass(frozen=True, slots=True)
class Join(Action, prefix="sj"):
    """Subscribe, or take up again what was paused."""


@dataclass(frozen=True, slots=True)
class Quit(Action, prefix="sx"):
    """Unsubscribe."""


async def own(turn: Turn) -> Subscription | None:
    """The subscription of the chat that the message came from."""
    return await turn.store.read(partial(of, chat=turn.message.chat))


async def come_back(turn: Turn) -> Subscription | None:
    """The subscription of a chat that could not be written to and shows itself again, as it goes on from now."""
    subscription = await own(turn)
    if subscription is None or subscription.inactive_on is None:
        return None
    again = replace(subscription, inactive_on=None, inactive_reason="")
    return replace(again, due=next_due(again, turn.now))


def begun(turn: Turn) -> Subscription:
    """A new subscription of this chat, as the settings have it."""
    daily = turn.settings.daily
    return Subscription(
        chat=turn.message.chat,
        seed=turn.draw(SEEDS),
        since=local_day(turn.now, daily.zone),
        time=time.fromisoformat(daily.time),
        zone=daily.zone,
        territory=daily.territory,
        thread=turn.message.thread,
        group=turn.message.place == "group",
    )


def refused(turn: Turn, intent: str = "subscribe") -> Answer | None:
    """The answer to somebody who may not change this subscription: a group's is its administrators' business."""
    if turn.message.place == "private" or turn.message.administrator:
        return None
    return Answer(Reply(paragraphs(texts("subscription-administrators")), aside=True, intent=intent))


def stored(turn: Turn, subscription: Subscription) -> tuple[Subscription, tuple[Subscribed, ...]]:
    """A subscription with its next question as of now, and the fact that writes it down."""
    known = scheduled(subscription, turn.now)
    return known, (Subscribed(known),)


def confirmed(
    turn: Turn, subscription: Subscription, *said: str, intent: str, buttons: Sequence[Button] = (), edits: bool = False
) -> Answer:
    """What was done, the terms (a pause leaves them), and when the next question comes; written down."""
    known, facts = stored(turn, subscription)
    kept = () if intent == "pause" else (terms(known),)
    ways = tuple(buttons) or (button("button-settings", OpenSettings()), button("button-quit", Quit()))
    reply = Reply(paragraphs(*said, *kept, coming(known, turn.now)), ways, edits, intent=intent)
    return Answer(reply, turn.waiting(Pending(ADJUSTING, "", turn.now + WAITING)), facts)


def none_yet(turn: Turn, intent: str, key: str = "subscription-none", wanted: str = "") -> Answer:
    """There is no subscription: said, with the way to one; what was ``wanted`` of it goes with it."""
    pending = Pending(JOINING, wanted[:WANTED_AT_MOST], turn.now + WAITING)
    reply = Reply(paragraphs(texts(key)), (button("button-join", Join()),), intent=intent)
    return Answer(reply, turn.waiting(pending))
