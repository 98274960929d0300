"""One transaction as the repositories see it: statements in, rows out, trouble in the core's own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import CursorResult, Executable, Row, Table, UpdateBase
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.sql.connections import Connections
from adapters.storage.sql.door import trouble_of
from adapters.storage.sql.many_rows import many_rows
from adapters.storage.sql.one_hop import Rows, fetched
from adapters.storage.sql.readings import Reading, Several
from adapters.storage.sql.rooms import Rooms
from adapters.storage.sql.tables import chats
from adapters.storage.sql.upserts import Insert, insert_into
from core.errors import Outage

# Two columns to a product: well under SQLite's 32,766 parameters and PostgreSQL's 32,767, and one plan for both.
_IN_ONE_LIST: Final = 500
_T = TypeVar("_T")
_U = TypeVar("_U")


class Session:
    """A connection in a transaction, both of which begin with the first statement.

    `rooms` are what was read of chats before, None where another process or transaction may write them meanwhile.
    After trouble it is rolled back and refuses everything more, so that no half of a unit of work is ever committed.
    Locking reads say `key_share`, so that inserting a row that refers to a locked one neither waits nor deadlocks.
    """

    _trouble: Outage | None = None

    def __init__(self, connections: Connections, rooms: Rooms | None, *, on_postgres: bool) -> None:
        self._connections = connections
        self._connection: AsyncConnection | None = None
        self._rooms = rooms
        self.on_postgres = on_postgres

    @property
    def rooms(self) -> Rooms | None:
        """What was read of chats, as long as this transaction has written none: it may yet be undone."""
        return self._rooms

    async def run(self, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None) -> CursorResult[Any]:
        """Execute a statement, once for all `rows` if they are given. Raises like `UnitOfWork.commit`."""
        self._refuse_after_trouble()
        self._forget_rooms_for(statement)
        try:
            connection = self._connection or await self.open()
            return await connection.execute(statement, rows)
        except Exception as error:
            raise await self._given_up(error) from error

    async def write(self, statement: UpdateBase, rows: Sequence[Mapping[str, Any]]) -> int:
        """Execute a statement that is made once for all `rows`, which have the same names, in their order.

        Nothing is returned but how many rows it wrote, -1 on PostgreSQL. Raises like `UnitOfWork.commit`.
        """
        self._refuse_after_trouble()
        if not rows:
            return 0
        self._forget_rooms_for(statement)
        many = many_rows(statement, tuple(rows[0]), on_postgres=self.on_postgres)
        try:
            connection = self._connection or await self.open()
            return (await connection.exec_driver_sql(many.sql, many.bound(rows))).rowcount
        except Exception as error:
            raise await self._given_up(error) from error

    async def all(self, statement: Executable, given: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """All rows of a statement, with what is `given` for its parameters."""
        return (await self.run(statement, None if given is None else [given])).all()

    async def first(self, statement: Executable, given: Mapping[str, Any] | None = None) -> Row[Any] | None:
        """The first row of a statement, if there is one."""
        return (await self.run(statement, None if given is None else [given])).first()

    async def read(self, reading: Reading[_T], given: Mapping[str, Any]) -> list[_T]:
        """What a reading gives with these parameters. Raises like `UnitOfWork.commit`."""
        if self.on_postgres:
            return [reading.made(row) for row in await self.all(reading.statement, given)]
        (found,) = await self._fetched((reading,), given)
        return reading.of(found)

    async def read_both(
        self, first: Reading[_T], second: Reading[_U], given: Mapping[str, Any]
    ) -> tuple[list[_T], list[_U]]:
        """What two readings give with the same parameters, the second perhaps nothing where the first does.

        Raises like `UnitOfWork.commit`.
        """
        if self.on_postgres:
            ones = await self.read(first, given)
            return ones, await self.read(second, given) if ones else []
        found = await self._fetched((first, second), given)
        return first.of(found[0]), second.of(found[1])

    async def read_several(self, several: Several, given: Mapping[str, Any]) -> list[list[Any]]:
        """What several readings give, in one statement. Raises like `UnitOfWork.commit`."""
        if self.on_postgres:
            return several.of(map(tuple, await self.all(several.as_rows, given)), on_postgres=True)
        (found,) = await self._fetched((several,), given)
        return several.of(found, on_postgres=False)

    async def commit(self) -> None:
        """Make it so. Raises like `UnitOfWork.commit`."""
        self._refuse_after_trouble()
        try:
            if self._connection is not None:
                await self._connection.commit()
        except Exception as error:
            raise await self._given_up(error) from error

    async def open(self) -> AsyncConnection:
        """Take a connection, before the first statement does. Raises what the driver raises."""
        self._connection = await self._connections.take()
        return self._connection

    async def close(self) -> None:
        """Undo what was not committed, and let go."""
        if self._connection is not None:
            await self._connections.give_back(self._connection)

    def insert(self, table: Table) -> Insert:
        """The dialect's own INSERT, which knows ON CONFLICT."""
        return insert_into(table, on_postgres=self.on_postgres)

    async def _fetched(self, readings: Sequence[Reading[Any] | Several], given: Mapping[str, Any]) -> list[Rows]:
        """The raw rows of SQLite, in one visit."""
        self._refuse_after_trouble()
        try:
            connection = self._connection or await self.open()
            return await fetched(connection, [reading.bound(given) for reading in readings])
        except Exception as error:
            raise await self._given_up(error) from error

    def _forget_rooms_for(self, statement: Executable) -> None:
        if self._rooms is not None and isinstance(statement, UpdateBase) and statement.table is chats:
            self._rooms.forget()
            self._rooms = None

    def _refuse_after_trouble(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    async def _given_up(self, error: Exception) -> Exception:
        trouble = trouble_of(error)
        if trouble is None:
            return error
        self._trouble = trouble
        if self._connection is not None and not self._connection.invalidated:
            await self._connection.rollback()
        return trouble


def portions(items: Iterable[_T], size: int = _IN_ONE_LIST) -> Iterator[Sequence[_T]]:
    """The items in lists that fit into one IN."""
    rest = iter(items)
    while portion := tuple(islice(rest, size)):
        yield portion
