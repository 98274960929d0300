"""Products have habits, what all of them teach is kept, and it is known how far the series have been made coarser."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0018"
down_revision: Final = "0017"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Nothing is known of any product yet; none may be looked at before it is due."""
    op.add_column("products", sa.Column("rested_at", sa.DateTime(timezone=True)))
    op.add_column("products", sa.Column("habit", sa.Text()))
    op.add_column("products", sa.Column("stake", sa.Float()))
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
    )
    op.create_table(
        "chores",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("done_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_chores"),
        sqlite_with_rowid=False,
    )
