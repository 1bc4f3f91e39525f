"""The inbox of updates not answered yet, and which messages answered which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "inbox",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.Text()),
        sa.Column("sender", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "number", name="pk_inbox"),
    )
    op.create_table(
        "replies",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "said", name="pk_replies"),
    )
    op.create_index("ix_replies_sent_at", "replies", ["sent_at"])


def downgrade() -> None:
    """Back."""
    for table in ("replies", "inbox"):
        op.drop_table(table)
