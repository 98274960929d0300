"""What data sources were paid for, and what they still owe."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from adapters.storage.sql.columns import Exact, Id, UtcTime
from adapters.storage.sql.tables.schema import metadata

source_runs: Final = Table(
    "source_runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("began_at", UtcTime, nullable=False, index=True),
    Column("run", String),
    Column("dataset", String),
    Column("ended_at", UtcTime),
    Column("status", String),
    Column("cost", Exact),
)

# A row for each product that a run still owes: empty but for the runs of the last minutes.
owed_looks: Final = Table(
    "owed_looks",
    metadata,
    Column("run_id", Id, ForeignKey("source_runs.id"), primary_key=True),
    Column("asin", String, primary_key=True),
    Column("market", String, primary_key=True),
    Index("ix_owed_looks_asin_market", "asin", "market"),
    sqlite_with_rowid=False,
)
