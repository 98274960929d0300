"""Conversations, until they are forgotten."""

from typing import Final

from sqlalchemy import Column, String, Table

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.talk import Talk

talks: Final = Table(
    "talks",
    metadata,
    Column("chat", Address, primary_key=True),
    Column("person", String, primary_key=True),
    Column("talk", Json(Talk), nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)
