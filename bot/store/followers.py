"""Who asked to be told when the team answers a question: the only link from a question to a person, kept until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, Text, bindparam, delete, select

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.facts import Fact
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import metadata, questions

followers = Table(
    "followers",
    metadata,
    Column("question_id", Text, primary_key=True),
    Column("address", AddressText, primary_key=True, index=True),
    Column("question", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
)
"""``question`` is in words, for the person who wants to see what is kept about them."""


@dataclass(frozen=True, slots=True)
class Follows(Fact):
    """Somebody wants to be told what the team answers; of a question that is not kept, nothing is written."""

    question_id: str
    address: Address


@dataclass(frozen=True, slots=True)
class FollowsNoMore(Fact):
    """They would rather not, after all."""

    question_id: str
    address: Address


@dataclass(frozen=True, slots=True)
class FollowersTold(Fact):
    """These people have the answer to these questions: that they followed them is forgotten."""

    question_ids: tuple[str, ...]
    addresses: tuple[Address, ...]


def followed(connection: Connection, question_ids: Sequence[str]) -> dict[Address, str]:
    """Who is to be told when these questions are answered, and the last of them that each asked, in words."""
    wanted = select(followers.c.address, followers.c.question).where(followers.c.question_id.in_(question_ids))
    return {row[0]: row[1] for row in connection.execute(wanted.order_by(followers.c.address, followers.c.asked_at))}


def waited_for(connection: Connection, address: Address) -> list[tuple[str, str]]:
    """The questions that a person follows, with their words, oldest first."""
    wanted = select(followers.c.question_id, followers.c.question).where(followers.c.address == address)
    return [(row[0], row[1]) for row in connection.execute(wanted.order_by(followers.c.asked_at))]


def forget_followers() -> tuple[str, Any]:
    """The statement that deletes who followed a question that is kept no more, for the daily purge."""
    return "followers", delete(followers).where(followers.c.question_id.not_in(select(questions.c.id)))


def _follows(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    # Asking twice changes nothing, and so does asking about a question that was purged.
    kept = select(
        questions.c.id,
        bindparam("follower", type_=AddressText),
        questions.c.text,
        bindparam("since", type_=Moment),
    ).where(questions.c.id == bindparam("its"))
    follow = insert(followers, dialect).from_select(list(followers.c.keys()), kept).on_conflict_do_nothing()
    return [(follow, [{"its": fact.question_id, "follower": fact.address, "since": now} for fact, now in facts])]


_gone = delete(followers).where(
    followers.c.question_id == bindparam("its"), followers.c.address == bindparam("follower")
)


def _told(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    # Whoever began to follow one meanwhile was not written to, and still is to be told.
    return [
        (
            delete(followers).where(
                followers.c.question_id.in_(fact.question_ids), followers.c.address.in_(fact.addresses)
            ),
            [{}],
        )
        for fact, _ in facts
    ]


WRITERS: Writers = {
    Follows: _follows,
    FollowsNoMore: lambda dialect, facts: [
        (_gone, [{"its": fact.question_id, "follower": fact.address} for fact, _ in facts])
    ],
    FollowersTold: _told,
}
