"""What the doctor examines: each part of an installation, and the fix where it is broken."""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.settings import Settings, sqlite_file
from core.errors import Trouble

_LITTLE_DISK: Final = 100 * 1024 * 1024
Finding = tuple[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """Examines an installation whose settings were found sound.

    `at_head` says whether the database has the newest schema, `reach` why an address does not answer (None: it does),
    `platforms` what the chat platforms say of our tokens and `sources` what paid data sources say of theirs,
    `language` what the language model says; `health` how the watching goes,
    where that may be told: it names products of all workspaces.
    """

    settings: Settings
    at_head: Callable[[], Awaitable[bool]]
    reach: Callable[[str], Awaitable[str | None]]
    platforms: Callable[[], Awaitable[list[Finding]]]
    health: Callable[[], Awaitable[list[Finding]]] | None = None
    sources: Callable[[], Awaitable[list[Finding]]] | None = None
    language: Callable[[], Awaitable[list[Finding]]] | None = None

    async def examine(self) -> list[Finding]:
        """What each part was found to be, and its fix; None where it is sound."""
        return [
            ("Settings: every value can be used.", None),
            await self._database(),
            _disk(self.settings),
            await self._source(),
            *(await self.sources() if self.sources is not None else ()),
            *(await self.language() if self.language is not None else ()),
            *await self.platforms(),
            *await self._health(),
        ]

    async def _database(self) -> Finding:
        name = self.settings.database_url.split("://", 1)[0]
        try:
            newest = await self.at_head()
        except Trouble as trouble:
            return f"Database ({name}): {trouble}", "correct DATABASE_URL, or stop what holds the database."
        if newest or name.startswith("sqlite"):
            return f"Database ({name}): answers" + ("." if newest else "; its schema is made at the first start."), None
        return f"Database ({name}): its schema is older than this version.", "run amazcope migrate."

    async def _health(self) -> list[Finding]:
        """Nothing where the database cannot be asked: its own line has said so."""
        if self.health is None:
            return []
        try:
            return await self.health()
        except Trouble:
            return []

    async def _source(self) -> Finding:
        address = self.settings.amazon_base_url or "https://www.amazon.com"
        trouble = await self.reach(address)
        if trouble:
            return f"Data source ({address}): {trouble}.", "check the network, or AMAZON_BASE_URL."
        return f"Data source ({address}): answers.", None


def _disk(settings: Settings) -> Finding:
    file = sqlite_file(settings.database_url)
    if file is None:
        return "Disk: not used.", None
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < _LITTLE_DISK:
        return f"Disk: only {free // 1024**2} MB free beside the database.", "free some space."
    return f"Disk: {free // 1024**3} GB free beside the database.", None
