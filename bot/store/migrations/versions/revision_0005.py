"""What people give to the others; the notes that were offered until now wait among it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "contributions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("giver", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("contact", sa.Text()),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("exchange", sa.JSON(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contributions"),
    )
    op.create_index("ix_contributions_giver", "contributions", ["giver"])
    op.create_index("ix_contributions_state", "contributions", ["state", "given_at"])
    op.create_index("ix_contributions_document", "contributions", ["document", "state"])
    # A day is midnight of that day, written as each database writes moments.
    midnight = "shared_on || ' 00:00:00.000000'" if op.get_bind().dialect.name == "sqlite" else "shared_on"
    op.execute(
        "insert into contributions (id, giver, kind, theme, document, about, text, answers, may_publish, state,"
        " exchange, given_at, reply) select id, owner, 'reflection', theme, '', question, text, '[]', true, 'waiting',"
        f" '[]', {midnight}, '' from notes where shared_on is not null and withdrawn_on is null"
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("contributions")
