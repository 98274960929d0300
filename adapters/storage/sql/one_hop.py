"""aiosqlite as SQLAlchemy drives it, with one visit to the connection's thread for each statement.

SQLAlchemy's own adapter makes four (open a cursor, execute, fetch, close) and three more for a BEGIN; a visit costs
more than the statement itself: docs/decisions/0004-one-hop-a-statement.md.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util import await_

if TYPE_CHECKING:
    from sqlalchemy import Connection

# The write lock from the start: a transaction that reads first and writes later could fail half-way as busy.
_BEGIN: Final = "BEGIN IMMEDIATE"
_T = TypeVar("_T")
Rows = list[tuple[Any, ...]]


class _Answer(NamedTuple):
    """What a statement gave, so that nothing of it is left in the thread."""

    description: Any = None
    rowcount: int = -1
    lastrowid: Any = None


class OneHopCursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor of this side only: the real one lives for the length of one visit."""

    __slots__ = ("_answer", "arraysize")

    _adapt_connection: "OneHopConnection"

    def __init__(self, adapt_connection: "OneHopConnection") -> None:
        # The parent's would open a cursor, which is a visit.
        self._adapt_connection = adapt_connection
        self._rows = deque()
        self._answer = _Answer()
        self.arraysize = 1

    @property
    def description(self) -> Any:
        """The columns of the last statement; None where it gives no rows."""
        return self._answer.description

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed, -1 where that is not known."""
        return self._answer.rowcount

    @property
    def lastrowid(self) -> Any:
        """The key of the row that the last statement inserted."""
        return self._answer.lastrowid

    def execute(self, operation: Any, parameters: Any = None) -> None:
        """Run a statement and fetch all that it gives."""
        self._visit(lambda connection: connection.execute(operation, parameters or ()))

    def executemany(self, operation: Any, seq_of_parameters: Any) -> None:
        """Run a statement once for each of the parameters."""
        self._visit(lambda connection: connection.executemany(operation, seq_of_parameters))

    def close(self) -> None:
        """Forget what was fetched and not read."""
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """Nothing is open any more."""

    def _visit(self, run: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> None:
        self._answer, rows = self._adapt_connection.visit(lambda connection: _taken(run(connection)))
        self._rows = deque(rows)


class OneHopConnection(AsyncAdapt_aiosqlite_connection):
    """A connection that begins a transaction on the way to its first statement, and does not wait for a rollback.

    Visits are made in the order in which they are asked for, whoever waits for them: what a cancelled task has asked
    for comes before its rollback, and that before the next transaction.
    """

    __slots__ = ("_begins", "_owed", "_visited")

    _cursor_cls: Any = OneHopCursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._begins = False
        self._visited = False
        self._owed: asyncio.Handle | None = None

    def begin(self) -> None:
        """Begin a transaction with the next statement."""
        self._begins = True

    def visit(self, run: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `run` gives in the connection's thread, in a transaction if one is to begin. Raises what it raises."""
        try:
            return await_(self.visited(run))
        except Exception as error:  # noqa: BLE001 - it is raised again, as the DBAPI's
            self._handle_exception(error)

    async def visited(self, run: Callable[[sqlite3.Connection], _T]) -> _T:
        """The same for whoever can wait without SQLAlchemy."""
        self._visited = True
        self._undo_owed()
        # Decided here and not in the thread: a visit that nobody waits for any more still must not run outside of one.
        visited = _begun(run) if self._begins else run
        found: _T = await self._connection._execute(lambda: visited(self._connection._conn))  # noqa: SLF001
        self._begins = False
        return found

    def commit(self) -> None:
        """Make it so; without a statement since the last time there is nothing to do."""
        if self._visited:
            self.visit(sqlite3.Connection.commit)
        self._begins = self._visited = False

    def rollback(self) -> None:
        """Undo it before anything else that is asked for; nobody waits for that, nor hears if it fails.

        It is asked for when the event loop turns to something else: a thread that wakes takes its share of the
        interpreter from whoever is at work on the answer.
        """
        if self._visited:
            self._undo_owed()
            self._owed = asyncio.get_running_loop().call_soon(self._undo)
        self._begins = self._visited = False

    def _undo_owed(self) -> None:
        if self._owed is not None:
            self._owed.cancel()
            self._undo()

    def _undo(self) -> None:
        def undone() -> None:
            self._connection._conn.rollback()  # noqa: SLF001

        self._owed = None
        self._connection._tx.put_nowait((None, undone))  # noqa: SLF001


class OneHopDbapi(AsyncAdapt_aiosqlite_dbapi):
    """What SQLAlchemy takes for the driver."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arguments: Any, **options: Any) -> OneHopConnection:
        """A connection."""
        opened = options.pop("async_creator_fn")
        return OneHopConnection(self, await_(opened(*arguments, **options)))


async def fetched(connection: AsyncConnection, selects: Sequence[tuple[str, Sequence[Any]]]) -> list[Rows]:
    """All rows of several SELECTs, in the connection's transaction and in one visit. Raises what `sqlite3` raises."""
    inner = cast("Connection", connection.sync_connection)
    if not inner.in_transaction():
        inner.begin()  # makes no visit: see `OneHopConnection.begin`
    one_hop = cast("OneHopConnection", inner.connection.dbapi_connection)
    return await one_hop.visited(lambda thread: [thread.execute(sql, given).fetchall() for sql, given in selects])


def _taken(cursor: sqlite3.Cursor) -> tuple[_Answer, Sequence[Any]]:
    rows = cursor.fetchall() if cursor.description else ()
    answer = _Answer(cursor.description, cursor.rowcount, cursor.lastrowid)
    cursor.close()
    return answer, rows


def _begun(run: Callable[[sqlite3.Connection], _T]) -> Callable[[sqlite3.Connection], _T]:
    def begun(connection: sqlite3.Connection) -> _T:
        connection.rollback()  # nothing, unless an earlier rollback has failed: then it fails here, and is heard
        connection.execute(_BEGIN).close()
        return run(connection)

    return begun
