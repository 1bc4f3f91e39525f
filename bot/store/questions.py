"""Questions: what was asked and how it went, without the author."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import UpdateBase, bindparam, update

from bot.store.facts import Asked, Judged, PassedOn, Reasoned
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import questions

_of = questions.c.id == bindparam("of")
_judge = update(questions).where(_of).values(useful=bindparam("is_useful"))
_reason = update(questions).where(_of).values(reason=bindparam("because"))
_pass_on = update(questions).where(_of, questions.c.passed_on_at.is_(None)).values(passed_on_at=bindparam("at"))


@cache
def _insert(dialect: str) -> UpdateBase:
    # The same question told twice (a message handled again after a crash) stays one question.
    return insert(questions, dialect).on_conflict_do_nothing(index_elements=[questions.c.id])


def _asked(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows = [
        {
            "id": fact.id,
            "asked_at": now,
            "text": fact.text,
            "outcome": fact.outcome,
            "version": fact.version,
            "passages": list(fact.passages),
        }
        for fact, now in facts
    ]
    return [(_insert(dialect), rows)]


def _judged(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(_judge, [{"of": fact.question_id, "is_useful": fact.useful} for fact, _ in facts])]


def _reasoned(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(_reason, [{"of": fact.question_id, "because": fact.reason} for fact, _ in facts])]


def _passed_on(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(_pass_on, [{"of": fact.question_id, "at": now} for fact, now in facts])]


WRITERS: Writers = {Asked: _asked, Judged: _judged, Reasoned: _reasoned, PassedOn: _passed_on}
