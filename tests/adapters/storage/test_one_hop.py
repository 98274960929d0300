"""Statements on SQLite: one visit to the connection's thread for each, and transactions that hold all the same."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.sql.storage import SqlStorage
from tests.contracts.storage_examples import CHAT, HOUR, NOON, product, products, track

ADD = text("INSERT INTO categories (name) VALUES ('Kitchen')")
COUNT = text("SELECT count(*) FROM categories")
FOR_LONG = text(
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000) SELECT max(x) FROM n"
)


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What aiosqlite is asked to do in its thread and to answer."""
    asked: list[object] = []
    execute = aiosqlite.Connection._execute

    async def noted(self: aiosqlite.Connection, function: object, *given: object, **named: object) -> object:
        asked.append(function)
        return await execute(self, function, *given, **named)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", noted)
    return asked


async def categories(storage: SqlStorage) -> int:
    async with storage.engine.connect() as connection:
        return await counted(connection)


async def counted(connection: AsyncConnection) -> int:
    count: int = (await connection.execute(COUNT)).scalar_one()
    return count


async def test_what_is_watched_in_a_chat_takes_one_visit(in_file: SqlStorage, visits: list[object]) -> None:
    async with in_file.begin() as work:
        await track(work, *products(3))
        await work.commit()
    visits.clear()
    async with in_file.begin() as work:
        assert len(await work.watches.standing_in(CHAT)) == 3
    assert len(visits) == 1


async def test_a_unit_of_work_without_a_statement_takes_none(in_file: SqlStorage, visits: list[object]) -> None:
    visits.clear()
    async with in_file.begin() as work:
        await work.commit()
    assert visits == []


async def test_a_statement_that_nobody_waits_for_any_more_is_undone_with_the_rest(in_file: SqlStorage) -> None:
    begun = asyncio.Event()

    async def dawdle() -> None:
        async with in_file.engine.connect() as connection:
            await connection.execute(ADD)
            begun.set()
            await connection.execute(FOR_LONG)

    task = asyncio.create_task(dawdle())
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await categories(in_file) == 0


async def test_a_first_statement_that_nobody_waits_for_is_not_left_behind_outside_of_a_transaction(
    in_file: SqlStorage,
) -> None:
    async def add() -> None:
        async with in_file.engine.connect() as connection:
            await connection.execute(ADD)

    await categories(in_file)
    task = asyncio.create_task(add())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert await categories(in_file) == 0


async def test_after_a_first_statement_that_failed_the_next_is_still_in_a_transaction(in_file: SqlStorage) -> None:
    async with in_file.engine.connect() as connection:
        with pytest.raises(OperationalError):
            await connection.execute(text("SELECT * FROM nowhere"))
        await connection.execute(ADD)
        assert await counted(connection) == 1
    assert await categories(in_file) == 0


async def test_after_waiting_in_vain_to_begin_the_next_statement_is_still_in_a_transaction(
    in_file: SqlStorage, tmp_path: Path
) -> None:
    impatient = SqlStorage.open(f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}", timedelta(milliseconds=20))
    with closing(sqlite3.connect(tmp_path / "amazcope.db", isolation_level=None)) as other:
        async with impatient.engine.connect() as connection:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(OperationalError, match="locked"):
                await connection.execute(ADD)
            other.execute("ROLLBACK")
            await connection.execute(ADD)
    await impatient.close()
    assert await categories(in_file) == 0


async def test_what_is_undone_holds_no_lock(in_file: SqlStorage, tmp_path: Path) -> None:
    async with in_file.begin() as work:
        await work.products.know([product()], HOUR, NOON)
    await asyncio.sleep(0)
    with closing(sqlite3.connect(tmp_path / "amazcope.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM products").fetchone() == (0,)
