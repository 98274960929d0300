"""The cards that follow their product: one for each product and chat."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from adapters.storage.sql.columns import Address, UtcTime
from adapters.storage.sql.tables.schema import metadata

live_cards: Final = Table(
    "live_cards",
    metadata,
    Column("chat", Address, nullable=False),
    Column("product_key", Integer, ForeignKey("products.key"), nullable=False, index=True),
    Column("message", String, nullable=False),
    Column("rests_until", UtcTime, nullable=False),
    Column("edit_at", UtcTime),
    PrimaryKeyConstraint("chat", "product_key"),
    sqlite_with_rowid=False,
)
_IS_TO_EDIT = live_cards.c.edit_at.is_not(None)
Index("ix_live_cards_edit_at", live_cards.c.edit_at, sqlite_where=_IS_TO_EDIT, postgresql_where=_IS_TO_EDIT)
