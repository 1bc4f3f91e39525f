"""People: that somebody exists, since what day, and the last day they were seen.  Days are enough, not hours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import UpdateBase

from bot.store.facts import Seen
from bot.store.statements import Dated, Statement, Writers, insert
from bot.store.tables import people


@cache
def _upsert(dialect: str) -> UpdateBase:
    statement = insert(people, dialect)
    later = statement.excluded.last_seen_on
    # A second message of the same day changes nothing, so the page need not be written.
    return statement.on_conflict_do_update(
        index_elements=[people.c.address], set_={"last_seen_on": later}, where=people.c.last_seen_on < later
    )


def _seen(dialect: str, facts: Sequence[Dated]) -> list[Statement]:
    rows = [{"address": fact.address, "first_seen_on": now.date(), "last_seen_on": now.date()} for fact, now in facts]
    return [(_upsert(dialect), rows)]


WRITERS: Writers = {Seen: _seen}
