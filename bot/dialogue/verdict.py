"""What somebody says of what they were just shown, typed instead of pressed: "très utile", "ce n'est pas ça", "bof"."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.intents import Courtesy, FollowUp, Intent, OfAnswer
from bot.dialogue.phrases import phrases
from bot.dialogue.wording import Wording
from bot.store.memory import Memory

# Said of an answer; where there is none, of the bot.
_VERDICTS: Mapping[str, tuple[Intent, Intent]] = {
    "useful": (OfAnswer("useful"), Courtesy("thanks")),
    "not_useful": (OfAnswer("not_useful"), Courtesy("reproach")),
    "reproach": (OfAnswer("not_useful"), Courtesy("reproach")),
}
_NAMES = tuple(_VERDICTS)


def verdict_on(wording: Wording, memory: Memory) -> Intent | None:
    """Whether the answer just given was useful; of a question to think with, the wish for another; else of the bot."""
    bare = wording.drop(phrases().head("leading", wording.forms))
    name = phrases().first(_NAMES, wording.plain, bare.plain)
    if name is None:
        return None
    of_answer, of_bot = _VERDICTS[name]
    if memory.question_id:
        return of_answer
    return FollowUp("more") if name == "not_useful" and memory.place.startswith("question:") else of_bot
