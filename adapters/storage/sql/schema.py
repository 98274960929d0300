"""Bringing a database to the newest schema with Alembic, from inside a running event loop."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

_NEWEST: Final = "head"
# Any fixed number: whoever migrates this database holds the lock of this number.
_MIGRATING: Final = 0x616D617A


async def migrate(engine: AsyncEngine, to: str = _NEWEST) -> None:
    """Upgrade to a revision in one transaction; a second process that does the same waits, then has nothing to do."""
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL lock_timeout = 0"))
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
        await connection.run_sync(_upgrade, to)


async def at_head(engine: AsyncEngine) -> bool:
    """Whether the newest revision is the one in force."""
    async with engine.connect() as connection:
        return await connection.run_sync(_is_at_head)


def _upgrade(connection: Connection, to: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _is_at_head(connection: Connection) -> bool:
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config
