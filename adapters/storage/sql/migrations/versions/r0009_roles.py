"""Members of a workspace have roles, and deeds know the names of those who did them."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0009"
down_revision: Final = "0008"
branch_labels: Final = None
depends_on: Final = None

_ID: Final = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")


def upgrade() -> None:
    """Nobody has a role until one is given; deeds done before are nobody's by name, and can be undone as before."""
    op.create_table(
        "members",
        sa.Column("workspace_id", _ID, nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("right", sa.String()),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_members_workspace_id_workspaces"),
        sa.PrimaryKeyConstraint("workspace_id", "platform", "account", "person", name="pk_members"),
        sqlite_with_rowid=False,
    )
    op.add_column("deeds", sa.Column("name", sa.String()))
    op.add_column("deeds", sa.Column("undoable", sa.Boolean(), server_default=sa.true(), nullable=False))
