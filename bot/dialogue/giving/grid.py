"""What somebody who testifies is asked: the questions that the corpus says its interviewees are asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.turn import Turn
from bot.store.contributions import Contribution
from bot.texts import texts
from corpus.model import Theme
from corpus.questions import split_questions


@dataclass(frozen=True, slots=True)
class Grid:
    """The questions, in their order, and the key of the document that asks them; empty when there is none."""

    questions: tuple[str, ...]
    document: str = ""


def grid_of(turn: Turn, theme: Theme | None) -> Grid:
    """The grid of a theme: what its first document of interviews without an interviewee asks.

    A theme without such a document asks its volunteers one open question.
    """
    for document in theme.documents if theme else ():
        if document.section == "entretien" and not document.person:
            passages = turn.corpus.passages_of(document.key)
            questions = dict.fromkeys(one for passage in passages for one in split_questions(passage.text))
            if questions:
                return Grid(tuple(questions), document.key)
    return Grid((texts("testify-open-question"),))


def answered(gift: Contribution, question: str, answer: str) -> tuple[tuple[str, str], ...]:
    """The answers of a testimony once this question has this answer."""
    if any(asked == question for asked, _ in gift.answers):
        return tuple((asked, answer if asked == question else said) for asked, said in gift.answers)
    return (*gift.answers, (question, answer))


def next_question(gift: Contribution, grid: Grid) -> int | None:
    """The number of the first question, from 1, that was neither answered nor passed over; None after the last one."""
    seen = {question for question, _ in gift.answers}
    return next((number for number, one in enumerate(grid.questions, 1) if one not in seen), None)
