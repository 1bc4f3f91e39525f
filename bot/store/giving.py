"""What happens to contributions: given, decided on, asked back about, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import UpdateBase, bindparam, case, delete, update

from bot.messages import Address
from bot.store.columns import storable
from bot.store.contributions import Contribution, Said, State, contributions
from bot.store.facts import Fact
from bot.store.statements import Dated, Statement, Writers, insert


@dataclass(frozen=True, slots=True)
class Given(Fact):
    """A contribution as its giver has it now: begun, gone on with, or handed to the team (``waiting``)."""

    contribution: Contribution


@dataclass(frozen=True, slots=True)
class TakenBack(Fact):
    """Its giver takes it back: nothing of it is kept."""

    giver: Address
    id: str


@dataclass(frozen=True, slots=True)
class Decided(Fact):
    """The editors publish it, decline it (``reply``: their word), or take it out of what is published (``waiting``)."""

    id: str
    state: State
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged(Fact):
    """The editors asked something back (``asked_back``), or the answer has come (``waiting``)."""

    id: str
    exchange: Said
    state: State


@dataclass(frozen=True, slots=True)
class DocumentForgotten(Fact):
    """A document is withdrawn: what was given on it stands nowhere, and the editors look at it anew."""

    document: str


_id = contributions.c.id == bindparam("its")
_handed_in = contributions.c.state != "draft"
_take_back = delete(contributions).where(_id, contributions.c.giver == bindparam("of"))
_decide = (
    update(contributions)
    .where(_id, _handed_in)
    .values(state=bindparam("now_state"), decided_at=bindparam("at"), reply=bindparam("word"))
)
_exchange = (
    update(contributions).where(_id, _handed_in).values(state=bindparam("now_state"), exchange=bindparam("said"))
)

_forget = (
    update(contributions)
    .where(contributions.c.document == bindparam("its"))
    .values(
        document="",
        about="",
        state=case((contributions.c.state == "published", "waiting"), else_=contributions.c.state),
    )
)


@cache
def _upsert(dialect: str) -> UpdateBase:
    statement = insert(contributions, dialect)
    changed = {column.name: statement.excluded[column.name] for column in contributions.c if not column.primary_key}
    # Nobody writes over what another gave.
    theirs = contributions.c.giver == statement.excluded.giver
    return statement.on_conflict_do_update(index_elements=[contributions.c.id], set_=changed, where=theirs)


def _row(one: Contribution) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return values | {"answers": _plain(one.answers), "exchange": _plain(one.exchange)}


def _plain(said: Said) -> list[list[str]]:
    return [[storable(question), storable(answer)] for question, answer in said]


def _given(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    return [(_upsert(dialect), [_row(fact.contribution) for fact, _ in facts])]


def of_notes(facts: Sequence[Dated]) -> Statement:
    """Takes back the reflections that these notes of their ``owner`` are, when the notes are private again or gone."""
    return _take_back, [{"its": fact.id, "of": fact.owner} for fact, _ in facts]


WRITERS: Writers = {
    Given: _given,
    TakenBack: lambda dialect, facts: [(_take_back, [{"its": fact.id, "of": fact.giver} for fact, _ in facts])],
    Decided: lambda dialect, facts: [
        (
            _decide,
            [{"its": fact.id, "now_state": fact.state, "at": now, "word": fact.reply} for fact, now in facts],
        )
    ],
    DocumentForgotten: lambda dialect, facts: [(_forget, [{"its": fact.document} for fact, _ in facts])],
    Exchanged: lambda dialect, facts: [
        (
            _exchange,
            [{"its": fact.id, "now_state": fact.state, "said": _plain(fact.exchange)} for fact, _ in facts],
        )
    ],
}
