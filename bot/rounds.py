"""What the clock sets off: looks, deliveries."""

from datetime import timedelta
from typing import Final

import structlog

from bot.herald import Herald
from core.errors import Outage
from core.patrol import BATCH, Patrol
from core.ports.world import Clock

TICK: Final = timedelta(seconds=1)
DELIVERIES: Final = timedelta(milliseconds=500)

log = structlog.get_logger()


class Rounds:
    """Few jobs: the database knows what is due, the clock only says when to ask it."""

    def __init__(self, patrol: Patrol, herald: Herald) -> None:
        self._patrol = patrol
        self._herald = herald

    def start(self, clock: Clock, *, patrols: bool = True) -> None:
        """Put the jobs on the clock."""
        if patrols:
            clock.every(TICK, self.look, "tick")
        clock.every(DELIVERIES, self.deliver, "deliveries")

    async def look(self) -> None:
        """Look at all that is due, batch by batch."""
        try:
            full = True
            while full:
                full = await self._patrol.round() >= BATCH
        except Outage as outage:
            log.warning("no looks", reason=str(outage))

    async def deliver(self) -> None:
        """Deliver all that waits."""
        try:
            more = True
            while more:
                more = await self._herald.round() + await self._herald.edit_round() > 0
        except Outage as outage:
            log.warning("no deliveries", reason=str(outage))
