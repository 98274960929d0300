"""Looks are counted by hour, marketplace and outcome; workspaces hear once when reading breaks; pages may be gone."""

from typing import Final

import sqlalchemy as sa
from alembic import op

from adapters.storage.sql.columns import Address, Id, UtcTime

revision: Final = "0011"
down_revision: Final = "0010"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Doubts have another shape from now on: those of the last minutes are forgotten, to be raised by the next look."""
    op.create_table(
        "look_counts",
        sa.Column("hour", UtcTime(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "market", "source", "outcome", "purpose", name="pk_look_counts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notices",
        sa.Column("id", Id(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("workspace_id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("claimed_until", UtcTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("chat", Address(), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("done_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_notices_workspace_id_workspaces"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("key", name="uq_notices_key"),
    )
    op.create_index("ix_notices_workspace_id_id", "notices", ["workspace_id", "id"])
    is_open = sa.text("done_at IS NULL")
    op.create_index("ix_notices_due_at", "notices", ["due_at"], sqlite_where=is_open, postgresql_where=is_open)
    op.add_column("products", sa.Column("presence", sa.Text(), nullable=True))
    failing = sa.text("failure IS NOT NULL")
    op.create_index("ix_products_key_failing", "products", ["key"], sqlite_where=failing, postgresql_where=failing)
    op.execute("UPDATE products SET doubt = NULL WHERE doubt IS NOT NULL")
