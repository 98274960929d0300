import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from adapters.storage.sql import schema
from adapters.storage.sql.storage import SqlStorage
from adapters.storage.sql.tables import metadata
from tests.contracts.storage_examples import product
from tests.servers.postgres import Postgres

ACCEPTED = """{"product": {"asin": "B000000001", "market": "com"}, "at": "2026-05-03T09:00:00Z",
 "offer": {"price": "24.90", "currency": "USD"}, "listing": {"title": ""},
 "ranks": [{"rank": 7, "category": "Kettles"}]}"""
DOUBT = '{"metrics": ["price"], "snapshot": ' + ACCEPTED + ', "since": "2026-05-03T09:00:00Z"}'
LISTING = '{"title": "A kettle — “quiet”", "bullets": ["boils"]}'


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> "str | Postgres":
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        return server
    return f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}"


@pytest.fixture
async def empty(address: "str | Postgres") -> AsyncIterator[SqlStorage]:
    url = address if isinstance(address, str) else address.url(await address.new_database())
    storage = SqlStorage.open(url)
    yield storage
    await storage.close()


async def test_migrating_reaches_the_newest_schema_and_again_changes_nothing(empty: SqlStorage) -> None:
    assert not await empty.at_head()
    await empty.migrate()
    assert await empty.at_head()
    await empty.migrate()
    assert await empty.at_head()


async def test_the_migrations_lead_to_the_tables_that_the_repositories_use(empty: SqlStorage) -> None:
    await empty.migrate()
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_a_database_of_the_first_release_keeps_its_data(empty: SqlStorage) -> None:
    await schema.migrate(empty.engine, "0001")
    assert not await empty.at_head()
    async with empty.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO products (key, id, asin, market, every, accepted, listing, doubt) VALUES "
                "(7, :id, 'B000000001', 'com', 3600, :accepted, :listing, :doubt), "
                "(8, :other, 'B000000002', 'com', 60, NULL, NULL, NULL)"
            ),
            {"id": _id(empty, 1), "other": _id(empty, 2), "accepted": ACCEPTED, "listing": LISTING, "doubt": DOUBT},
        )
    await empty.migrate()
    assert await empty.at_head()
    async with empty.begin() as work:
        found = await work.products.stand([product(1), product(2)])
    accepted = found[product(1)].accepted
    assert accepted is not None
    assert (found[product(1)].key, accepted.at) == (7, datetime(2026, 5, 3, 9, tzinfo=UTC))
    assert (accepted.listing.title, accepted.listing.bullets) == ("A kettle — “quiet”", ("boils",))
    assert (str(accepted.offer.price), accepted.ranks[0].rank) == ("24.90", 7)
    assert found[product(2)].accepted is None
    assert (found[product(1)].doubt, found[product(1)].presence.is_here) == (None, True)


def _id(storage: SqlStorage, number: int) -> object:
    return bytes([number] * 16) if storage.engine.dialect.name == "sqlite" else f"{number:032x}"


async def test_a_failed_migration_leaves_the_old_schema_whole(empty: SqlStorage) -> None:
    await schema.migrate(empty.engine, "0001")
    async with empty.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO products (key, id, asin, market, every, accepted, listing) "
                "VALUES (7, :id, 'B000000001', 'com', 3600, 'not JSON', 'x')"
            ),
            {"id": _id(empty, 1)},
        )
    with pytest.raises(ValueError, match="Expecting value"):
        await empty.migrate()
    async with empty.engine.connect() as connection:
        assert (await connection.execute(text("SELECT listing FROM products"))).scalars().all() == ["x"]
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one() == "0001"


async def test_two_machines_that_migrate_at_once_do_not_meet(postgres: Postgres) -> None:
    url = postgres.url(await postgres.new_database())
    machines = [SqlStorage.open(url) for _ in range(3)]
    await asyncio.gather(*(machine.migrate() for machine in machines))
    assert all([await machine.at_head() for machine in machines])
    for machine in machines:
        await machine.close()
