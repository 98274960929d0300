"""Alerts can be acknowledged, what was said of them edited, and lists shared by a code that works once."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None

_ID: Final = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
_TIME: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and the table; nothing that is there changes."""
    op.add_column("alerts", sa.Column("acked_by", sa.String()))
    op.add_column("alerts", sa.Column("acked_at", _TIME))
    op.add_column("deliveries", sa.Column("edit_at", _TIME))
    due = sa.text("edit_at IS NOT NULL")
    op.create_index("ix_deliveries_edit_at", "deliveries", ["edit_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "invitations",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("list_id", _ID, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME),
        sa.ForeignKeyConstraint(["list_id"], ["watchlists.id"], name="fk_invitations_list_id_watchlists"),
        sa.PrimaryKeyConstraint("code", name="pk_invitations"),
    )
