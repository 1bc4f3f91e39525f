"""Subscriptions to the daily question, what was delivered, put off and held back, and the notebook."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "subscriptions",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("in_group", sa.Boolean(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("enjeux", sa.JSON(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("august_off", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("leave_from", sa.Date()),
        sa.Column("leave_until", sa.Date()),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("inactive_on", sa.Date()),
        sa.Column("inactive_reason", sa.Text(), nullable=False),
        sa.Column("due_utc", sa.DateTime(timezone=True)),
        sa.Column("next_due_utc", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("chat", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_next_due_utc", "subscriptions", ["next_due_utc", "chat"])
    op.create_table(
        "had_questions",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "question_id", name="pk_had_questions"),
    )
    op.create_table(
        "deliveries",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "day", "kind", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_day", "deliveries", ["day"])
    claimed = sa.text("state = 'claimed'")
    op.create_index("ix_deliveries_claimed", "deliveries", ["at_utc"], sqlite_where=claimed, postgresql_where=claimed)
    op.create_table(
        "reminders",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("due_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_due_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "question_id", name="pk_reminders"),
    )
    op.create_index("ix_reminders_next_due_utc", "reminders", ["next_due_utc", "chat"])
    op.create_table(
        "holds",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("until_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_holds"),
    )
    op.create_index("ix_holds_until_utc", "holds", ["until_utc"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("enjeu", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shared_on", sa.Date()),
        sa.Column("withdrawn_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_owner", "notes", ["owner", "written_on"])
    op.create_index("ix_notes_shared_on", "notes", ["shared_on"])


def downgrade() -> None:
    """Back."""
    for table in ("notes", "holds", "reminders", "deliveries", "had_questions", "subscriptions"):
        op.drop_table(table)
