"""Rules may hold more than four columns say, such as the names of sellers; those about rivals are found by list."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0015"
down_revision: Final = "0014"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Add the column, empty for every rule there is: their four columns say all of them."""
    op.add_column("rules", sa.Column("whole", sa.Text()))
    is_undercut = sa.text("metric = 'undercut'")
    op.create_index(
        "ix_rules_watch_id_undercut", "rules", ["watch_id"], sqlite_where=is_undercut, postgresql_where=is_undercut
    )
