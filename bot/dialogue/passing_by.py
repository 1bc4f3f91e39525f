"""People who come once: a question on the command line, a file of questions.  Nothing can be sent to them later."""

from __future__ import annotations

from bot.dialogue.intents import Intent, OutOfTouch, Wish
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Address, Reply
from bot.texts import texts

_ONCE = frozenset({"ask", "jsonl"})
"""Channels whose addresses live for one conversation."""
_LATER = ("subscribe", "subscribe_another", "schedule")
"""What is wanted of a subscription that would write to somebody later."""


def met_in_passing(chat: Address) -> bool:
    """Whether whoever writes from there is gone with the answer."""
    return chat.channel in _ONCE


def met_once(intent: Intent, chat: Address) -> Intent:
    """What a wish to be written to becomes where nobody can be; any other intent as it is."""
    if met_in_passing(chat) and isinstance(intent, Wish) and intent.kind in _LATER:
        return OutOfTouch("schedule" if intent.kind == "schedule" else "subscribe")
    return intent


async def out_of_touch(turn: Turn, intent: OutOfTouch) -> Answer:
    """Says where one subscribes; nothing is begun that could never be kept up."""
    return Answer(Reply(paragraphs(texts("subscription-elsewhere")), intent=intent.kind), turn.remember())


FEATURE = Feature(name="passing_by", intents={OutOfTouch: out_of_touch})
