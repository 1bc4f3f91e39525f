"""The feature that answers questions, and goes on from an answer: more passages, questions to think with."""

from __future__ import annotations

import re

from bot.dialogue.answers import MorePassages, Related, answered, more, not_found
from bot.dialogue.asked_again import asked_again
from bot.dialogue.browsing import passage_gone
from bot.dialogue.finding import find
from bot.dialogue.intents import Ask, Browse, Intent, Unreadable
from bot.dialogue.narrowing import asked_within
from bot.dialogue.present import paragraphs, quote
from bot.dialogue.several import with_others
from bot.dialogue.structure import says_section
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Paragraph, Reply
from bot.texts import texts
from corpus.model import Passage
from retrieval.text import words

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SHEETS = 2
"""Fiches shown at once beside a passage."""


async def ask(turn: Turn, intent: Ask) -> Answer | Intent:
    """An ordinary question."""
    if not intent.text.strip():
        return Answer(Reply(paragraphs(texts("help-intro")), intent="help"), turn.remember())
    if all(word.form.isdigit() for word in words(_LINK.sub(" ", intent.text))):
        return Unreadable()
    narrowed = asked_within(turn, intent.text)
    if narrowed is not None and (narrowed.reply.quotes or not says_section(intent.text)):
        return narrowed
    found = find(turn.index, turn.corpus, intent.text, intent.whole)
    if found.outcome != "sure" and says_section(intent.text):
        return Browse("entretien")
    answer = answered(turn, intent.text, found) if found.hits else not_found(turn, intent.text, found)
    return with_others(turn, answer, intent.text)


async def more_passages(turn: Turn, action: MorePassages) -> Answer:
    """The button that goes on, as long as its question is kept."""
    again = await asked_again(turn, action.question)
    if again is None:
        return Answer(Reply(paragraphs(texts("answer-gone")), aside=True))
    return more(again)


async def related(turn: Turn, action: Related) -> Answer:
    """Questions to think with, near a passage: fiches of its enjeu, else those that search brings."""
    passage = turn.corpus.passage(action.passage)
    if passage is None:
        return passage_gone(turn)
    sheets = related_fiches(turn, passage)
    if not sheets:
        return Answer(Reply(paragraphs(texts("answer-related-none"))))
    quotes = tuple(quote(turn.corpus, sheet, turn.now.date()) for sheet in sheets)
    reply = Reply((Paragraph(texts("answer-related")), *quotes), intent="question", outcome="sure")
    return Answer(reply, turn.remember())


def related_fiches(turn: Turn, passage: Passage) -> tuple[Passage, ...]:
    """Other fiches of the passage's enjeu, else the fiches nearest to the question asked and to the passage."""
    theme = passage.document.partition("/")[0]
    others = [p for p in turn.corpus.section("questions", theme) if p.id != passage.id]
    same = [p for p in others if p.enjeu is not None and p.enjeu == passage.enjeu]
    if same:
        return tuple(same[:SHEETS])
    wanted = {p.id: p for p in others}
    hits = turn.index.search(f"{turn.memory.question} {passage.text}"[:600], k=SHEETS, within=wanted.keys())
    return tuple(wanted[hit.id] for hit in hits)


FEATURE = Feature(
    name="ask",
    commands=(CommandLine("demander", lambda argument: Ask(argument), "help-demander"),),
    intents={Ask: ask},
    actions={MorePassages: more_passages, Related: related},
)
