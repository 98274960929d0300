"""Chats say where alerts go that follow an earlier one, and each message remembers which one it followed."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0014"
down_revision: Final = "0013"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the columns; until a chat says otherwise every alert is news of its own, as all were that were sent."""
    op.add_column("chats", sa.Column("threads", sa.String(), server_default="off", nullable=False))
    op.add_column("deliveries", sa.Column("below", sa.String()))
