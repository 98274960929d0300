"""Many rows for one statement: what SQLAlchemy knows of it is asked once, not for each row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, Final

from sqlalchemy import Dialect, UpdateBase, make_url

_STATEMENTS: Final = 100  # there are a dozen; a statement that is made anew each time must not stay for ever
_Process = Callable[[Any], Any]


class ManyRows:
    """An INSERT or UPDATE of rows that have these `names`, as the driver takes it."""

    def __init__(self, statement: UpdateBase, names: Sequence[str], *, on_postgres: bool) -> None:
        dialect = _dialect(on_postgres=on_postgres)
        compiled = statement.compile(dialect=dialect, column_keys=list(names) if statement.is_insert else None)
        self.sql = str(compiled)
        kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        processes = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
        self._places = [(name, processes[name], name in names) for name in compiled.positiontup or ()]
        self._fixed = compiled.params

    def bound(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """The rows' values in the order of the statement's places."""
        return list(zip(*(self._column(rows, *place) for place in self._places), strict=True))

    def _column(
        self, rows: Sequence[Mapping[str, Any]], name: str, process: _Process | None, is_of_row: bool
    ) -> Iterator[Any]:
        values = (row[name] for row in rows) if is_of_row else repeat(self._fixed[name], len(rows))
        return iter(values) if process is None else _each(process, values)


@lru_cache(maxsize=_STATEMENTS)
def many_rows(statement: UpdateBase, names: tuple[str, ...], *, on_postgres: bool) -> ManyRows:
    """The same for a statement that is made once."""
    return ManyRows(statement, names, on_postgres=on_postgres)


def _each(process: _Process, values: Iterator[Any]) -> Iterator[Any]:
    """What a value becomes; many rows in a row hold the very same time, price or nothing."""
    last, became = None, process(None)
    for value in values:
        if value is not last:
            last, became = value, process(value)
        yield became


@cache
def _dialect(*, on_postgres: bool) -> Dialect:
    return make_url("postgresql+asyncpg://" if on_postgres else "sqlite+aiosqlite://").get_dialect()()
