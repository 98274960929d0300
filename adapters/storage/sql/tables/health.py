"""How the watching goes: looks, counted, and what workspaces are told of it."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, Id, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.watching.notice import Breakdown

look_counts: Final = Table(
    "look_counts",
    metadata,
    Column("hour", UtcTime, primary_key=True),
    Column("market", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("outcome", String, primary_key=True),
    Column("purpose", String, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# `done_at` is null while a notice waits or is being sent. Ids are UUIDv7: the greatest is the latest.
notices: Final = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("breakdown", Json(Breakdown), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("claimed_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("chat", Address),
    Column("message", String),
    Column("done_at", UtcTime),
    Index("ix_notices_workspace_id_id", "workspace_id", "id"),
)
_IS_OPEN = notices.c.done_at.is_(None)
Index("ix_notices_due_at", notices.c.due_at, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)
