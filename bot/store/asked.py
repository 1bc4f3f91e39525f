"""What was asked, read back for the editors: never with an author, since none is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from sqlalchemy import Connection, Select, bindparam, func, select, update

from bot.store.columns import Moment
from bot.store.facts import Fact
from bot.store.statements import Dated, Statement, Writers
from bot.store.tables import questions

How = Literal["", "answered", "corpus", "set_aside"]
"""What the editors did about a question: nothing yet, told people, completed the corpus, put it aside."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: how it was answered (``outcome``: sure, near, nothing), and what the person said of the answer."""

    id: str
    asked_at: datetime
    text: str
    outcome: str
    passages: tuple[str, ...] = ()
    useful: bool | None = None
    reason: str = ""
    passed_on: bool = False
    settled: How = ""

    @property
    def missed(self) -> bool:
        """Whether it was left without an answer that serves."""
        if self.useful is not None:
            return not self.useful
        return self.outcome != "sure" or self.passed_on

    @property
    def open(self) -> bool:
        """Whether it was missed and nobody did anything about it."""
        return self.missed and not self.settled


@dataclass(frozen=True, slots=True)
class QuestionsSettled(Fact):
    """The editors did something about these questions; ``how`` empty: they are open again."""

    question_ids: tuple[str, ...]
    how: How


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions went in a stretch of time; ``useful`` and ``useless`` of those that were judged."""

    sure: int = 0
    near: int = 0
    nothing: int = 0
    useful: int = 0
    useless: int = 0

    @property
    def total(self) -> int:
        """How many questions."""
        return self.sure + self.near + self.nothing


def asked(connection: Connection, since: datetime, limit: int = 5000) -> list[Question]:
    """The questions asked since a moment, newest first."""
    query = select(questions).where(questions.c.asked_at >= since)
    return _read(connection, query.order_by(questions.c.asked_at.desc(), questions.c.id).limit(limit))


def missed(connection: Connection, since: datetime, limit: int = 2000) -> list[Question]:
    """Those of them that nothing answered, or nothing useful, and that nobody has seen to; newest first."""
    query = select(questions).where(
        questions.c.asked_at >= since,
        questions.c.settled == "",
        (questions.c.outcome != "sure") | questions.c.passed_on_at.is_not(None) | questions.c.useful.is_(False),
        questions.c.useful.is_not(True),
    )
    return _read(connection, query.order_by(questions.c.asked_at.desc(), questions.c.id).limit(limit))


def question_of(connection: Connection, question_id: str) -> Question | None:
    """One question by its id."""
    return next(iter(_read(connection, select(questions).where(questions.c.id == question_id))), None)


def asking(connection: Connection, bounds: Sequence[datetime]) -> list[Asking]:
    """How questions went between each of these moments and the next: one fewer than there are moments."""
    query = (
        select(questions.c.outcome, questions.c.useful, func.count())
        .where(questions.c.asked_at >= bindparam("first", type_=Moment))
        .where(questions.c.asked_at < bindparam("after", type_=Moment))
        .group_by(questions.c.outcome, questions.c.useful)
    )
    found = []
    for first, after in pairwise(bounds):
        counts: dict[str, int] = {}
        for outcome, useful, number in connection.execute(query, {"first": first, "after": after}):
            judged = {True: "useful", False: "useless"}.get(useful)
            for name in (outcome, judged):
                if name in Asking.__dataclass_fields__:
                    counts[name] = counts.get(name, 0) + number
        found.append(Asking(**counts))
    return found


def _read(connection: Connection, query: Select[Any]) -> list[Question]:
    return [
        Question(
            row.id,
            row.asked_at,
            row.text,
            row.outcome,
            tuple(row.passages),
            row.useful,
            row.reason or "",
            row.passed_on_at is not None,
            row.settled,
        )
        for row in connection.execute(query)
    ]


_settle = (
    update(questions)
    .where(questions.c.id == bindparam("of"))
    .values(settled=bindparam("how"), settled_at=bindparam("at", type_=Moment))
)


def _settled(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows = [
        {"of": one, "how": fact.how, "at": now if fact.how else None}
        for fact, now in facts
        for one in fact.question_ids
    ]
    return [(_settle, rows)]


WRITERS: Writers = {QuestionsSettled: _settled}
