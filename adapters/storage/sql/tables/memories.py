"""What platforms must find again, until it expires."""

from typing import Final

from sqlalchemy import Column, String, Table

from adapters.storage.sql.columns import UtcTime
from adapters.storage.sql.tables.schema import metadata

memories: Final = Table(
    "memories",
    metadata,
    Column("key", String, primary_key=True),
    Column("text", String, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)
