"""A single rule can be muted."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0020"
down_revision: Final = "0019"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the column, empty: no rule rests."""
    op.add_column("rules", sa.Column("muted_until", sa.DateTime(timezone=True)))
    is_muted = sa.text("muted_until IS NOT NULL")
    op.create_index("ix_rules_muted_until", "rules", ["muted_until"], sqlite_where=is_muted, postgresql_where=is_muted)
