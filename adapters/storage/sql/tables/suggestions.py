"""Suggested text for listings, what writing it cost, and how workspaces want it to sound."""

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, Exact, Id, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.suggestion import Measure

suggestions: Final = Table(
    "suggestions",
    metadata,
    Column("id", String, primary_key=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False),
    Column("chat", Address, nullable=False),
    Column("thread", String),
    Column("asin", String, nullable=False),
    Column("market", String, nullable=False),
    Column("part", String, nullable=False),
    Column("before", String, nullable=False),
    Column("text", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("facts", Json(tuple[str, ...]), nullable=False),
    Column("unconfirmed", Json(tuple[str, ...]), nullable=False),
    Column("by", String, nullable=False),
    Column("version", String, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("state", String, nullable=False),
    Column("decided_by", String),
    Column("decided_at", UtcTime),
    Column("live_at", UtcTime),
    Column("live_told", Boolean, nullable=False),
    Column("due_at", UtcTime),
    Column("baseline", Json(Measure)),
    Index("ix_suggestions_workspace_id_asin_market_made_at", "workspace_id", "asin", "market", "made_at"),
)
_IS_AWAITED = suggestions.c.state == "approved"
Index(
    "ix_suggestions_asin_market",
    suggestions.c.asin,
    suggestions.c.market,
    sqlite_where=_IS_AWAITED,
    postgresql_where=_IS_AWAITED,
)
_IS_DUE = suggestions.c.due_at.is_not(None)
Index("ix_suggestions_due_at", suggestions.c.due_at, sqlite_where=_IS_DUE, postgresql_where=_IS_DUE)

writings: Final = Table(
    "writings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("by", String, nullable=False),
    Column("tokens_in", Integer, nullable=False),
    Column("tokens_out", Integer, nullable=False),
    Column("dollars", Exact),
)

voices: Final = Table(
    "voices",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("manner", String, nullable=False),
    Column("avoid", Json(tuple[str, ...]), nullable=False),
    sqlite_with_rowid=False,
)
