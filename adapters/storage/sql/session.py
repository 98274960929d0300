"""One transaction as the repositories see it: statements in, rows out, trouble in the core's own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import CursorResult, Executable, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.sql.door import trouble_of
from core.errors import Outage

# Two columns to a product: well under SQLite's 32,766 parameters and PostgreSQL's 32,767, and one plan for both.
_IN_ONE_LIST: Final = 500
_T = TypeVar("_T")


class Session:
    """A connection in a transaction that begins with its first statement.

    After trouble it is rolled back and refuses everything more, so that no half of a unit of work is ever committed.
    Locking reads say `key_share`, so that inserting a row that refers to a locked one neither waits nor deadlocks.
    """

    _trouble: Outage | None = None

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.on_postgres: bool = connection.dialect.name == "postgresql"

    async def run(self, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None) -> CursorResult[Any]:
        """Execute a statement, once for all `rows` if they are given. Raises like `UnitOfWork.commit`."""
        self._refuse_after_trouble()
        try:
            return await self._connection.execute(statement, rows)
        except Exception as error:
            raise await self._given_up(error) from error

    async def all(self, statement: Executable) -> Sequence[Row[Any]]:
        """All rows of a statement."""
        return (await self.run(statement)).all()

    async def first(self, statement: Executable) -> Row[Any] | None:
        """The first row of a statement, if there is one."""
        return (await self.run(statement)).first()

    async def commit(self) -> None:
        """Make it so. Raises like `UnitOfWork.commit`."""
        self._refuse_after_trouble()
        try:
            await self._connection.commit()
        except Exception as error:
            raise await self._given_up(error) from error

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """The dialect's own INSERT, which knows ON CONFLICT."""
        return postgresql.insert(table) if self.on_postgres else sqlite.insert(table)

    def _refuse_after_trouble(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    async def _given_up(self, error: Exception) -> Exception:
        trouble = trouble_of(error)
        if trouble is None:
            return error
        self._trouble = trouble
        if not self._connection.invalidated:
            await self._connection.rollback()
        return trouble


def portions(items: Iterable[_T], size: int = _IN_ONE_LIST) -> Iterator[Sequence[_T]]:
    """The items in lists that fit into one IN."""
    rest = iter(items)
    while portion := tuple(islice(rest, size)):
        yield portion
