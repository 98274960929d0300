"""Small texts that platforms find again after a restart or in another worker, each until it expires."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol


class Memories(Protocol):
    """The texts as the database keeps them, by keys that their owners make unique."""

    async def put(self, texts: Mapping[str, str], until: datetime) -> None:
        """Keep these until then, in place of what had the same keys."""

    async def get(self, key: str, now: datetime) -> str | None:
        """The text, unless it has expired or was never put."""

    async def drop(self, key: str) -> None:
        """Keep it no longer; one that is not there is no trouble."""

    async def take(self, prefix: str, now: datetime) -> Mapping[str, str]:
        """Drop all whose keys begin so, and return those of them that have not expired."""

    async def forget(self, now: datetime) -> int:
        """Drop what has expired; returns how many texts that were."""


class Memory(Protocol):
    """One owner's texts: what a platform is given. Every method may raise like `UnitOfWork.commit`."""

    async def put(self, texts: Mapping[str, str], lasting: timedelta) -> None:
        """Keep these for so long, in one write."""

    async def get(self, key: str) -> str | None:
        """The text, unless it has expired or was never put."""

    async def drop(self, key: str) -> None:
        """Keep it no longer."""

    async def take(self, prefix: str) -> Mapping[str, str]:
        """Keep none whose keys begin so any longer, and return them by their keys."""
