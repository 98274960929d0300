"""The database: SQLite in a file or in memory, or PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.sql import schema
from adapters.storage.sql.connections import Connections
from adapters.storage.sql.door import at_the_door
from adapters.storage.sql.engine import engine_for, is_in_memory
from adapters.storage.sql.file_lock import FileLock
from adapters.storage.sql.rooms import Rooms
from adapters.storage.sql.session import Session
from adapters.storage.sql.unit_of_work import SqlUnitOfWork
from core.errors import StorageBusy
from core.ports.storage import UnitOfWork

_PATIENCE: Final = timedelta(seconds=5)


class SqlStorage:
    """`core.ports.storage.Storage` in SQL. `engine` is for tests and measurements."""

    def __init__(self, engine: AsyncEngine, patience: timedelta, lock: FileLock | None = None) -> None:
        self.engine = engine
        self._lock = lock
        self._patience = patience
        self._known_categories: dict[str, int] = {}
        self._rooms = Rooms() if lock is not None or is_in_memory(engine.url) else None
        # SQLite has one writer at a time: here they queue in order, where its own way of waiting is to poll.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else None
        self._connections = Connections(engine, in_turn=self._turn is not None)

    @classmethod
    def open(cls, url: str, patience: timedelta = _PATIENCE, *, lock: FileLock | None = None) -> "SqlStorage":
        """The database at an SQLAlchemy URL, not yet connected.

        `patience` is how long to wait for another's lock on a row or a file; `lock` is released when this is closed.
        """
        return cls(engine_for(make_url(url), patience), patience, lock)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """See the port. They do not nest: on SQLite the inner one waits for the outer and is told that it is busy."""
        async with self._in_turn():
            session = Session(self._connections, self._rooms, on_postgres=self._turn is None)
            if self._turn is None:
                with at_the_door():
                    await session.open()
            try:
                yield SqlUnitOfWork(session, self._known_categories)
            finally:
                await session.close()

    async def migrate(self) -> None:
        """Bring the database to the newest schema, if it is not there yet. Raises like `UnitOfWork.commit`."""
        async with self._in_turn():
            with at_the_door():
                await schema.migrate(self.engine)

    async def at_head(self) -> bool:
        """Whether the database has the newest schema. Raises like `UnitOfWork.commit`."""
        async with self._in_turn():
            with at_the_door():
                return await schema.at_head(self.engine)

    async def close(self) -> None:
        """See the port; without it aiosqlite's thread keeps the process alive."""
        await self._connections.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _in_turn(self) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self._turn is None else _held(self._turn, self._patience)


@asynccontextmanager
async def _held(lock: asyncio.Lock, patience: timedelta) -> AsyncIterator[None]:
    try:
        # Not `wait_for`: in Python 3.11 it takes a cancellation that comes in the same moment for nothing.
        async with asyncio.timeout(patience.total_seconds()):
            await lock.acquire()
    except TimeoutError as error:
        raise StorageBusy from error
    try:
        yield
    finally:
        lock.release()
