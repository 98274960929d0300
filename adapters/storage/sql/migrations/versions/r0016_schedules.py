"""Chats have quiet hours and digests, silences may end with an event, and deliveries say why they are held back."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0016"
down_revision: Final = "0015"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Nothing is held back, no chat is quiet and none has a digest until somebody says so."""
    op.add_column("deliveries", sa.Column("held", sa.String()))
    op.add_column("chats", sa.Column("quiet", sa.String()))
    op.add_column("watches", sa.Column("wake", sa.Text()))
    op.create_table(
        "schedules",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("thread", sa.String()),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("weekday", sa.SmallInteger()),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_schedules"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_schedules_due_at", "schedules", ["due_at"])
