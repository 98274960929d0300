"""What chats are told at a time of day, whether anything happened or not."""

from typing import Final

from sqlalchemy import Column, Integer, SmallInteger, String, Table

from adapters.storage.sql.columns import Address, UtcTime
from adapters.storage.sql.tables.schema import metadata

schedules: Final = Table(
    "schedules",
    metadata,
    Column("chat", Address, primary_key=True),
    Column("thread", String),
    Column("at", String, nullable=False),
    Column("weekday", SmallInteger),
    Column("since", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False, index=True),
    Column("claimed_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    sqlite_with_rowid=False,
)
