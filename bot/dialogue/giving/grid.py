"""What somebody who testifies is asked: the questions that the corpus says its interviewees are asked."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

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


def mark(question: str) -> str:
    """A question in a button or in what is waited for: the same for the same words, whatever its place in the grid."""
    return f"{crc32(question.encode()):08x}"


def marked(gift: Contribution, grid: Grid, sought: str) -> str:
    """The question of this mark, of those asked already and of the grid; empty when neither has it."""
    return next((question for question in in_order(gift, grid) if mark(question) == sought), "")


def in_order(gift: Contribution, grid: Grid) -> list[str]:
    """All questions of a testimony: those asked already, then what the grid has besides."""
    return list(dict.fromkeys((*(question for question, _ in gift.answers), *grid.questions)))


def answered(gift: Contribution, question: str, answer: str) -> tuple[tuple[str, str], ...]:
    """The answers of a testimony once this question has this one; an empty one takes the place of none."""
    if any(asked == question for asked, _ in gift.answers):
        return tuple((asked, answer or said if asked == question else said) for asked, said in gift.answers)
    return (*gift.answers, (question, answer))


def without(gift: Contribution, sought: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The answer to the question of this mark, and the others without it; empty when there is none."""
    taken = next((answer for question, answer in gift.answers if mark(question) == sought), "")
    return taken, tuple(pair for pair in gift.answers if mark(pair[0]) != sought)


def next_question(gift: Contribution, grid: Grid) -> str:
    """The first question that was neither answered nor passed over; empty after the last one."""
    seen = {question for question, _ in gift.answers}
    return next((one for one in grid.questions if one not in seen), "")
