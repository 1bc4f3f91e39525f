"""An answer of a testimony that comes hours later, as the reply to the question: it is still the answer."""

from __future__ import annotations

import re

from bot.dialogue.giving.grid import grid_of, in_order, mark
from bot.dialogue.giving.intents import Correct, Given, HandInOr, PutAside
from bot.dialogue.giving.testifying import begun
from bot.dialogue.giving.waited import given
from bot.dialogue.intents import Command, Confirm, Erase, Help, Intent, MyData, Wish
from bot.dialogue.turn import Turn
from bot.dialogue.wording import read
from bot.store.memory import Pending
from bot.texts import texts
from retrieval import fold

_OTHERWISE = (Command, Confirm, Correct, Erase, Given, HandInOr, Help, MyData, PutAside, Wish)
"""What a reply may be instead of an answer."""


async def as_answer(turn: Turn, intent: Intent) -> Intent:
    """The intent of a message; an answer when it replies to a question of the testimony that the person has begun."""
    replied = fold(turn.message.reply_to)
    if not replied or isinstance(intent, _OTHERWISE) or not _numbered().search(replied):
        return intent
    draft = await begun(turn)
    if draft is None or turn.message.place != "private":
        return intent
    questions = in_order(draft, grid_of(turn, turn.within(draft.theme).theme))
    asked = max((one for one in questions if fold(one) in replied), key=len, default="")
    if not asked:
        return intent
    pending = Pending("testimony", f"{draft.id}:{mark(asked)}", turn.now)
    return given(read(turn.message.text), pending, None) or intent


def _numbered() -> re.Pattern[str]:
    """The line above each question, whatever its number."""
    return re.compile(re.sub(r"\d+", r"\\d+", fold(texts("testify-question", number=1, count=1))))
