"""Spacing out requests: so many at once, each host left in peace between two, and people before batches."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import SystemRandom
from typing import Final

_JITTER: Final = 0.25
_MOST_DOUBLINGS: Final = 8
_LONGEST_PAUSE: Final = timedelta(seconds=30)


class Pace:
    """Lets callers through one after another, a `pause` apart; no pause when that is 0.

    No two pauses are alike: `chance` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        pause: timedelta,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._pause = pause
        self._now = now
        self._sleep = sleep
        self._chance = chance or SystemRandom().random
        self._next: datetime | None = None

    async def turn(self, refusals: int = 0) -> None:
        """Wait for the next turn; each of the last `refusals` in a row has doubled the pause, up to half a minute."""
        if not self._pause:
            return
        pause = min(self._pause * (1 << min(refusals, _MOST_DOUBLINGS)), _LONGEST_PAUSE)
        now = self._now()
        at = max(self._next, now) if self._next else now
        self._next = at + pause * (1 - _JITTER + 2 * _JITTER * self._chance())
        if at > now:
            await self._sleep((at - now).total_seconds())


class Places:
    """So many places at once; of those who wait, the one with the smallest company comes first.

    Somebody who asked for one product is waiting for an answer; a batch of a hundred is nobody's question.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._order = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, company: int) -> AsyncGenerator[None, None]:
        """Hold a place; `company` is how many looks were asked for together with this one."""
        await self._take(company)
        try:
            yield
        finally:
            self._pass_on()

    async def _take(self, company: int) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (company, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # called just as it gave up: the place goes to the next
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            turn = heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
