"""Alerts have a course, products have live cards in chats, and rules hold for what is added to a list later."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0017"
down_revision: Final = "0016"
branch_labels: Final = None
depends_on: Final = None

_TIME: Final = sa.DateTime(timezone=True)
_ID: Final = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")


def upgrade() -> None:
    """What was told before is not followed, no card is live yet, and no list has rules of its own."""
    op.add_column("alerts", sa.Column("is_under_way", sa.Boolean()))
    op.add_column("alerts", sa.Column("deepest", sa.String()))
    op.add_column("alerts", sa.Column("resolved_at", _TIME))
    under_way = sa.text("is_under_way IS 1"), sa.text("is_under_way IS true")
    op.create_index(
        "ix_alerts_product_key_at",
        "alerts",
        ["product_key", "at"],
        sqlite_where=under_way[0],
        postgresql_where=under_way[1],
    )
    _cards()
    _list_rules()


def _cards() -> None:
    op.create_table(
        "live_cards",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("product_key", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("rests_until", _TIME, nullable=False),
        sa.Column("edit_at", _TIME),
        sa.PrimaryKeyConstraint("chat", "product_key", name="pk_live_cards"),
        sa.ForeignKeyConstraint(["product_key"], ["products.key"], name="fk_live_cards_product_key_products"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_live_cards_product_key", "live_cards", ["product_key"])
    due = sa.text("edit_at IS NOT NULL")
    op.create_index("ix_live_cards_edit_at", "live_cards", ["edit_at"], sqlite_where=due, postgresql_where=due)


def _list_rules() -> None:
    op.create_table(
        "list_rules",
        sa.Column("id", _ID, nullable=False),
        sa.Column("list_id", _ID, nullable=False),
        sa.Column("role", sa.String()),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", _TIME, nullable=False),
        sa.Column("set_in", _ID, nullable=False),
        sa.Column("ended_in", _ID),
        sa.PrimaryKeyConstraint("id", name="pk_list_rules"),
        sa.ForeignKeyConstraint(["list_id"], ["watchlists.id"], name="fk_list_rules_list_id_watchlists"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_list_rules_list_id", "list_rules", ["list_id"])
