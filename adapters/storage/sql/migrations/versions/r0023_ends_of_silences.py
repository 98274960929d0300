"""Silences that are over are found by themselves, whatever was looked at."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0023"
down_revision: Final = "0022"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """An index of the silent ones in place of the one that held everybody's silence."""
    live = sa.text("ended_at IS NULL")
    silent = sa.text("ended_at IS NULL AND muted_until IS NOT NULL")
    op.drop_index("ix_watches_product_key_muted_until", "watches")
    op.create_index("ix_watches_product_key", "watches", ["product_key"], sqlite_where=live, postgresql_where=live)
    op.create_index("ix_watches_muted_until", "watches", ["muted_until"], sqlite_where=silent, postgresql_where=silent)
