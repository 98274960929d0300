"""The cards that follow their product: one for each product and chat."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from adapters.storage.sql.columns import Address, UtcTime
from adapters.storage.sql.tables.schema import metadata

# `edit_at` is when it is to be drawn anew, `editing_until` until when a drawing is claimed that is under way.
live_cards: Final = Table(
    "live_cards",
    metadata,
    Column("chat", Address, nullable=False),
    Column("product_key", Integer, ForeignKey("products.key"), nullable=False, index=True),
    Column("message", String, nullable=False),
    Column("rests_until", UtcTime, nullable=False),
    Column("edit_at", UtcTime),
    Column("editing_until", UtcTime),
    PrimaryKeyConstraint("chat", "product_key"),
    sqlite_with_rowid=False,
)
_IS_TO_EDIT = live_cards.c.edit_at.is_not(None)
Index("ix_live_cards_edit_at", live_cards.c.edit_at, sqlite_where=_IS_TO_EDIT, postgresql_where=_IS_TO_EDIT)
_IS_EDITED = live_cards.c.editing_until.is_not(None)
Index(
    "ix_live_cards_editing_until",
    live_cards.c.editing_until,
    sqlite_where=_IS_EDITED,
    postgresql_where=_IS_EDITED,
)
