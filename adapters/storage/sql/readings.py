"""SELECTs that people wait for: on SQLite several in one visit, and without what SQLAlchemy does for each statement."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite.aiosqlite import dialect

_SQLITE: Final = dialect()
_T = TypeVar("_T")
_Process = Callable[[Any], Any]


class Reading(Generic[_T]):
    """A SELECT, and what `made` makes of each of its rows.

    SQLAlchemy compiles it and says how each column is read, once; tables and types stay the one place of truth. What
    was made of SQLite's rows is kept by the rows themselves, the newest `most`: a row that was written again is
    another one, whoever wrote it, so nothing that is kept can be out of date.
    """

    def __init__(self, statement: Select[Any], made: Callable[[Sequence[Any]], _T], most: int) -> None:
        self.statement = statement
        self.made = made
        compiled = statement.compile(dialect=_SQLITE)
        self._sql = compiled.string
        self._names: Sequence[str] = compiled.positiontup or ()
        binds = {name: bind.type.dialect_impl(_SQLITE) for name, bind in compiled.binds.items()}
        self._binds = {name: kind.bind_processor(_SQLITE) or _as_it_is for name, kind in binds.items()}
        kinds = [column.type.dialect_impl(_SQLITE) for column in statement.selected_columns]
        self._columns = [kind.result_processor(_SQLITE, None) or _as_it_is for kind in kinds]
        self._remembered = lru_cache(maxsize=most)(self._made_of)

    def bound(self, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """The SQL text and its parameters as SQLite's driver takes them."""
        return self._sql, tuple(self._binds[name](given[name]) for name in self._names)

    def of(self, raw: Sequence[tuple[Any, ...]]) -> list[_T]:
        """What is made of rows as SQLite's driver gives them."""
        return [self._remembered(row) for row in raw]

    def _made_of(self, raw: tuple[Any, ...]) -> _T:
        return self.made([read(value) for read, value in zip(self._columns, raw, strict=True)])


def _as_it_is(value: Any) -> Any:
    return value
