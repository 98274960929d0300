"""Spacing out requests: so many at once, each host left in peace between two, and people before batches."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count


class Pace:
    """Lets callers through one after another, at least `seconds` apart; no pause when that is 0."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        if self._seconds <= 0:
            return
        clock = asyncio.get_running_loop().time
        at = max(self._next, clock())
        self._next = at + self._seconds
        await asyncio.sleep(at - clock())


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
