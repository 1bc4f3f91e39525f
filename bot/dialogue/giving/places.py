"""Where one can give something: in private, and where one can be written to later."""

from __future__ import annotations

from bot.dialogue.passing_by import met_in_passing
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Turn
from bot.messages import Reply
from bot.texts import texts


def cannot_give(turn: Turn) -> str:
    """Why nothing can be given here, in a sentence; empty where it can."""
    if turn.message.place == "group":
        return texts("give-private")
    return texts("give-elsewhere") if met_in_passing(turn.message.chat) else ""


def elsewhere(turn: Turn, intent: str) -> Answer | None:
    """The answer where nothing can be given; None where it can."""
    why = cannot_give(turn)
    return Answer(Reply(paragraphs(why), intent=intent), turn.remember()) if why else None
