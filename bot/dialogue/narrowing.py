"""Searching a part of the corpus alone: buttons that ask a question again, in one section or everywhere."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answers import EVERYWHERE, AskIn, answered, not_found
from bot.dialogue.asked_again import asked_again
from bot.dialogue.buttons import button
from bot.dialogue.finding import DEPTH, find
from bot.dialogue.present import paragraphs
from bot.dialogue.scope import Scope, scope_of, section_scope
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import BUTTONS_AT_MOST, Paragraph, Reply
from bot.texts import texts
from corpus.model import SECTIONS
from retrieval import Found


def asked_within(turn: Turn, text: str) -> Answer | None:
    """The answer to a question that names the part of the corpus to search; None when it names none."""
    scope = scope_of(text, turn.corpus)
    return _within(turn, text, scope) if scope is not None else None


def _within(turn: Turn, text: str, scope: Scope) -> Answer:
    found = turn.index.answer(scope.question, DEPTH, within=scope.ids)
    answer = answered(turn, text, found) if found.hits else not_found(turn, text, found)
    reply = answer.reply
    question_id = answer.memory.question_id if answer.memory is not None else ""
    if reply.quotes:
        said = Paragraph(texts("answer-only-in", part=scope.called))
        return replace(answer, reply=replace(reply, blocks=(said, *reply.blocks)))
    wider = button("button-everywhere", AskIn(question_id, EVERYWHERE))
    return replace(answer, reply=replace(reply, buttons=(wider, *reply.buttons[: BUTTONS_AT_MOST - 1])))


async def ask_in(turn: Turn, action: AskIn) -> Answer:
    """The button: its question, elsewhere."""
    again = await asked_again(turn, action.question)
    if again is None:
        return Answer(Reply(paragraphs(texts("answer-gone")), aside=True))
    turn, text = again, again.memory.question
    named = scope_of(text, turn.corpus)
    question = named.question if named is not None else text
    section = next((name for name in SECTIONS if name == action.section), None)
    if section is not None:
        return _within(turn, question, section_scope(turn.corpus, section, question))
    found: Found = find(turn.index, turn.corpus, question)
    return answered(turn, question, found) if found.hits else not_found(turn, question, found)


FEATURE = Feature(name="narrowing", actions={AskIn: ask_in})
