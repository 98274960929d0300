"""What the talk is about is remembered for an hour."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0013"
down_revision: Final = "0012"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """No conversation is under way until somebody speaks."""
    op.create_table(
        "talks",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("talk", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "person", name="pk_talks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_talks_expires_at", "talks", ["expires_at"])
