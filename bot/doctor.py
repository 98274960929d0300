"""What `amazcope doctor` examines: each part of an installation, and the fix where it is broken."""

import shutil
from dataclasses import dataclass
from typing import Final

from bot.settings import Settings, sqlite_file
from bot.wiring import examine_platforms, open_storage, reach
from core.errors import Trouble

_LITTLE_DISK: Final = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined; `fix` is None where it is sound."""

    what: str
    fix: str | None = None


async def examine(settings: Settings) -> list[Finding]:
    """Examine database, disk, data source and chat platforms; settings were found sound before this is called."""
    return [
        Finding("Settings: every value can be used."),
        await _database(settings),
        _disk(settings),
        await _source(settings),
        *[Finding(what, fix) for what, fix in await examine_platforms(settings)],
    ]


async def _database(settings: Settings) -> Finding:
    name = settings.database_url.split("://", 1)[0]
    try:
        storage = open_storage(settings)
        try:
            newest = await storage.at_head()
        finally:
            await storage.close()
    except Trouble as trouble:
        return Finding(f"Database ({name}): {trouble}", "correct DATABASE_URL, or stop what holds the database.")
    if newest or name.startswith("sqlite"):
        return Finding(f"Database ({name}): answers" + ("." if newest else "; its schema is made at the first start."))
    return Finding(f"Database ({name}): its schema is older than this version.", "run amazcope migrate.")


def _disk(settings: Settings) -> Finding:
    file = sqlite_file(settings.database_url)
    if file is None:
        return Finding("Disk: not used.")
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < _LITTLE_DISK:
        return Finding(f"Disk: only {free // 1024**2} MB free beside the database.", "free some space.")
    return Finding(f"Disk: {free // 1024**3} GB free beside the database.")


async def _source(settings: Settings) -> Finding:
    address = settings.amazon_base_url or "https://www.amazon.com"
    trouble = await reach(address)
    if trouble:
        return Finding(f"Data source ({address}): {trouble}.", "check the network, or AMAZON_BASE_URL.")
    return Finding(f"Data source ({address}): answers.")
