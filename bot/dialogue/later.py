"""Wishes whose feature is not there yet: recognised, and answered with one true sentence."""

from __future__ import annotations

from bot.dialogue.buttons import button
from bot.dialogue.intents import Wish
from bot.dialogue.present import paragraphs
from bot.dialogue.reflect import AnotherQuestion
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.texts import texts


async def wish(turn: Turn, intent: Wish) -> Answer:
    """One true sentence; for those who wanted questions, one at once."""
    buttons = (button("button-question", AnotherQuestion()),) if intent.kind == "subscribe" else ()
    return Answer(Reply(paragraphs(texts(f"later-{intent.kind}")), buttons, intent=intent.kind))


FEATURE = Feature(name="later", intents={Wish: wish})
