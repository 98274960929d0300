"""What chats were about is remembered across restarts: short ids, subjects of messages, open forms."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0008"
down_revision: Final = "0007"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Nothing is known of before: older keys say that they no longer work, as after any restart."""
    op.create_table(
        "memories",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_memories"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_memories_expires_at", "memories", ["expires_at"])
