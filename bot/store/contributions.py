"""What people give to the others: comments, testimonies, reflections; the editors decide before anybody reads them.

Only the giver's address links it to somebody.  It is there for taking back and for asking back, and is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Delete,
    Index,
    Select,
    Table,
    Text,
    Update,
    delete,
    func,
    select,
    update,
)

from bot.messages import Address
from bot.store.columns import AddressText, Moment, Words
from bot.store.tables import metadata

Kind = Literal["comment", "testimony", "reflection"]
State = Literal["draft", "waiting", "asked_back", "published", "kept", "declined"]
Said = tuple[tuple[str, str], ...]
"""Questions with their answers."""

contributions = Table(
    "contributions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("giver", AddressText),
    Column("kind", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("about", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("contact", Words),
    Column("may_publish", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("exchange", JSON, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("reply", Words, nullable=False),
    Index("ix_contributions_giver", "giver"),
    Index("ix_contributions_state", "state", "given_at"),
    Index("ix_contributions_document", "document", "state"),
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution.

    ``document`` is the key of what it stands under, empty for the whole theme; ``about`` says the same in words, since
    the corpus changes.  ``answers`` are those of a testimony, question by question, an empty one where it was passed
    over; ``contact`` is what its giver left for the team alone (None: not asked yet).  ``exchange`` holds what the
    editors asked back, each with its answer, empty until it comes.  A reflection has the id of its note.
    """

    id: str
    giver: Address | None
    kind: Kind
    theme: str
    given_at: datetime
    document: str = ""
    about: str = ""
    text: str = ""
    answers: Said = ()
    contact: str | None = None
    may_publish: bool = True
    state: State = "draft"
    exchange: Said = ()
    decided_at: datetime | None = None
    reply: str = ""

    @property
    def published(self) -> str:
        """What is read once it is published, testimonies' answers aside: the text and what completes it."""
        return "\n\n".join(filter(None, (self.text, *(answer for _, answer in self.exchange))))


def contribution(connection: Connection, id: str) -> Contribution | None:
    """One contribution, for the editors; None when it was taken back."""
    return _one(connection, select(contributions).where(contributions.c.id == id))


def own(connection: Connection, giver: Address, id: str) -> Contribution | None:
    """One contribution of this person; somebody else's is None, as if it were not there."""
    return _one(connection, select(contributions).where(contributions.c.giver == giver, contributions.c.id == id))


def given_by(connection: Connection, giver: Address) -> list[Contribution]:
    """All that a person gave or began, newest first."""
    return _all(connection, select(contributions).where(contributions.c.giver == giver))


def begun_testimony(connection: Connection, giver: Address) -> Contribution | None:
    """The testimony that a person is in the middle of."""
    begun = select(contributions).where(
        contributions.c.giver == giver, contributions.c.kind == "testimony", contributions.c.state == "draft"
    )
    return _one(connection, begun.order_by(contributions.c.given_at.desc()).limit(1))


def waiting(connection: Connection, limit: int | None = None, offset: int = 0) -> list[Contribution]:
    """What the editors have to decide on, oldest first."""
    query = select(contributions).where(contributions.c.state == "waiting")
    ordered = query.order_by(contributions.c.given_at, contributions.c.id)
    return [_read(row) for row in connection.execute(ordered.limit(limit).offset(offset))]


def count(connection: Connection, state: State) -> int:
    """How many contributions are in a state."""
    query = select(func.count()).select_from(contributions).where(contributions.c.state == state)
    return connection.scalar(query) or 0


def decided(connection: Connection, state: State) -> list[Contribution]:
    """Everything in a state, newest first, for the editors."""
    return _all(connection, select(contributions).where(contributions.c.state == state))


def published(connection: Connection, theme: str | None = None, document: str | None = None) -> list[Contribution]:
    """What everybody may read, newest first: all of it, of a theme, or under a document."""
    query = select(contributions).where(contributions.c.state == "published")
    if theme is not None:
        query = query.where(contributions.c.theme == theme)
    return _all(connection, query if document is None else query.where(contributions.c.document == document))


def published_of(connection: Connection, giver: Address) -> int:
    """How many texts of this person everybody may read."""
    query = select(func.count()).select_from(contributions)
    return connection.scalar(query.where(contributions.c.giver == giver, contributions.c.state == "published")) or 0


def given_since(connection: Connection, since: datetime) -> list[Contribution]:
    """What was given to the team since a moment, whatever became of it, newest first; their givers are left out."""
    query = select(contributions).where(contributions.c.state != "draft", contributions.c.given_at >= since)
    return [_read(row, giver=None, contact=None) for row in connection.execute(_newest(query))]


def cutting(of: Any) -> Update:
    """The statement that cuts the link from published texts to their givers, an address or a sub-select of them."""
    theirs = contributions.c.giver == of if isinstance(of, Address) else contributions.c.giver.in_(of)
    return update(contributions).where(theirs, contributions.c.state == "published").values(giver=None, contact=None)


def forget_unfinished(now: datetime, days: int) -> tuple[str, Delete]:
    """The statement that deletes old drafts and what was declined long ago, for the daily purge."""
    before = now - timedelta(days=days)
    last = func.coalesce(contributions.c.decided_at, contributions.c.given_at)
    old = contributions.c.state.in_(("draft", "declined")) & (last < before)
    return "contributions", delete(contributions).where(old)


def _newest(query: Select[Any]) -> Select[Any]:
    return query.order_by(contributions.c.given_at.desc(), contributions.c.id.desc())


def _all(connection: Connection, query: Select[Any]) -> list[Contribution]:
    return [_read(row) for row in connection.execute(_newest(query))]


def _one(connection: Connection, query: Select[Any]) -> Contribution | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else _read(row)


def _read(row: Any, **changes: Any) -> Contribution:
    values = dict(row._mapping) | {"answers": _said(row.answers), "exchange": _said(row.exchange)}
    return Contribution(**(values | changes))


def _said(value: Any) -> Said:
    return tuple((str(question), str(answer)) for question, answer in value)
