"""Products, where they stand, and how they looked over time."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import AvailabilityCode, Epoch, Id, Seconds, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.catalog.snapshot import Listing, Snapshot
from core.foresight.habit import Habit
from core.foresight.lessons import Lessons
from core.watching.presence import Presence
from core.watching.standing import Doubt, Failure

products: Final = Table(
    "products",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("id", Id, nullable=False, unique=True),
    Column("asin", String, nullable=False),
    Column("market", String, nullable=False),
    Column("every", Seconds, nullable=False),
    Column("due_at", UtcTime),
    Column("claimed_by", Id),
    Column("claimed_until", UtcTime),
    Column("looked_at", UtcTime),
    Column("accepted", Json(Snapshot)),
    Column("listing_at", Epoch),
    Column("doubt", Json(Doubt)),
    Column("failure", Json(Failure)),
    Column("presence", Json(Presence)),
    Column("rested_at", UtcTime),
    Column("habit", Json(Habit)),
    Column("stake", Float),
    UniqueConstraint("asin", "market"),
    sqlite_autoincrement=True,
)
_IS_DUE = products.c.due_at.is_not(None)
Index("ix_products_due_at", products.c.due_at, sqlite_where=_IS_DUE, postgresql_where=_IS_DUE)
_IS_CLAIMED = products.c.claimed_by.is_not(None)
Index("ix_products_claimed_by", products.c.claimed_by, sqlite_where=_IS_CLAIMED, postgresql_where=_IS_CLAIMED)
_IS_FAILING = products.c.failure.is_not(None)
Index("ix_products_key_failing", products.c.key, sqlite_where=_IS_FAILING, postgresql_where=_IS_FAILING)

# One row: what looks have taught of all products together.
lessons: Final = Table(
    "lessons",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("body", Json(Lessons), nullable=False),
)

# What is done now and then to everything, and up to when it has been done.
chores: Final = Table(
    "chores",
    metadata,
    Column("name", String, primary_key=True),
    Column("done_until", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)

# A version for each change of the words and pictures; `products.listing_at` names the one that is accepted now.
listing_versions: Final = Table(
    "listing_versions",
    metadata,
    Column("product_key", Integer, ForeignKey("products.key"), primary_key=True),
    Column("at", Epoch, primary_key=True),
    Column("body", Json(Listing), nullable=False),
)

categories: Final = Table(
    "categories",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String, nullable=False, unique=True),
)

# Amounts in minor units of the marketplace's currency; wider than INTEGER, since sellers park offers at absurd prices.
offer_points: Final = Table(
    "offer_points",
    metadata,
    Column("product_key", Integer, ForeignKey("products.key"), primary_key=True),
    Column("at", Epoch, primary_key=True),
    Column("price", BigInteger),
    Column("list_price", BigInteger),
    Column("used_price", BigInteger),
    Column("availability", AvailabilityCode, nullable=False),
    sqlite_with_rowid=False,
)

rank_points: Final = Table(
    "rank_points",
    metadata,
    Column("product_key", Integer, ForeignKey("products.key"), primary_key=True),
    Column("at", Epoch, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("category_id", Integer, ForeignKey("categories.id"), nullable=False),
    sqlite_with_rowid=False,
)

# The packed readings of a week since 1970: adapters/storage/sql/rank_pages.py says how they are written.
rank_pages: Final = Table(
    "rank_pages",
    metadata,
    Column("product_key", Integer, ForeignKey("products.key"), primary_key=True),
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
