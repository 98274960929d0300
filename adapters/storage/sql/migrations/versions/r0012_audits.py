"""Suggested text, what writing it cost, and how workspaces want it to sound."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from adapters.storage.sql.columns import Address, Exact, Id, UtcTime

revision: Final = "0012"
down_revision: Final = "0011"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """New tables alone: nothing that is there changes."""
    op.create_table(
        "suggestions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace_id", Id(), nullable=False),
        sa.Column("chat", Address(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("asin", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("unconfirmed", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("live_at", UtcTime(), nullable=True),
        sa.Column("live_told", sa.Boolean(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=True),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_suggestions_workspace_id_workspaces"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    op.create_index(
        "ix_suggestions_workspace_id_asin_market_made_at", "suggestions", ["workspace_id", "asin", "market", "made_at"]
    )
    awaited, due = sa.text("state = 'approved'"), sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_suggestions_asin_market",
        "suggestions",
        ["asin", "market"],
        sqlite_where=awaited,
        postgresql_where=awaited,
    )
    op.create_index("ix_suggestions_due_at", "suggestions", ["due_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "writings",
        sa.Column("id", Id(), nullable=False),
        sa.Column("workspace_id", Id(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("dollars", Exact(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_writings_workspace_id_workspaces"),
        sa.PrimaryKeyConstraint("id", name="pk_writings"),
    )
    op.create_index("ix_writings_at", "writings", ["at"])
    op.create_table(
        "voices",
        sa.Column("workspace_id", Id(), nullable=False),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("avoid", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_voices_workspace_id_workspaces"),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_voices"),
        sqlite_with_rowid=False,
    )
