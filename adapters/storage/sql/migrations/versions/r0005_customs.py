"""Chats may leave changes to their administrators."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the column; until a chat says otherwise, everyone in it may change things."""
    op.add_column("chats", sa.Column("admins_only", sa.Boolean(), server_default=sa.false(), nullable=False))
