"""Who asked to be told when a question is answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "followers",
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "address", name="pk_followers"),
    )
    op.create_index("ix_followers_address", "followers", ["address"])


def downgrade() -> None:
    """Back."""
    op.drop_table("followers")
