"""Order within one chat, while chats do not wait for one another."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class Lanes:
    """For each chat a lane in which one message is handled after the other, in the order in which they asked."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._cars: Counter[Hashable] = Counter()

    @asynccontextmanager
    async def turn(self, lane: Hashable) -> AsyncIterator[None]:
        """Wait until those before are done."""
        lock = self._locks.setdefault(lane, asyncio.Lock())
        self._cars[lane] += 1
        try:
            async with lock:
                yield
        finally:
            self._cars[lane] -= 1
            if not self._cars[lane]:
                del self._cars[lane], self._locks[lane]
