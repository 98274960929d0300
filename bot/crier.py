"""Carries notices to the workspaces they are for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import structlog

from bot.rooms import KnownRooms
from bot.views.notice import notice_card
from core.cadence import Cadence
from core.errors import ChatGone, Outage, SlowDown
from core.ports.storage import Storage
from core.ports.world import Chat, Clock
from core.watchdog import Watchdog
from core.watching.notice import Errand

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 100
_LONGEST_WAIT: Final = timedelta(minutes=5)

log = structlog.get_logger()


class Crier:
    """Claims a notice, says it, and marks it said, as the herald does: what is not marked is claimed again."""

    def __init__(self, storage: Storage, chats: Mapping[str, Chat], clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._chats = chats
        self._clock = clock
        self._cadence = cadence
        self._rooms = KnownRooms(storage, clock, chats)
        self._watchdog = Watchdog(storage, clock)

    async def watch(self) -> None:
        """Notice what has broken, and what works again."""
        await self._watchdog.round()

    async def round(self) -> int:
        """Say what is due now; returns how many notices were tried."""
        async with self._storage.begin() as work:
            errands = await work.notices.claim(self._clock.now(), LEASE, BATCH, tuple(self._chats))
            await work.commit()
        for errand in errands:
            await self._run(errand)
        return len(errands)

    async def _run(self, errand: Errand) -> None:
        card = notice_card(errand.notice, errand.zone)
        try:
            message = await self._chats[errand.chat.platform].post(errand.chat, card)
        except ChatGone as gone:
            await self._rooms.refused(errand.chat, gone)
            await self._postpone(errand, timedelta())
        except SlowDown as pause:
            await self._postpone(errand, timedelta(seconds=pause.seconds))
        except Outage:
            wait = min(timedelta(seconds=1 << min(errand.attempts, 10)), _LONGEST_WAIT)
            await self._postpone(errand, self._cadence.shortened(wait))
        else:
            async with self._storage.begin() as work:
                await work.notices.delivered(errand.notice.id, errand.chat, message, self._clock.now())
                await work.commit()

    async def _postpone(self, errand: Errand, wait: timedelta) -> None:
        """The next try is for the first chat that is awake then."""
        log.warning("notice postponed", chat=str(errand.chat), attempts=errand.attempts)
        async with self._storage.begin() as work:
            await work.notices.postpone(errand.notice.id, self._clock.now() + wait)
            await work.commit()
