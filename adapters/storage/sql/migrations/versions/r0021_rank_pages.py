"""Rank readings are packed, a page for each product and week."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0021"
down_revision: Final = "0020"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """No page is written yet: upkeep packs what there is, bit by bit."""
    op.create_table(
        "rank_pages",
        sa.Column("product_key", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["product_key"], ["products.key"], name="fk_rank_pages_product_key_products"),
        sa.PrimaryKeyConstraint("product_key", "week", name="pk_rank_pages"),
        sqlite_with_rowid=False,
    )
