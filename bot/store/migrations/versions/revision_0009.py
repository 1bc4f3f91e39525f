"""On PostgreSQL the indexes of what is still to be done hold that alone, where the tables were made at once too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

PARTIAL = (
    ("ix_deliveries_claimed", "deliveries", ["at_utc"], "claimed"),
    ("ix_letters_waiting", "letters", ["not_before", "id"], "waiting"),
    ("ix_letters_claimed", "letters", ["at_utc"], "claimed"),
)


def upgrade() -> None:
    """Forward."""
    if op.get_context().dialect.name != "postgresql":
        return
    for name, table, columns, state in PARTIAL:
        op.drop_index(name, table)
        op.create_index(name, table, columns, postgresql_where=sa.text(f"state = '{state}'"))


def downgrade() -> None:
    """Back: both kinds serve the program of before."""
