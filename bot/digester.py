"""Carries digests to the chats that have asked for them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.insistence import is_over, wait_after
from bot.marking import Marks
from bot.rooms import KnownRooms
from bot.views.digest import digest_card
from core.cadence import Cadence
from core.digest import Digests
from core.errors import ChatGone, Outage, SlowDown, Unsayable
from core.messages import Card, plain_card
from core.pacing import Pacer
from core.ports.storage import Storage
from core.ports.world import Chat, Clock
from core.watching.schedule import Schedule

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 100

log = structlog.get_logger()


class Digester:
    """Claims a digest that is due, says it, and marks it said, as the herald does with alerts.

    What one process marks no other tells again; only a digest in flight when its process dies may come twice.
    """

    def __init__(
        self,
        storage: Storage,
        chats: Mapping[str, Chat],
        clock: Clock,
        cadence: Cadence,
        digests: Digests,
        pacer: Pacer | None = None,
    ) -> None:
        self._storage = storage
        self._chats = chats
        self._clock = clock
        self._cadence = cadence
        self._digests = digests
        self._pacer = pacer or Pacer()
        self._marks = Marks(storage)
        self._rooms = KnownRooms(storage, clock, chats)

    async def round(self) -> int:
        """Tell what is due now; returns how many were tried."""
        await self._marks.make_good()
        async with self._storage.begin() as work:
            due = await work.schedules.claim(self._clock.now(), LEASE, BATCH, tuple(self._chats))
            await work.commit()
        for schedule in due:
            await self._tell(schedule)
        return len(due)

    async def _tell(self, schedule: Schedule) -> None:
        ready = self._pacer.ready_at(schedule.chat)
        if ready > self._clock.now():
            await self._postpone(schedule, ready, "alerts are being told there")
            return
        zone = await self._zone(schedule)
        try:
            await self._say(schedule, digest_card(await self._digests.of(schedule), zone))
        except ChatGone as gone:
            await self._rooms.refused(schedule.chat, gone)
        except SlowDown as pause:
            until = self._clock.now() + timedelta(seconds=pause.seconds)
            self._pacer.rest(schedule.chat, until)
            await self._postpone(schedule, until, str(pause))
        except Unsayable as refusal:
            log.error("digest given up", chat=str(schedule.chat), reason=str(refusal))  # noqa: TRY400 - says it all
            await self._mark(schedule, zone)
        except Outage as outage:
            if is_over(schedule.attempts, schedule.due_at, self._clock.now()):
                await self._mark(schedule, zone)
            wait = self._cadence.shortened(wait_after(schedule.attempts))
            await self._postpone(schedule, self._clock.now() + wait, str(outage))
        else:
            await self._mark(schedule, zone)

    async def _mark(self, schedule: Schedule, zone: str) -> None:
        await self._marks.make(lambda work: self._digests.told(work, schedule, zone))

    async def _say(self, schedule: Schedule, card: Card) -> None:
        """Say it, in plain words where it is refused as it is. Raises `Outage`."""
        speaker = self._chats[schedule.chat.platform]
        self._pacer.said(schedule.chat, self._clock.now())
        try:
            await speaker.post(schedule.chat, card, thread=schedule.thread, silent=True)
        except Unsayable as refusal:
            log.warning("card refused for good", chat=str(schedule.chat), reason=str(refusal))
            await speaker.post(schedule.chat, plain_card(card), thread=schedule.thread, silent=True)

    async def _postpone(self, schedule: Schedule, until: datetime, reason: str) -> None:
        log.info("digest postponed", chat=str(schedule.chat), attempts=schedule.attempts, reason=reason)
        async with self._storage.begin() as work:
            await work.schedules.postpone(schedule, until)
            await work.commit()

    async def _zone(self, schedule: Schedule) -> str:
        async with self._storage.begin() as work:
            room = await work.chats.room(schedule.chat)
        return room.zone if room else "UTC"
