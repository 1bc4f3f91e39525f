"""Missed questions as every view of them needs them: groups, who is to be told, what the corpus answers by now."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot.dialogue.finding import find
from bot.dialogue.intents import Ask
from bot.dialogue.router import route
from bot.dialogue.turn import Turn
from bot.editorial.missed import Group, Sorted, sort_out
from bot.messages import Address
from bot.store.asked import Question, asked, missed
from bot.store.followers import followed
from bot.store.memory import Memory
from bot.texts import texts
from retrieval import Found
from retrieval.text import words

SINCE = timedelta(days=180)
"""How far back questions are looked at."""
BRIEF = 160
"""Characters of a question in a list."""
ASKED_AGAIN = 30
"""Different wordings of a group that are asked again, to see what the corpus answers by now."""


def brief(text: str) -> str:
    """A question on one line of a list: a mail is cut at a word."""
    line = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text.strip())
    if len(line) <= BRIEF:
        return line
    cut = line[:BRIEF]
    return texts("excerpt-end", text=cut.rsplit(" ", 1)[0] if " " in cut[BRIEF // 2 :] else cut)


async def sorted_out(turn: Turn) -> Sorted:
    """What people asked lately, in groups; made beside the event loop."""
    since = turn.now - SINCE
    first = await turn.store.read(partial(missed, since=since))
    known = {question.id for question in first}
    others = await turn.store.read(partial(asked, since=since))
    questions = (*first, *(question for question in others if question.id not in known))
    return await asyncio.to_thread(sort_out, questions, turn.index)


async def group_of(turn: Turn, question_id: str) -> Group | None:
    """The group of a question; None when it is kept no more."""
    return (await sorted_out(turn)).holding(question_id)


async def to_be_told(turn: Turn, questions: Sequence[Question]) -> dict[Address, str]:
    """Who asked to be told of an answer to these questions, each with their own wording."""
    return await turn.store.read(partial(followed, question_ids=[question.id for question in questions]))


async def answered_now(turn: Turn, group: Group) -> dict[Question, Found]:
    """The missed questions of a group that the corpus answers by now, asked again without any context.

    One that had an answer of no use counts when it has another one.
    """
    found = await asyncio.to_thread(_asked_again, turn, tuple(dict.fromkeys(one.text for one in group.missed)))
    return {
        question: found[question.text]
        for question in group.missed
        if question.text in found
        and (question.outcome != "sure" or found[question.text].hits[0].id not in question.passages)
    }


def _asked_again(turn: Turn, questions: Sequence[str]) -> dict[str, Found]:
    found = {}
    for text in questions[:ASKED_AGAIN]:
        intent = route(text, Memory(), turn.view, turn.now)
        if isinstance(intent, Ask):
            answer = find(turn.index, turn.corpus, intent.text, intent.whole)
            if answer.outcome == "sure" and answer.hits:
                found[text] = answer
    return found


def unknown_words(turn: Turn, group: Group) -> tuple[str, ...]:
    """Words of these questions that the corpus does not have, in any form, as they are typed, the most typed first."""
    typed: dict[str, Counter[str]] = {}
    for text, times in group.texts(group.missed).items():
        unknown = set(turn.index.answer(text, 1).unknown)
        for word in words(text):
            if word.form in unknown:
                typed.setdefault(word.form, Counter())[text[word.start : word.end].lower()] += times
    ordered = sorted(typed.values(), key=lambda counts: -counts.total())
    # Of the spellings of a word the one with its accents.
    return tuple(max(counts, key=lambda name: (not name.isascii(), counts[name])) for counts in ordered)
