"""What platforms find again: kept in the database, or for as long as the process lives."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from core.ports.storage import Storage
from core.ports.world import Clock

_MOST: Final = 20_000


class StoredMemory:
    """`core.ports.memory.Memory` in the database; `owner` keeps one platform's keys from another's."""

    def __init__(self, storage: Storage, clock: Clock, owner: str) -> None:
        self._storage = storage
        self._clock = clock
        self._owner = owner

    async def put(self, texts: Mapping[str, str], lasting: timedelta) -> None:
        """See the port."""
        async with self._storage.begin() as work:
            owned = {self._own(key): text for key, text in texts.items()}
            await work.memories.put(owned, self._clock.now() + lasting)
            await work.commit()

    async def get(self, key: str) -> str | None:
        """See the port."""
        async with self._storage.begin() as work:
            return await work.memories.get(self._own(key), self._clock.now())

    async def drop(self, key: str) -> None:
        """See the port."""
        async with self._storage.begin() as work:
            await work.memories.drop(self._own(key))
            await work.commit()

    async def take(self, prefix: str) -> Mapping[str, str]:
        """See the port."""
        async with self._storage.begin() as work:
            taken = await work.memories.take(self._own(prefix), self._clock.now())
            await work.commit()
        return {key.removeprefix(self._own("")): text for key, text in taken.items()}

    def _own(self, key: str) -> str:
        return f"{self._owner}:{key}"


class BriefMemory:
    """`core.ports.memory.Memory` without a database: the newest texts, until the process ends."""

    def __init__(self, now: Callable[[], datetime], most: int = _MOST) -> None:
        self._now = now
        self._most = most
        self._kept: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    async def put(self, texts: Mapping[str, str], lasting: timedelta) -> None:
        """See the port."""
        for key, text in texts.items():
            self._kept[key] = text, self._now() + lasting
            self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    async def get(self, key: str) -> str | None:
        """See the port."""
        text, until = self._kept.get(key, (None, self._now()))
        return text if until > self._now() else None

    async def drop(self, key: str) -> None:
        """See the port."""
        self._kept.pop(key, None)

    async def take(self, prefix: str) -> Mapping[str, str]:
        """See the port."""
        taken = {key: self._kept.pop(key) for key in tuple(self._kept) if key.startswith(prefix)}
        return {key: text for key, (text, until) in taken.items() if until > self._now()}


async def forget_expired(storage: Storage, now: datetime) -> int:
    """Drop texts and conversations that have expired; returns how many. Raises like `UnitOfWork.commit`."""
    async with storage.begin() as work:
        count = await work.memories.forget(now) + await work.talks.forget(now)
        await work.commit()
    return count
