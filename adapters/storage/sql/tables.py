"""The tables, as the newest migration leaves them."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
    true,
)

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, AvailabilityCode, Epoch, Exact, Id, Seconds, UtcTime
from core.alerts.finding import Finding
from core.catalog.snapshot import Listing, Snapshot
from core.watching.plan import Wanted
from core.watching.standing import Doubt, Failure
from core.watching.watch import Watching

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

workspaces: Final = Table(
    "workspaces",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String, nullable=False),
    Column("account", String, nullable=False),
    Column("next_number", Integer, nullable=False),
)
Index(
    "uq_workspaces_platform_account",
    workspaces.c.platform,
    workspaces.c.account,
    unique=True,
    sqlite_where=workspaces.c.account != "",
    postgresql_where=workspaces.c.account != "",
)

watchlists: Final = Table(
    "watchlists",
    metadata,
    Column("id", Id, primary_key=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
)

chats: Final = Table(
    "chats",
    metadata,
    Column("chat", Address, primary_key=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("default_list_id", Id, ForeignKey("watchlists.id"), nullable=False),
    Column("market", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("asleep_since", UtcTime),
    Column("admins_only", Boolean, nullable=False, server_default=false()),
    Column("links", Boolean, nullable=False, server_default=true()),
    sqlite_with_rowid=False,
)

mounts: Final = Table(
    "mounts",
    metadata,
    Column("list_id", Id, ForeignKey("watchlists.id"), primary_key=True),
    Column("chat", Address, ForeignKey("chats.chat"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

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
    UniqueConstraint("asin", "market"),
    sqlite_autoincrement=True,
)
_IS_DUE = products.c.due_at.is_not(None)
Index("ix_products_due_at", products.c.due_at, sqlite_where=_IS_DUE, postgresql_where=_IS_DUE)
_IS_CLAIMED = products.c.claimed_by.is_not(None)
Index("ix_products_claimed_by", products.c.claimed_by, sqlite_where=_IS_CLAIMED, postgresql_where=_IS_CLAIMED)

# A version for each change of the words and pictures; `products.listing_at` names the one that is accepted now.
listing_versions: Final = Table(
    "listing_versions",
    metadata,
    Column("product_key", Integer, ForeignKey("products.key"), primary_key=True),
    Column("at", Epoch, primary_key=True),
    Column("body", Json(Listing), nullable=False),
)

watches: Final = Table(
    "watches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("list_id", Id, ForeignKey("watchlists.id"), nullable=False),
    Column("product_key", Integer, ForeignKey("products.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("chat", Address, nullable=False),
    Column("thread", String),
    Column("every", Seconds),
    Column("muted_until", UtcTime),
    Column("ended_at", UtcTime),
    Column("memo", String),
    sqlite_with_rowid=False,
)
_IS_LIVE = watches.c.ended_at.is_(None)
Index(
    "uq_watches_list_id_product_key",
    watches.c.list_id,
    watches.c.product_key,
    unique=True,
    sqlite_where=_IS_LIVE,
    postgresql_where=_IS_LIVE,
)
# An unchanged look asks only for mutes that ended: the moment stands in the index, so that it costs the same for one
# watcher and for ten thousand.
Index(
    "ix_watches_product_key_muted_until",
    watches.c.product_key,
    watches.c.muted_until,
    sqlite_where=_IS_LIVE,
    postgresql_where=_IS_LIVE,
)
Index("ix_watches_list_id_product_key_made_at", watches.c.list_id, watches.c.product_key, watches.c.made_at)

rules: Final = Table(
    "rules",
    metadata,
    Column("watch_id", Id, ForeignKey("watches.id"), nullable=False),
    Column("id", Id, nullable=False),
    Column("place", SmallInteger, nullable=False),
    Column("metric", String, nullable=False),
    Column("when", String, nullable=False),
    Column("value", Exact),
    Column("unit", String),
    Column("set_by", String, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("anchor", String),
    Column("anchored_at", UtcTime),
    Column("about", String),
    Column("armed", Boolean, nullable=False),
    PrimaryKeyConstraint("watch_id", "id"),
    sqlite_with_rowid=False,
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

alerts: Final = Table(
    "alerts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("watch_id", Id, ForeignKey("watches.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("product_key", Integer, ForeignKey("products.key"), nullable=False),
    Column("title", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("findings", Json(tuple[Finding, ...]), nullable=False),
    Column("price", Exact),
    Column("currency", String),
    Column("rank", Integer),
    Column("category", String),
    Column("availability", AvailabilityCode, nullable=False),
    Column("lowest_since", UtcTime),
    Column("acked_by", String),
    Column("acked_at", UtcTime),
    Index("ix_alerts_watch_id_at", "watch_id", "at"),
)

# `done_at` is null while a delivery waits or is being sent: the partial index holds the outbox, never its history.
deliveries: Final = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("alert_id", Id, ForeignKey("alerts.id"), nullable=False, index=True),
    Column("chat", Address, nullable=False),
    Column("thread", String),
    Column("state", String, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("claimed_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("message", String),
    Column("reason", String),
    Column("done_at", UtcTime),
    Column("edit_at", UtcTime),
)
_IS_TO_EDIT = deliveries.c.edit_at.is_not(None)
Index("ix_deliveries_edit_at", deliveries.c.edit_at, sqlite_where=_IS_TO_EDIT, postgresql_where=_IS_TO_EDIT)
_IS_OPEN = deliveries.c.done_at.is_(None)
Index(
    "ix_deliveries_chat_due_at_claimed_until",
    deliveries.c.chat,
    deliveries.c.due_at,
    deliveries.c.claimed_until,
    sqlite_where=_IS_OPEN,
    postgresql_where=_IS_OPEN,
)

deeds: Final = Table(
    "deeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat", Address, nullable=False),
    Column("person", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("summary", String, nullable=False),
    Column("before", Json(tuple[Watching, ...]), nullable=False),
    Column("undone_at", UtcTime),
    Index("ix_deeds_chat_person_at", "chat", "person", "at"),
)

invitations: Final = Table(
    "invitations",
    metadata,
    Column("code", String, primary_key=True),
    Column("list_id", Id, ForeignKey("watchlists.id"), nullable=False),
    Column("made_by", String, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)

plans: Final = Table(
    "plans",
    metadata,
    Column("id", String, primary_key=True),
    Column("chat", Address, nullable=False),
    Column("person", String, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Column("lines", Json(tuple[str, ...]), nullable=False),
    Column("wanted", Json(tuple[Wanted, ...]), nullable=False),
)

installations: Final = Table(
    "installations",
    metadata,
    Column("platform", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("secret", String, nullable=False),
)
