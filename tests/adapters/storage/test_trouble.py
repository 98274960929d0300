import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.storage.sql.storage import SqlStorage
from core.errors import StorageBusy, StorageFull, StorageUnreachable
from tests.contracts.storage_examples import CHAT, HOUR, NOON, product, products
from tests.servers.postgres import Postgres

IMPATIENT = timedelta(milliseconds=50)


async def pragma(storage: SqlStorage, saying: str) -> int:
    async with storage.engine.connect() as connection:
        value: int = (await connection.execute(text(f"PRAGMA {saying}"))).scalar_one()
        return value


async def test_a_full_disk_undoes_the_whole_unit_of_work_and_the_next_one_works_again(in_file: SqlStorage) -> None:
    # SQLite answers SQLITE_FULL, as it does when the disk itself has no room.
    pages = await pragma(in_file, "page_count")
    await pragma(in_file, f"max_page_count={pages}")
    async with in_file.begin() as work:
        await work.chats.settle(CHAT, NOON)
        with pytest.raises(StorageFull):
            await work.products.know(products(5_000), HOUR, NOON)
        with pytest.raises(StorageFull):
            await work.chats.lists(CHAT)
        with pytest.raises(StorageFull):
            await work.commit()
    await pragma(in_file, "max_page_count=1000000")
    async with in_file.begin() as work:
        assert await work.chats.room(CHAT) is None
        await work.products.know(products(5_000), HOUR, NOON)
        await work.commit()


async def test_another_s_lock_on_the_file_is_busy_until_it_is_let_go(in_file: SqlStorage, tmp_path: Path) -> None:
    file = tmp_path / "amazcope.db"
    impatient = SqlStorage.open(f"sqlite+aiosqlite:///{file}", IMPATIENT)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageBusy):
            async with impatient.begin() as work:
                await work.products.know([product()], HOUR, NOON)
        other.execute("ROLLBACK")
    async with impatient.begin() as work:
        await work.products.know([product()], HOUR, NOON)
        await work.commit()
    await impatient.close()


async def test_a_unit_of_work_inside_another_is_told_that_the_database_is_busy() -> None:
    storage = SqlStorage.open("sqlite+aiosqlite://", IMPATIENT)
    async with storage.begin():
        with pytest.raises(StorageBusy):
            async with storage.begin():
                pytest.fail("two units of work share a connection")
    await storage.close()


async def test_a_row_that_another_process_holds_on_postgresql_is_busy(
    on_postgres: SqlStorage, postgres: Postgres
) -> None:
    impatient = SqlStorage.open(on_postgres.engine.url.render_as_string(hide_password=False), IMPATIENT)
    async with on_postgres.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        await work.commit()
    async with on_postgres.begin() as holder, impatient.begin() as work:
        await holder.watches.next_number(room.workspace_id)
        with pytest.raises(StorageBusy):
            await work.watches.next_number(room.workspace_id)
    await impatient.close()


async def test_a_server_that_goes_away_is_unreachable_until_it_is_back(
    on_postgres: SqlStorage, postgres: Postgres
) -> None:
    async with on_postgres.begin() as work:
        await work.chats.settle(CHAT, NOON)
        await asyncio.to_thread(postgres.stop)
        with pytest.raises(StorageUnreachable):
            await work.commit()
    with pytest.raises(StorageUnreachable):
        async with on_postgres.begin():
            pytest.fail("nobody answered")
    await asyncio.to_thread(postgres.start)
    async with on_postgres.begin() as work:
        assert await work.chats.room(CHAT) is None


@pytest.mark.parametrize("number", range(3))
async def test_a_database_that_cannot_be_opened_is_unreachable(tmp_path: Path, postgres: Postgres, number: int) -> None:
    (tmp_path / "notes.txt").write_text("This is not a database, however long it may be. " * 100)
    urls = (
        f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'amazcope.db'}",
        f"sqlite+aiosqlite:///{tmp_path / 'notes.txt'}",
        postgres.url("nobody_made_this"),
    )
    storage = SqlStorage.open(urls[number])
    with pytest.raises(StorageUnreachable):
        await storage.migrate()
    with pytest.raises(StorageUnreachable):
        async with storage.begin() as work:
            await work.chats.room(CHAT)
    await storage.close()
