"""SELECTs in which time matters: without what SQLAlchemy does for each row, and several as one statement."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import CompoundSelect, Dialect, Select, func, literal_column, make_url, null, union_all
from sqlalchemy.types import TypeEngine

from adapters.storage.sql.codec import Json

_SQLITE, _POSTGRES = (make_url(f"{name}://").get_dialect()() for name in ("sqlite+aiosqlite", "postgresql+asyncpg"))
_T = TypeVar("_T")
_Process = Callable[[Any], Any]
_Way = Callable[[Sequence[Any]], Iterable[Any]]


class Reading(Generic[_T]):
    """A SELECT, and what `made` makes of each of its rows.

    SQLAlchemy compiles it and says how each column is read, once; tables and types stay the one place of truth. Where
    people wait for the same rows again and again, what was made of SQLite's is kept by the rows themselves, the newest
    `most`: a row that was written again is another one, whoever wrote it, so nothing that is kept can be out of date.
    """

    def __init__(self, statement: Select[Any], made: Callable[[Sequence[Any]], _T], most: int = 0) -> None:
        self.statement = statement
        self.made = made
        self._text = _Text(statement)
        self._columns = _processes(statement, _SQLITE)
        self._remembered = lru_cache(maxsize=most)(self._made_of) if most else None

    def bound(self, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """The SQL text and its parameters as SQLite's driver takes them."""
        return self._text.bound(given)

    def of(self, raw: Sequence[Sequence[Any]], *, on_postgres: bool = False) -> list[_T]:
        """What is made of rows as the driver gives them."""
        if self._remembered is not None and not on_postgres:
            return [self._remembered(row) for row in raw]
        if not raw:
            return []
        ways = self._ways_of_postgres if on_postgres else self._ways_of_sqlite
        columns = (way(values) for way, values in zip(ways, zip(*raw, strict=True), strict=True))
        return [self.made(row) for row in zip(*columns, strict=True)]

    @cached_property
    def _ways_of_sqlite(self) -> list[_Way]:
        return list(map(_way, self._kinds, self._columns))

    @cached_property
    def _ways_of_postgres(self) -> list[_Way]:
        return list(map(_way, self._kinds, _processes(self.statement, _POSTGRES)))

    @property
    def _kinds(self) -> list[TypeEngine[Any]]:
        return [column.type for column in self.statement.selected_columns]

    def _made_of(self, raw: tuple[Any, ...]) -> _T:
        return self.made([read(value) if read else value for read, value in zip(self._columns, raw, strict=True)])


class Several:
    """Several readings as one statement, whose rows come in no order; parameters of one name are one parameter.

    Each part says its number first. What then stands in its columns is of its own types: SQLite asks for as many
    columns in each part, PostgreSQL for the same types, so that there a part's columns are one value, a row.
    """

    def __init__(self, *readings: Reading[Any]) -> None:
        self._readings = readings
        self._sizes = [len(reading.statement.selected_columns) for reading in readings]
        self._text = _Text(union_all(*map(self._padded, range(len(readings)))))
        self.as_rows = union_all(*map(_as_row, range(len(readings)), readings))

    def bound(self, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """The SQL text and its parameters as SQLite's driver takes them."""
        return self._text.bound(given)

    def of(self, raw: Iterable[Sequence[Any]], *, on_postgres: bool) -> list[list[Any]]:
        """What each reading makes of its rows, as the driver gives them; on PostgreSQL those of `as_rows`."""
        parts: list[list[Sequence[Any]]] = [[] for _ in self._readings]
        if on_postgres:
            for number, row in raw:
                parts[number].append(row)
        else:
            ends = [size + 1 for size in self._sizes]
            for row in raw:
                parts[row[0]].append(row[1 : ends[row[0]]])
        both = zip(self._readings, parts, strict=True)
        return [reading.of(part, on_postgres=on_postgres) for reading, part in both]

    def _padded(self, number: int) -> Select[Any]:
        statement = self._readings[number].statement
        rest = [null()] * (max(self._sizes) - self._sizes[number])
        columns = (literal_column(str(number)), *statement.selected_columns, *rest)
        return statement.with_only_columns(*columns, maintain_column_froms=True).order_by(None)


class _Text:
    """A statement as SQLite's driver takes it."""

    def __init__(self, statement: Select[Any] | CompoundSelect[Any]) -> None:
        self._compiled = statement.compile(dialect=_SQLITE)
        binds = {name: bind.type.dialect_impl(_SQLITE) for name, bind in self._compiled.binds.items()}
        self._binds = {name: kind.bind_processor(_SQLITE) for name, kind in binds.items()}

    def bound(self, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        state = self._compiled.construct_expanded_state(given)
        processes = {**self._binds, **state.processors}
        values = ((processes.get(name), state.parameters[name]) for name in state.positiontup or ())
        return state.statement, tuple(process(value) if process else value for process, value in values)


def _as_row(number: int, reading: Reading[Any]) -> Select[Any]:
    row = func.row(*reading.statement.selected_columns)
    only = reading.statement.with_only_columns(literal_column(str(number)), row, maintain_column_froms=True)
    return only.order_by(None)


def _processes(statement: Select[Any], dialect: Dialect) -> list[_Process | None]:
    kinds = (column.type.dialect_impl(dialect) for column in statement.selected_columns)
    return [kind.result_processor(dialect, None) for kind in kinds]


def _way(kind: TypeEngine[Any], read: _Process | None) -> _Way:
    """How a column's values are read: what stands there many times (a time, a watch's id, nothing) is read once."""
    if read is None:
        return iter

    def each(values: Sequence[Any]) -> Iterable[Any]:
        return map(read, values)

    def each_once(values: Sequence[Any]) -> Iterable[Any]:
        return map({value: read(value) for value in set(values)}.__getitem__, values)

    return each if isinstance(kind, Json) else each_once  # long texts are hardly ever the same
