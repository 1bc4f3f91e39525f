"""What is old is deleted: each kind of thing after its own number of days, once a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from bot.store.access import forget_bans, forget_guests
from bot.store.admins import forget_invitations
from bot.store.audit_log import forget_entries
from bot.store.broadcasts import forget_broadcasts
from bot.store.contributions import cutting, forget_unfinished
from bot.store.deliveries import deliveries
from bot.store.followers import forget_followers
from bot.store.holds import forget_holds
from bot.store.inbox import forget_replies
from bot.store.letters import forget_letters
from bot.store.personal import erasing
from bot.store.statements import insert
from bot.store.tables import conversations, notices, people, questions

if TYPE_CHECKING:
    from bot.settings import Retention

_PURGED = "purged_on"


def purge(connection: Connection, now: datetime, retention: Retention, context: timedelta) -> dict[str, int]:
    """Delete what is past its time.

    Args:
        connection: in a writing transaction.
        now: the present moment, aware.
        retention: days that each kind of thing is kept.
        context: how long a conversation is remembered.

    Returns:
        The number of rows deleted, by table.
    """
    deleted: dict[str, int] = {}
    today = now.date()
    absent_since = today - timedelta(days=retention.inactive_days)
    absent = select(people.c.address).where(people.c.last_seen_on < absent_since)
    statements = [
        ("conversations", delete(conversations).where(conversations.c.updated_at < now - context)),
        ("questions", delete(questions).where(questions.c.asked_at < now - timedelta(days=retention.questions_days))),
        # After the questions: who followed one of those that went.
        forget_followers(),
        ("deliveries", delete(deliveries).where(deliveries.c.day < today - timedelta(days=retention.deliveries_days))),
        forget_replies(now),
        forget_holds(now),
        forget_unfinished(now, retention.drafts_days),
        # What is published stays; whose it was goes with them.
        ("contributions", cutting(absent)),
        forget_letters(now - timedelta(days=retention.deliveries_days)),
        forget_broadcasts(now - timedelta(days=retention.deliveries_days)),
        forget_entries(now - timedelta(days=retention.audit_days)),
        forget_invitations(now),
        forget_bans(absent_since),
        forget_guests(absent_since),
        # People last: the others are found through them.
        *sorted(erasing(absent).items(), key=lambda named: named[0] == "people"),
    ]
    for table, statement in statements:
        deleted[table] = deleted.get(table, 0) + connection.execute(statement).rowcount
    upsert = insert(notices, connection.dialect.name)
    done = {"name": _PURGED, "value": today.isoformat()}
    connection.execute(
        upsert.on_conflict_do_update(index_elements=[notices.c.name], set_={"value": upsert.excluded.value}), [done]
    )
    return deleted


def purged_on(connection: Connection) -> str:
    """The day of the last purge, as ``YYYY-MM-DD``; empty before the first."""
    return connection.scalar(select(notices.c.value).where(notices.c.name == _PURGED)) or ""
