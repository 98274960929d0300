"""Databases with the newest schema, each a copy of one that was migrated: to migrate takes as long as many a test."""

import sqlite3
from pathlib import Path
from typing import cast

import aiosqlite

from adapters.storage.sql.storage import SqlStorage

_migrated: list[sqlite3.Connection] = []  # one, as soon as somebody has asked


async def in_memory() -> SqlStorage:
    """A storage in memory."""
    storage = SqlStorage.open("sqlite+aiosqlite://")
    (await _template()).backup((await _driver(storage))._conn)
    return storage


async def in_file(file: Path) -> SqlStorage:
    """A storage in a file; one that is there already is left as it is."""
    await put_at(file)
    return SqlStorage.open(f"sqlite+aiosqlite:///{file}")


async def put_at(file: Path) -> None:
    """A database file, if there is none."""
    _write(file, (await _template()).serialize())


def _write(file: Path, content: bytes) -> None:
    if not file.exists():
        file.write_bytes(content)


async def _template() -> sqlite3.Connection:
    if not _migrated:
        storage = SqlStorage.open("sqlite+aiosqlite://")
        await storage.migrate()
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        await (await _driver(storage)).backup(copy)
        await storage.close()
        _migrated.append(copy)
    return _migrated[0]


async def _driver(storage: SqlStorage) -> aiosqlite.Connection:
    async with storage.engine.connect() as connection:
        return cast("aiosqlite.Connection", (await connection.get_raw_connection()).driver_connection)
