"""The question of a button: the one in memory, else the one kept without its author, searched once more.

So a button goes on under an answer that others were given since, and for whoever of a group presses it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.dialogue.finding import find
from bot.dialogue.turn import Turn
from bot.store.asked import question_of


async def asked_again(turn: Turn, question_id: str) -> Turn | None:
    """The turn, with this question in memory; None when it is kept no more."""
    if turn.memory.question_id == question_id and turn.memory.question:
        return turn
    kept = await turn.store.read(partial(question_of, question_id=question_id))
    if kept is None:
        return None
    found = find(turn.index, turn.corpus, kept.text)
    memory = turn.remember(
        question=kept.text,
        question_id=question_id,
        hits=tuple(dict.fromkeys([*kept.passages, *(hit.id for hit in found.hits)])),
        shown=len(kept.passages),
        place="",
        people=(),
    )
    return replace(turn, memory=memory)
