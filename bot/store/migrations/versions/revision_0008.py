"""The editorial team, what it did, who may write to the bot, words to all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "admins",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_admins"),
        sa.UniqueConstraint("address", name="uq_admins_address"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitations",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("until_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_invitations"),
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("admin", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_log_at_utc", "audit_log", ["at_utc"])
    op.create_table(
        "bans",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bans"),
        sa.UniqueConstraint("digest", name="uq_bans_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "guests",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guests"),
        sa.UniqueConstraint("address", name="uq_guests_address"),
    )
    op.create_index("ix_guests_state", "guests", ["state"])
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("author", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
    )
    op.create_index("ix_broadcasts_state", "broadcasts", ["state"])


def downgrade() -> None:
    """Back."""
    for table in ("broadcasts", "guests", "bans", "audit_log", "invitations", "admins"):
        op.drop_table(table)
