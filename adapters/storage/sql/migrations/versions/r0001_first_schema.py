"""The first schema."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

_ID: Final = sa.Uuid().with_variant(sa.LargeBinary(16), "sqlite")
_TIME: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create everything."""
    _workspaces()
    _products()
    _watches()
    _series()
    _alerts()
    _deliveries()
    _deeds()


def _workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", _ID, nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
    )
    _index("workspaces", "platform", "account", where="account != ''", unique=True)
    op.create_table(
        "watchlists",
        sa.Column("id", _ID, nullable=False),
        sa.Column("workspace_id", _ID, _refers("watchlists", "workspace_id", "workspaces", "id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watchlists"),
    )
    _index("watchlists", "workspace_id")
    _chats()


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("workspace_id", _ID, _refers("chats", "workspace_id", "workspaces", "id"), nullable=False),
        sa.Column("default_list_id", _ID, _refers("chats", "default_list_id", "watchlists", "id"), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("asleep_since", _TIME),
        sa.PrimaryKeyConstraint("chat", name="pk_chats"),
        sqlite_with_rowid=False,
    )
    _index("chats", "workspace_id")
    op.create_table(
        "mounts",
        sa.Column("list_id", _ID, _refers("mounts", "list_id", "watchlists", "id"), nullable=False),
        sa.Column("chat", sa.String(), _refers("mounts", "chat", "chats", "chat"), nullable=False),
        sa.PrimaryKeyConstraint("list_id", "chat", name="pk_mounts"),
        sqlite_with_rowid=False,
    )
    _index("mounts", "chat")


def _products() -> None:
    op.create_table(
        "products",
        sa.Column("key", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("asin", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("every", sa.BigInteger(), nullable=False),
        sa.Column("due_at", _TIME),
        sa.Column("claimed_by", _ID),
        sa.Column("claimed_until", _TIME),
        sa.Column("looked_at", _TIME),
        sa.Column("accepted", sa.Text()),
        sa.Column("listing", sa.Text()),
        sa.Column("doubt", sa.Text()),
        sa.Column("failure", sa.Text()),
        sa.PrimaryKeyConstraint("key", name="pk_products"),
        sa.UniqueConstraint("id", name="uq_products_id"),
        sa.UniqueConstraint("asin", "market", name="uq_products_asin_market"),
        sqlite_autoincrement=True,
    )
    _index("products", "due_at", where="due_at IS NOT NULL")
    _index("products", "claimed_by", where="claimed_by IS NOT NULL")


def _watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("list_id", _ID, _refers("watches", "list_id", "watchlists", "id"), nullable=False),
        sa.Column("product_key", sa.Integer(), _refers("watches", "product_key", "products", "key"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("thread", sa.String()),
        sa.Column("every", sa.BigInteger()),
        sa.Column("muted_until", _TIME),
        sa.Column("ended_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
        sqlite_with_rowid=False,
    )
    _index("watches", "list_id", "product_key", where="ended_at IS NULL", unique=True)
    _index("watches", "product_key", "muted_until", where="ended_at IS NULL")
    _index("watches", "list_id", "product_key", "made_at")
    _rules()


def _rules() -> None:
    op.create_table(
        "rules",
        sa.Column("watch_id", _ID, _refers("rules", "watch_id", "watches", "id"), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("value", sa.String()),
        sa.Column("unit", sa.String()),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", _TIME, nullable=False),
        sa.Column("anchor", sa.String()),
        sa.Column("anchored_at", _TIME),
        sa.Column("about", sa.String()),
        sa.Column("armed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("watch_id", "id", name="pk_rules"),
        sqlite_with_rowid=False,
    )


def _series() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_categories"),
        sa.UniqueConstraint("name", name="uq_categories_name"),
    )
    key_of_offer = _refers("offer_points", "product_key", "products", "key")
    op.create_table(
        "offer_points",
        sa.Column("product_key", sa.Integer(), key_of_offer, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger()),
        sa.Column("list_price", sa.BigInteger()),
        sa.Column("used_price", sa.BigInteger()),
        sa.Column("availability", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("product_key", "at", name="pk_offer_points"),
        sqlite_with_rowid=False,
    )
    key_of_rank = _refers("rank_points", "product_key", "products", "key")
    category = _refers("rank_points", "category_id", "categories", "id")
    op.create_table(
        "rank_points",
        sa.Column("product_key", sa.Integer(), key_of_rank, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), category, nullable=False),
        sa.PrimaryKeyConstraint("product_key", "at", name="pk_rank_points"),
        sqlite_with_rowid=False,
    )


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("watch_id", _ID, _refers("alerts", "watch_id", "watches", "id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("product_key", sa.Integer(), _refers("alerts", "product_key", "products", "key"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("price", sa.String()),
        sa.Column("currency", sa.String()),
        sa.Column("rank", sa.Integer()),
        sa.Column("category", sa.String()),
        sa.Column("availability", sa.SmallInteger(), nullable=False),
        sa.Column("lowest_since", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint("key", name="uq_alerts_key"),
    )
    _index("alerts", "watch_id", "at")


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("alert_id", _ID, _refers("deliveries", "alert_id", "alerts", "id"), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("thread", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("claimed_until", _TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("done_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    _index("deliveries", "alert_id")
    _index("deliveries", "chat", "due_at", "claimed_until", where="done_at IS NULL")


def _deeds() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", _ID, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undone_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_deeds"),
    )
    _index("deeds", "chat", "person", "at")


def _refers(table: str, column: str, to_table: str, to_column: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{to_table}.{to_column}", name=f"fk_{table}_{column}_{to_table}")


def _index(table: str, *columns: str, where: str | None = None, unique: bool = False) -> None:
    name = "_".join(("uq" if unique else "ix", table, *columns))
    condition = None if where is None else sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
