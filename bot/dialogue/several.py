"""Several questions in one message: a button for each that the answer left aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.actions import Action
from bot.daily.stock import depends
from bot.dialogue.answers import Related
from bot.dialogue.asked_again import asked_again
from bot.dialogue.buttons import OpenDocument, OpenPassage
from bot.dialogue.finding import find
from bot.dialogue.intents import Ask, Intent
from bot.dialogue.present import label, paragraphs
from bot.dialogue.router import route
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import BUTTONS_AT_MOST, Button, Reply
from bot.store.memory import Memory
from bot.texts import texts
from retrieval.text import sentences

LEFT_ASIDE = 2
"""Questions that get a button, at most."""
_LOOKED_AT = 4
"""Questions of one message that are searched alone."""
_GIVE_WAY = (Related, OpenDocument, OpenPassage)
"""Buttons that leave their place to a question: what they open can be asked for otherwise."""


@dataclass(frozen=True, slots=True)
class AskOne(Action, prefix="one"):
    """Ask one of the questions of a message, by its place among them."""

    question: str
    place: int


def with_others(turn: Turn, answer: Answer, text: str) -> Answer:
    """The answer to a message, with buttons for its other questions: those that are answered surely by something else.

    What is shown is searched with the whole message, whatever it holds.
    """
    question_id = answer.memory.question_id if answer.memory is not None else ""
    shown = {quote.passage for quote in answer.reply.quotes}
    others: list[Button] = []
    for place, question in _alone(turn, text):
        if len(others) == LEFT_ASIDE:
            break
        found = find(turn.index, turn.corpus, question)
        if found.outcome == "sure" and found.hits[0].id not in shown:
            shown.add(found.hits[0].id)
            others.append(Button(label(question), AskOne(question_id, place)))
    kept = list(answer.reply.buttons)
    for one in [one for one in reversed(kept) if isinstance(one.action, _GIVE_WAY)]:
        if len(kept) + len(others) > BUTTONS_AT_MOST:
            kept.remove(one)
    return replace(answer, reply=replace(answer.reply, buttons=(*others, *kept)[:BUTTONS_AT_MOST]))


async def ask_one(turn: Turn, action: AskOne) -> Answer | Intent:
    """The button: that question, as if it had been typed alone."""
    again = await asked_again(turn, action.question)
    questions = _questions(again.memory.question) if again is not None else []
    if action.place >= len(questions):
        return Answer(Reply(paragraphs(texts("answer-gone")), aside=True))
    return Ask(questions[action.place])


def _questions(text: str) -> list[str]:
    found = (text[start:end] for start, end in sentences(text))
    return [sentence for sentence in found if sentence.rstrip(' »")').endswith("?")]


def _alone(turn: Turn, text: str) -> Iterator[tuple[int, str]]:
    """The questions of a message that stand alone, each with its place among all; none when fewer than two do."""
    before = Memory(question=text)
    alone = [
        (place, question)
        for place, question in enumerate(_questions(text)[:_LOOKED_AT])
        # Right after another question, it is still one, and goes on from nothing.
        if not depends(question[:1].upper() + question[1:])
        and isinstance(route(question, before, turn.view, turn.now), Ask)
    ]
    yield from alone if len(alone) > 1 else ()


FEATURE = Feature(name="several", actions={AskOne: ask_one})
