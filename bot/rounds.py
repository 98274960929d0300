"""What the clock sets off: looks, deliveries, a watch over both, and tidying up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog

from bot.aftercare import Aftercare
from bot.crier import Crier
from bot.digester import Digester
from bot.herald import Herald
from core.care import Care
from core.errors import Outage
from core.patrol import BATCH, Patrol
from core.ports.world import Clock

TICK: Final = timedelta(seconds=1)
DELIVERIES: Final = timedelta(milliseconds=500)
WATCH: Final = timedelta(minutes=1)
TIDY: Final = timedelta(hours=1)
DIGESTS: Final = timedelta(seconds=5)

log = structlog.get_logger()


class Rounds:
    """Few jobs: the database knows what is due, the clock only says when to ask it."""

    def __init__(
        self,
        patrol: Patrol,
        herald: Herald,
        crier: Crier,
        tidy: Callable[[], Awaitable[object]] | None = None,
        aftercare: Aftercare | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        digester: Digester | None = None,
        care: Care | None = None,
    ) -> None:
        self._patrol = patrol
        self._herald = herald
        self._crier = crier
        self._tidy = tidy
        self._aftercare = aftercare
        self._sleep = sleep
        self._digester = digester
        self._care = care

    def start(self, clock: Clock, *, patrols: bool = True) -> None:
        """Put the jobs on the clock."""
        if patrols:
            clock.every(TICK, self.look, "tick")
            clock.every(WATCH, self.watch, "watch")
            clock.every(TIDY, self.care, "care")
        clock.every(DELIVERIES, self.deliver, "deliveries")
        clock.every(TIDY, self.tidy, "tidy")
        if self._digester is not None:
            clock.every(DIGESTS, self.digest, "digests")
        if self._aftercare is not None:
            clock.every(WATCH, self.follow_up, "follow up")

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

    async def follow_up(self) -> None:
        """Tell what became of approved text."""
        try:
            if self._aftercare is not None:
                await self._aftercare.round()
        except Outage as outage:
            log.warning("not followed up", reason=str(outage))

    async def care(self) -> None:
        """Judge listings anew that nobody edits."""
        try:
            if self._care is not None:
                await self._care.round()
        except Outage as outage:
            log.warning("not cared for", reason=str(outage))

    async def digest(self) -> None:
        """Tell the digests that are due."""
        try:
            while self._digester is not None and await self._digester.round():
                pass
        except Outage as outage:
            log.warning("no digests", reason=str(outage))

    async def tidy(self) -> None:
        """Do away with what has expired or grown old."""
        try:
            if self._tidy is not None:
                await self._tidy()
        except Outage as outage:
            log.warning("not tidied", reason=str(outage))

    async def deliver(self) -> None:
        """Deliver all that waits; what a chat does not bear yet, though it will before the next round, in this one."""
        try:
            while await self._has_tried() or await self._has_waited():
                pass
        except Outage as outage:
            log.warning("no deliveries", reason=str(outage))

    async def _has_tried(self) -> bool:
        if not await self._herald.has_anything_to_say():  # one short question in place of three claims
            return False
        said = await self._crier.round(), await self._herald.round()
        return any((*said, await self._herald.edit_round(), await self._herald.card_round()))

    async def _has_waited(self) -> bool:
        pause = self._herald.pause()
        if pause is None or pause >= DELIVERIES:
            return False
        await self._sleep(pause.total_seconds())
        return True
