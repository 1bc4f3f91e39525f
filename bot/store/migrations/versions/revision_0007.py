"""What the editors did about a question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward."""
    op.add_column("questions", sa.Column("settled", sa.Text(), server_default="", nullable=False))
    op.add_column("questions", sa.Column("settled_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Back."""
    op.drop_column("questions", "settled_at")
    op.drop_column("questions", "settled")
