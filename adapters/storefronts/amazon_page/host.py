"""One store as we visit it: how many looks at once, how far apart, and when not at all."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from adapters.storefronts.amazon_page.breaker import Breaker
from adapters.storefronts.amazon_page.pacing import Pace, Places
from adapters.storefronts.amazon_page.preferences import Preferences
from core.catalog.marketplace import Marketplace
from core.patience import Patience

_AT_ONCE: Final = 4
_PAUSE: Final = timedelta(seconds=1.5)
_FIRST_WAIT: Final = timedelta(minutes=1)
_LONGEST_WAIT: Final = timedelta(hours=1)
Sleep = Callable[[float], Awaitable[None]]
Chance = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How stores are visited; `pace` divides the waits after refusals, as it divides all waits of our own.

    Where `is_here` the store is a sandbox on this machine: looks are not spaced, and one refusal is one product's.
    """

    now: Callable[[], datetime]
    sleep: Sleep
    chance: Chance | None = None
    at_once: int = _AT_ONCE
    pause: timedelta = _PAUSE
    pace: float = 1.0
    is_here: bool = False


class Host:
    """One store's places, pace, breaker and preferences."""

    def __init__(self, store: Marketplace, manners: Manners) -> None:
        waits = Patience(_FIRST_WAIT / manners.pace, _LONGEST_WAIT / manners.pace, manners.chance)
        pause = timedelta(0) if manners.is_here else manners.pause
        self.preferences = Preferences(store)
        self._places = Places(manners.at_once)
        self._pace = Pace(pause, now=manners.now, sleep=manners.sleep, chance=manners.chance)
        self._breaker = Breaker(waits, now=manners.now, heeds_at_once=not manners.is_here)

    @asynccontextmanager
    async def visit(self) -> AsyncGenerator[Breaker, None]:
        """From before the request until it is known what came of it, which the breaker is told. Raises `LeftAlone`."""
        tries = await self._breaker.enter()
        try:
            yield self._breaker
        finally:
            if tries:
                self._breaker.leave()

    @asynccontextmanager
    async def place(self, company: int) -> AsyncGenerator[None, None]:
        """Hold a place when it is our turn to ask. Raises `LeftAlone` where the store has refused others meanwhile."""
        async with self._places.place(company):
            await self._pace.turn(self._breaker.refusals)
            self._breaker.check()
            yield
