"""One question to think with as it is shown: its place in the corpus, what was noted on it, what may be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bot.actions import Action
from bot.daily.stock import DailyQuestion
from bot.dialogue.note_words import excerpt
from bot.dialogue.present import quote
from bot.messages import Address, Quote
from bot.store.notes import last_before
from bot.texts import french_date, texts
from corpus.model import Corpus
from corpus.structure import enjeux

if TYPE_CHECKING:
    from bot.store import Store

RECALLED = 300
"""Characters of an earlier note that are recalled."""


@dataclass(frozen=True, slots=True)
class AnotherQuestion(Action, prefix="q"):
    """Another question than the one ``shown``."""

    shown: str = ""


@dataclass(frozen=True, slots=True)
class PassageFor(Action, prefix="wq"):
    """A passage to think with about a question."""

    question: str


@dataclass(frozen=True, slots=True)
class NotNow(Action, prefix="l"):
    """The question comes again later: when?  Empty: the one that was sent last."""

    question: str = ""


@dataclass(frozen=True, slots=True)
class PutOffTo(Action, prefix="lt"):
    """Show a question again in an hour, this evening, tomorrow."""

    question: str
    when: str


def shown(corpus: Corpus, question: DailyQuestion, today: date) -> Quote:
    """The question word for word, under the enjeu it belongs to, over its fiche."""
    passage = corpus.passage(question.passage)
    if passage is None:
        return Quote(question.passage, question.title, question.text, "")
    whole = quote(corpus, passage, today)
    enjeu = next((one for one in enjeux(corpus, question.theme) if one.number == question.enjeu), None)
    title = texts("question-enjeu", number=enjeu.number, name=enjeu.name) if enjeu and enjeu.name else whole.title
    return replace(whole, title=title, text=question.text, marks=(), titled=False)


async def recalled(store: Store, owner: Address, question: DailyQuestion, today: date) -> str:
    """What this person noted on the same enjeu before that day, in a sentence; empty when there is nothing."""
    if question.enjeu is None:
        return ""
    look = partial(last_before, owner=owner, theme=question.theme, enjeu=question.enjeu, day=today)
    note = await store.read(look)
    if note is None:
        return ""
    day = texts("day-month", day=note.written_on.day, month=note.written_on.month)
    if note.written_on.year != today.year:
        day = french_date(note.written_on)
    return texts("question-recalled", date=day, note=excerpt(note.text, RECALLED))
