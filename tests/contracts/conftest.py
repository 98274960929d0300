"""Every storage that there is, empty and migrated; PostgreSQL is started once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.storage.sql.storage import SqlStorage
from tests import databases
from tests.servers.postgres import Postgres, be_careless, postgres_server

TEMPLATE = "amazcope_migrated"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server whose database `TEMPLATE` has the newest schema."""
    with postgres_server() as server:
        asyncio.run(_prepare(server))
        yield server


@pytest.fixture(params=["sqlite file", "sqlite memory", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> "Path | Postgres | None":
    """Where to put a storage: a file, a server that has room, or nowhere but in memory."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        return server
    return tmp_path / "amazcope.db" if request.param == "sqlite file" else None


@pytest.fixture
async def storage(place: "Path | Postgres | None") -> AsyncIterator[SqlStorage]:
    """An empty storage of each sort."""
    async with _on_server(place) if isinstance(place, Postgres) else _in_memory_or_file(place) as opened:
        yield opened


@asynccontextmanager
async def _in_memory_or_file(file: Path | None) -> AsyncIterator[SqlStorage]:
    opened = await (databases.in_file(file) if file else databases.in_memory())
    yield opened
    await opened.close()


@asynccontextmanager
async def _on_server(server: Postgres) -> AsyncIterator[SqlStorage]:
    name = await server.new_database(TEMPLATE)
    opened = SqlStorage.open(server.url(name))
    yield opened
    await opened.close()
    await server.drop_database(name)


async def _prepare(server: Postgres) -> None:
    await be_careless(server)
    await server.say(f"CREATE DATABASE {TEMPLATE}")
    opened = SqlStorage.open(server.url(TEMPLATE))
    await opened.migrate()
    await opened.close()
