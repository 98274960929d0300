"""Every storage that there is, empty and migrated; PostgreSQL is started once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.storage.sql.storage import SqlStorage
from tests.servers.postgres import Postgres, be_careless, postgres_server

TEMPLATE = "amazcope_migrated"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server whose database `TEMPLATE` has the newest schema."""
    with postgres_server() as server:
        asyncio.run(_prepare(server))
        yield server


@pytest.fixture(params=["sqlite file", "sqlite memory", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> "str | Postgres":
    """Where to put a storage: an address, or a server that has room."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        return server
    return (
        f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}" if request.param == "sqlite file" else "sqlite+aiosqlite://"
    )


@pytest.fixture
async def storage(place: "str | Postgres") -> AsyncIterator[SqlStorage]:
    """An empty storage of each sort."""
    async with _in_memory_or_file(place) if isinstance(place, str) else _on_server(place) as opened:
        yield opened


@asynccontextmanager
async def _in_memory_or_file(url: str) -> AsyncIterator[SqlStorage]:
    opened = SqlStorage.open(url)
    await opened.migrate()
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
