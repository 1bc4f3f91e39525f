"""Letters: what is sent unasked to somebody named."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "letters",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("in_group", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.create_index("ix_letters_address", "letters", ["address"])
    op.create_index("ix_letters_batch", "letters", ["batch", "state"])
    waiting, claimed = sa.text("state = 'waiting'"), sa.text("state = 'claimed'")
    op.create_index(
        "ix_letters_waiting", "letters", ["not_before", "id"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_index("ix_letters_claimed", "letters", ["at_utc"], sqlite_where=claimed, postgresql_where=claimed)


def downgrade() -> None:
    """Back."""
    op.drop_table("letters")
