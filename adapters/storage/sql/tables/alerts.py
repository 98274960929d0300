"""What was found worth telling, and the outbox that carries it."""

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, AvailabilityCode, Exact, Id, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.alerts.finding import Finding

# `is_under_way` is null where nothing that was told can return.
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
    Column("is_under_way", Boolean),
    Column("deepest", String),
    Column("resolved_at", UtcTime),
    Index("ix_alerts_watch_id_at", "watch_id", "at"),
)

_IS_UNDER_WAY = alerts.c.is_under_way.is_(True)
Index(
    "ix_alerts_product_key_at",
    alerts.c.product_key,
    alerts.c.at,
    sqlite_where=_IS_UNDER_WAY,
    postgresql_where=_IS_UNDER_WAY,
)

# `done_at` is null while a delivery waits or is being sent: the partial index holds the outbox, never its history.
# `edit_at` is when what was sent is to be edited, `editing_until` until when an edit is claimed that is under way.
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
    Column("below", String),
    Column("reason", String),
    Column("done_at", UtcTime),
    Column("edit_at", UtcTime),
    Column("editing_until", UtcTime),
    Column("held", String),
)
_IS_TO_EDIT = deliveries.c.edit_at.is_not(None)
Index("ix_deliveries_edit_at", deliveries.c.edit_at, sqlite_where=_IS_TO_EDIT, postgresql_where=_IS_TO_EDIT)
_IS_EDITED = deliveries.c.editing_until.is_not(None)
Index(
    "ix_deliveries_editing_until",
    deliveries.c.editing_until,
    sqlite_where=_IS_EDITED,
    postgresql_where=_IS_EDITED,
)
_HAS_MESSAGE = deliveries.c.message.is_not(None)
Index(
    "ix_deliveries_chat_message",
    deliveries.c.chat,
    deliveries.c.message,
    sqlite_where=_HAS_MESSAGE,
    postgresql_where=_HAS_MESSAGE,
)
_IS_OPEN = deliveries.c.done_at.is_(None)
Index(
    "ix_deliveries_chat_due_at_claimed_until",
    deliveries.c.chat,
    deliveries.c.due_at,
    deliveries.c.claimed_until,
    sqlite_where=_IS_OPEN,
    postgresql_where=_IS_OPEN,
)
