"""Many rows that are written past SQLAlchemy are what SQLAlchemy writes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from sqlalchemy import insert, text

from adapters.storage.sql.many_rows import many_rows
from adapters.storage.sql.storage import SqlStorage
from adapters.storage.sql.tables import products
from core.ids import new_id
from tests.contracts.storage_examples import HOUR, NOON, product, snapshot

NEPAL: Final = timezone(timedelta(hours=5, minutes=45))
TIMES: Final = (
    NOON,
    NOON,
    None,
    NOON,
    NOON.astimezone(NEPAL),
    datetime(2026, 5, 3, 12, 0, 0, 1, tzinfo=UTC),
    None,
    None,
)
STORED: Final = text(
    "SELECT id, asin, market, every, due_at, claimed_by, accepted, stake, looked_at FROM products ORDER BY asin"
)


def rows() -> Sequence[Mapping[str, Any]]:
    """One for each time; some values are the very same in rows that follow one another, some come back later."""
    holder = new_id(NOON)
    return [
        {
            "id": new_id(NOON),
            "asin": f"B0{number:08d}",
            "market": "com",
            "every": HOUR * (1 + number // 3),
            "due_at": at,
            "claimed_by": holder if at is NOON else None,
            "accepted": snapshot(product()) if number % 3 else None,
            "stake": number / 3,
        }
        for number, at in enumerate(TIMES)
    ]


async def stored(storage: SqlStorage, wanted: Sequence[Mapping[str, Any]], *, past: bool) -> Sequence[Any]:
    """What the database holds of these rows, unread by any column type; nothing of it stays."""
    statement = insert(products)
    async with storage.engine.connect() as connection:
        if past:
            many = many_rows(statement, tuple(wanted[0]), on_postgres=connection.dialect.name == "postgresql")
            await connection.exec_driver_sql(many.sql, many.bound(wanted))
        else:
            await connection.execute(statement, wanted)
        found = (await connection.execute(STORED)).all()
        await connection.rollback()
    return found


async def test_on_sqlite_both_ways_of_writing_leave_the_same(in_file: SqlStorage) -> None:
    wanted = rows()
    directly = await stored(in_file, wanted, past=True)
    assert len(directly) == len(TIMES)
    assert directly == await stored(in_file, wanted, past=False)


async def test_on_postgres_both_ways_of_writing_leave_the_same(on_postgres: SqlStorage) -> None:
    wanted = rows()
    directly = await stored(on_postgres, wanted, past=True)
    assert len(directly) == len(TIMES)
    assert directly == await stored(on_postgres, wanted, past=False)


def test_no_rows_are_no_rows() -> None:
    assert many_rows(insert(products), ("id", "asin"), on_postgres=False).bound([]) == []
