"""Engines: how each database is opened, so that the repositories need not know which it is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final, cast

import aiosqlite
from sqlalchemy import URL, Connection, StaticPool, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.storage.sql.one_hop import OneHopConnection, OneHopDbapi

_CONNECT_WITHIN_S: Final = 10
# synchronous=FULL: in WAL mode NORMAL survives a killed process but may lose the last commits when the power fails, and
# with them a “tracked” that somebody has read. It costs one fsync per commit, and commits are whole batches.
_PRAGMAS: Final = {"busy_timeout": 0, "foreign_keys": "ON", "journal_mode": "WAL", "synchronous": "FULL"}


def engine_for(url: URL, patience: timedelta) -> AsyncEngine:
    """An engine for SQLite (aiosqlite) or PostgreSQL (asyncpg) that waits at most `patience` for another's lock."""
    milliseconds = int(patience.total_seconds() * 1000)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, milliseconds)
    settings = {"lock_timeout": str(milliseconds), "application_name": "amazcope"}
    return create_async_engine(
        url, pool_pre_ping=True, connect_args={"server_settings": settings, "timeout": _CONNECT_WITHIN_S}
    )


def is_in_memory(url: URL) -> bool:
    """Whether this is a SQLite database without a file."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def _sqlite(url: URL, milliseconds: int) -> AsyncEngine:
    # One connection: a database in memory lives as long as that, and in a file units of work come one after the other.
    engine = create_async_engine(url, async_creator=_opener(url), module=OneHopDbapi(), poolclass=StaticPool)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late and not before every statement; with None it leaves transactions to us:
        # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-transaction-control
        connection.isolation_level = None
        try:
            _set(connection, {**_PRAGMAS, "busy_timeout": milliseconds})
        except Exception:
            connection.close()  # the pool does not know it yet, and its thread would outlive the event loop
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        cast("OneHopConnection", connection.connection.dbapi_connection).begin()

    return engine


def _opener(url: URL) -> Callable[[], Awaitable[aiosqlite.Connection]]:
    """What opens one connection: as SQLAlchemy does, but one that fails ends its thread before anybody hears of it.

    aiosqlite leaves the thread to say its farewell to the event loop later, when the loop may be closed.
    """
    arguments, options = url.get_dialect()().create_connect_args(url)

    async def opened() -> aiosqlite.Connection:
        connection = aiosqlite.connect(*arguments, **options)
        connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does
        try:
            return await connection
        except BaseException:
            await asyncio.to_thread(connection._thread.join)  # noqa: SLF001 - there is no other way to wait for it
            raise

    return opened


def _set(connection: DBAPIConnection, pragmas: Mapping[str, object]) -> None:
    cursor = connection.cursor()
    for name, value in pragmas.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()
