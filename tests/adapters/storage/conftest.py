"""A PostgreSQL server of one's own for tests that stop it or look into it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters.storage.sql.storage import SqlStorage
from tests import databases
from tests.servers.postgres import Postgres, be_careless, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """An empty server."""
    with postgres_server() as server:
        asyncio.run(be_careless(server))
        yield server


@pytest.fixture
async def on_postgres(postgres: Postgres) -> AsyncIterator[SqlStorage]:
    """A migrated storage in PostgreSQL."""
    opened = SqlStorage.open(postgres.url(await postgres.new_database()))
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
async def in_file(tmp_path: Path) -> AsyncIterator[SqlStorage]:
    """A migrated storage in a SQLite file ``amazcope.db``."""
    opened = await databases.in_file(tmp_path / "amazcope.db")
    yield opened
    await opened.close()
