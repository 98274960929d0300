"""What the clock sets off: looks, deliveries, a watch over both, and tidying up."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog

from bot.crier import Crier
from bot.herald import Herald
from core.errors import Outage
from core.patrol import BATCH, Patrol
from core.ports.world import Clock

TICK: Final = timedelta(seconds=1)
DELIVERIES: Final = timedelta(milliseconds=500)
WATCH: Final = timedelta(minutes=1)
TIDY: Final = timedelta(hours=1)

log = structlog.get_logger()


class Rounds:
    """Few jobs: the database knows what is due, the clock only says when to ask it."""

    def __init__(
        self, patrol: Patrol, herald: Herald, crier: Crier, forget: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        self._patrol = patrol
        self._herald = herald
        self._crier = crier
        self._forget = forget

    def start(self, clock: Clock, *, patrols: bool = True) -> None:
        """Put the jobs on the clock."""
        if patrols:
            clock.every(TICK, self.look, "tick")
            clock.every(WATCH, self.watch, "watch")
        clock.every(DELIVERIES, self.deliver, "deliveries")
        clock.every(TIDY, self.tidy, "tidy")

    async def look(self) -> None:
        """Look at all that is due, batch by batch."""
        try:
            full = True
            while full:
                full = await self._patrol.round() >= BATCH
        except Outage as outage:
            log.warning("no looks", reason=str(outage))

    async def watch(self) -> None:
        """Notice when reading breaks, and when it works again."""
        try:
            await self._crier.watch()
        except Outage as outage:
            log.warning("not watched", reason=str(outage))

    async def tidy(self) -> None:
        """Forget what has expired."""
        try:
            if self._forget is not None:
                await self._forget()
        except Outage as outage:
            log.warning("not tidied", reason=str(outage))

    async def deliver(self) -> None:
        """Deliver all that waits."""
        try:
            more = True
            while more:
                tried = await self._crier.round(), await self._herald.round(), await self._herald.edit_round()
                more = any(tried)
        except Outage as outage:
            log.warning("no deliveries", reason=str(outage))
