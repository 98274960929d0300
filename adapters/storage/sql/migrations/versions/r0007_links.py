"""Chats may ask not to be offered every Amazon link that is pasted there."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the column; until a chat says otherwise, links are offered."""
    op.add_column("chats", sa.Column("links", sa.Boolean(), server_default=sa.true(), nullable=False))
