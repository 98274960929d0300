"""SELECTs in which time matters: on SQLite several in one visit, and without what SQLAlchemy does for each row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite.aiosqlite import dialect
from sqlalchemy.types import TypeEngine

from adapters.storage.sql.codec import Json

_SQLITE: Final = dialect()
_T = TypeVar("_T")
_Process = Callable[[Any], Any]


class Reading(Generic[_T]):
    """A SELECT, and what `made` makes of each of its rows.

    SQLAlchemy compiles it and says how each column is read, once; tables and types stay the one place of truth. Where
    people wait for the same rows again and again, what was made of SQLite's is kept by the rows themselves, the newest
    `most`: a row that was written again is another one, whoever wrote it, so nothing that is kept can be out of date.
    """

    def __init__(self, statement: Select[Any], made: Callable[[Sequence[Any]], _T], most: int = 0) -> None:
        self.statement = statement
        self.made = made
        self._compiled = statement.compile(dialect=_SQLITE)
        binds = {name: bind.type.dialect_impl(_SQLITE) for name, bind in self._compiled.binds.items()}
        self._binds = {name: kind.bind_processor(_SQLITE) for name, kind in binds.items()}
        kinds = [column.type.dialect_impl(_SQLITE) for column in statement.selected_columns]
        self._columns = [kind.result_processor(_SQLITE, None) for kind in kinds]
        self._ways = [
            _way(column.type, read) for column, read in zip(statement.selected_columns, self._columns, strict=True)
        ]
        self._remembered = lru_cache(maxsize=most)(self._made_of) if most else None

    def bound(self, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """The SQL text and its parameters as SQLite's driver takes them."""
        state = self._compiled.construct_expanded_state(given)
        processes = {**self._binds, **state.processors}
        values = ((processes.get(name), state.parameters[name]) for name in state.positiontup or ())
        return state.statement, tuple(process(value) if process else value for process, value in values)

    def of(self, raw: Sequence[tuple[Any, ...]]) -> list[_T]:
        """What is made of rows as SQLite's driver gives them."""
        if self._remembered is not None:
            return [self._remembered(row) for row in raw]
        if not raw:
            return []
        columns = (way(values) for way, values in zip(self._ways, zip(*raw, strict=True), strict=True))
        return [self.made(row) for row in zip(*columns, strict=True)]

    def _made_of(self, raw: tuple[Any, ...]) -> _T:
        return self.made([read(value) if read else value for read, value in zip(self._columns, raw, strict=True)])


def _way(kind: TypeEngine[Any], read: _Process | None) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """How a column's values are read: what stands there many times (a time, a watch's id, nothing) is read once."""
    if read is None:
        return iter

    def each(values: Sequence[Any]) -> Iterable[Any]:
        return map(read, values)

    def each_once(values: Sequence[Any]) -> Iterable[Any]:
        return map({value: read(value) for value in set(values)}.__getitem__, values)

    return each if isinstance(kind, Json) else each_once  # long texts are hardly ever the same
