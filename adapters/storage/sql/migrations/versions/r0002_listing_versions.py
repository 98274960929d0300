"""Every version of a listing is kept, and the row that each look rewrites no longer holds the longest text of all."""

import json
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

_AT_ONCE: Final = 500

_products: Final = sa.table("products", *(sa.column(name) for name in ("key", "accepted", "listing", "listing_at")))


def upgrade() -> None:
    """Create the versions, move each product's listing there as its first one."""
    op.add_column("products", sa.Column("listing_at", sa.BigInteger()))
    key = sa.ForeignKey("products.key", name="fk_listing_versions_product_key_products")
    versions = op.create_table(
        "listing_versions",
        sa.Column("product_key", sa.Integer(), key, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("product_key", "at", name="pk_listing_versions"),
    )
    _move(op.get_bind(), versions)
    op.drop_column("products", "listing")


def _move(connection: sa.Connection, versions: sa.Table) -> None:
    columns = (_products.c.key, _products.c.accepted, _products.c.listing)
    after = -1
    while rows := connection.execute(
        sa.select(*columns)
        .where(_products.c.key > after, _products.c.listing.is_not(None), _products.c.accepted.is_not(None))
        .order_by(_products.c.key)
        .limit(_AT_ONCE)
    ).all():
        moved = [{"product_key": row.key, "at": _seen_at(row.accepted), "body": row.listing} for row in rows]
        connection.execute(sa.insert(versions), moved)
        connection.execute(
            sa.update(_products)
            .where(_products.c.key == sa.bindparam("product_key"))
            .values(listing_at=sa.bindparam("at")),
            [{"product_key": one["product_key"], "at": one["at"]} for one in moved],
        )
        after = rows[-1].key


def _seen_at(accepted: str) -> int:
    snapshot: dict[str, Any] = json.loads(accepted)
    return int(datetime.fromisoformat(snapshot["at"]).timestamp())
