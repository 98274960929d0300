"""Runs that were paid for are remembered."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0010"
down_revision: Final = "0009"
branch_labels: Final = None
depends_on: Final = None

_ID: Final = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")


def upgrade() -> None:
    """No run is known yet."""
    op.create_table(
        "source_runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", sa.String()),
        sa.Column("dataset", sa.String()),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("status", sa.String()),
        sa.Column("cost", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_source_runs"),
    )
    op.create_index("ix_source_runs_began_at", "source_runs", ["began_at"])
    op.create_table(
        "owed_looks",
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("asin", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["source_runs.id"], name="fk_owed_looks_run_id_source_runs"),
        sa.PrimaryKeyConstraint("run_id", "asin", "market", name="pk_owed_looks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_owed_looks_asin_market", "owed_looks", ["asin", "market"])
