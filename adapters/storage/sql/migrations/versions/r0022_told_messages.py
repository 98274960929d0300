"""What a message told is found by its place and name."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0022"
down_revision: Final = "0021"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the index; what was never sent has no message, and does not stand in it."""
    was_sent = sa.text("message IS NOT NULL")
    op.create_index(
        "ix_deliveries_chat_message",
        "deliveries",
        ["chat", "message"],
        sqlite_where=was_sent,
        postgresql_where=was_sent,
    )
