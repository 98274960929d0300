"""Who wants to hear of which product, and by which rules."""

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, SmallInteger, String, Table

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, Exact, Id, Seconds, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.watching.rule import Asked, Rule

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
    Column("wake", Json(Rule)),
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
Index("ix_watches_product_key", watches.c.product_key, sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE)
# Few are silent: those whose silence is over are found each second without reading any other.
_IS_SILENT = _IS_LIVE & watches.c.muted_until.is_not(None)
Index("ix_watches_muted_until", watches.c.muted_until, sqlite_where=_IS_SILENT, postgresql_where=_IS_SILENT)
Index("ix_watches_list_id_product_key_made_at", watches.c.list_id, watches.c.product_key, watches.c.made_at)

# `whole` is the condition where metric, word, value and unit do not say all of it.
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
    Column("whole", Json(Asked)),
    Column("muted_until", UtcTime),
    PrimaryKeyConstraint("watch_id", "id"),
    sqlite_with_rowid=False,
)
_IS_UNDERCUT = rules.c.metric == "undercut"
Index("ix_rules_watch_id_undercut", rules.c.watch_id, sqlite_where=_IS_UNDERCUT, postgresql_where=_IS_UNDERCUT)
_IS_MUTED = rules.c.muted_until.is_not(None)
Index("ix_rules_muted_until", rules.c.muted_until, sqlite_where=_IS_MUTED, postgresql_where=_IS_MUTED)

# What was asked of a whole list; `role` null: of all on it. `set_in` and `ended_in` are the deeds, so that both can be
# undone.
list_rules: Final = Table(
    "list_rules",
    metadata,
    Column("id", Id, primary_key=True),
    Column("list_id", Id, ForeignKey("watchlists.id"), nullable=False, index=True),
    Column("role", String),
    Column("asked", Json(Asked), nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("set_in", Id, nullable=False),
    Column("ended_in", Id),
    sqlite_with_rowid=False,
)
