"""Which updates were handled, so that none is lost and none is carried out twice."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from adapters.chats.telegram.remembered import Remembered

_KEPT: Final = 10_000
_WINDOW: Final = 90  # of the 100 unconfirmed updates that Telegram shows at a time
_PATIENCE: Final = 30.0


class Ledger:
    """Keeps the numbers of updates; an update is confirmed to Telegram only after it was handled.

    Telegram shows no more than a hundred unconfirmed updates: one that is still being handled after half a minute is
    confirmed all the same while ninety or more wait behind it, so that it cannot stop all others.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._under_way: dict[int, float] = {}
        self._owed: set[int] = set()
        self._handled: Remembered[int, None] = Remembered(_KEPT)
        self._next: int | None = None
        self._progress = asyncio.Event()

    @property
    def offset(self) -> int | None:
        """The first update that is not to be confirmed; None before anything was heard."""
        waiting = sorted({*self._under_way, *self._owed})
        if len(waiting) >= _WINDOW:
            patience = self._monotonic() - _PATIENCE
            waiting = [number for number in waiting if self._under_way.get(number, 0) > patience]
        return waiting[0] if waiting else self._next

    def arrived(self, numbers: Iterable[int]) -> None:
        """A batch came; numbers may start anew, lower, after a week of silence."""
        self._next = max(numbers) + 1

    def begin(self, number: int) -> bool:
        """Whether this update is new; then it is being handled from now on."""
        if number in self._under_way or number in self._handled:
            return False
        self._owed.discard(number)
        self._under_way[number] = self._monotonic()
        return True

    def end(self, number: int) -> None:
        """An update was handled."""
        self._under_way.pop(number, None)
        self._handled.put(number, None)
        self._progress.set()

    def drop(self, number: int) -> None:
        """An update was not handled after all, and must come again."""
        self._under_way.pop(number, None)
        self._owed.add(number)

    async def progress(self, patience: float) -> None:
        """Wait until something was handled, or for some seconds."""
        self._progress.clear()
        if self._under_way:
            # Not `wait_for`: in Python 3.11 it takes a cancellation that comes in the same moment for nothing.
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._progress.wait()
