"""Edits are claimed for a while, so that one that a process was about is done again after its death."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0019"
down_revision: Final = "0018"
branch_labels: Final = None
depends_on: Final = None

_CLAIMED: Final = sa.text("editing_until IS NOT NULL")


def upgrade() -> None:
    """Nothing is being edited; what is to be edited stays marked."""
    for table in ("deliveries", "live_cards"):
        op.add_column(table, sa.Column("editing_until", sa.DateTime(timezone=True)))
        name = f"ix_{table}_editing_until"
        op.create_index(name, table, ["editing_until"], sqlite_where=_CLAIMED, postgresql_where=_CLAIMED)
