"""The corpus refreshed by its editors: from its sources, or by a file that they send."""

from __future__ import annotations

from bot.dialogue.intents import SentFile
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.texts import texts


async def sent(turn: Turn, intent: SentFile) -> Answer:
    """A file for the corpus."""
    return Answer(Reply(paragraphs(texts("later-admin_refresh")), intent="admin_refresh"))


FEATURE = Feature(name="refreshing", intents={SentFile: sent}, admin=True)
