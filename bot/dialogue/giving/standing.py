"""What stands under a document that is read: what its readers gave, and the way to comment on it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.dialogue.browsing import Cursor
from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import CommentOn, UnderDocument
from bot.dialogue.giving.gift_words import in_list
from bot.dialogue.giving.places import cannot_give
from bot.dialogue.turn import Answer, Turn
from bot.messages import BUTTONS_AT_MOST, Block, Button, Heading
from bot.store.contributions import published
from bot.texts import texts
from corpus.model import Passage

_SHOWN = 2
"""Contributions shown under a document; the others behind a button."""


async def with_given(turn: Turn, answer: Answer) -> Answer:
    """The answer as it is, unless it shows a document to its end: then with what was given on it, newest first."""
    passage = _read_to_the_end(turn, answer)
    if passage is None:
        return answer
    given = await turn.store.read(partial(published, document=passage.document))
    blocks: list[Block] = [Heading(texts("standing-title", count=len(given)))] if given else []
    blocks += [block for gift in given[:_SHOWN] for block in in_list(gift)]
    buttons: list[Button] = []
    if given:
        buttons.append(button("button-standing-all", UnderDocument(passage.id)))
    if not cannot_give(turn) and passage.section != "participation":
        buttons.append(button("button-comment", CommentOn(passage.id)))
    room = BUTTONS_AT_MOST - len(answer.reply.buttons)
    reply = replace(
        answer.reply,
        blocks=(*answer.reply.blocks, *blocks),
        buttons=(*answer.reply.buttons, *buttons[: max(room, 0)]),
    )
    return replace(answer, reply=reply)


def _read_to_the_end(turn: Turn, answer: Answer) -> Passage | None:
    """The passage that ends what is shown, when it is one document, open, and ends there."""
    cursor = Cursor.read(answer.memory.place if answer.memory is not None else "")
    opened = cursor.kind == "document" or (cursor.kind == "questions" and cursor.second)
    quotes = answer.reply.quotes
    if answer.reply.intent != "browse" or not opened or not quotes:
        return None
    last = turn.corpus.passage(quotes[-1].passage)
    if last is None or turn.corpus.passages_of(last.document)[-1:] != (last,):
        return None
    return last
