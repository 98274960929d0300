"""Carries notices to the workspaces they are for."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import structlog

from bot.insistence import is_over, wait_after
from bot.marking import Marks
from bot.rooms import KnownRooms
from bot.views.notice import notice_card
from core.cadence import Cadence
from core.errors import ChatGone, Outage, SlowDown, Unsayable
from core.messages import Card, plain_card
from core.ports.storage import Storage
from core.ports.world import Chat, Clock
from core.watchdog import Watchdog
from core.watching.notice import Errand

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 100


log = structlog.get_logger()


class Crier:
    """Claims a notice, says it, and marks it said, as the herald does: what is not marked is claimed again, for a day.

    What a platform refuses for good is tried once more as plain words. What is given up keeps its place in the row of
    notices, so that the one that says all works again still follows it.
    """

    def __init__(self, storage: Storage, chats: Mapping[str, Chat], clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._chats = chats
        self._clock = clock
        self._cadence = cadence
        self._marks = Marks(storage)
        self._rooms = KnownRooms(storage, clock, chats)
        self._watchdog = Watchdog(storage, clock)

    async def watch(self) -> None:
        """Notice what has broken, and what works again."""
        await self._watchdog.round()

    async def round(self) -> int:
        """Say what is due now; returns how many notices were tried."""
        await self._marks.make_good()
        async with self._storage.begin() as work:
            errands = await work.notices.claim(self._clock.now(), LEASE, BATCH, tuple(self._chats))
            await work.commit()
        for errand in errands:
            await self._run(errand)
        return len(errands)

    async def _run(self, errand: Errand) -> None:
        card = notice_card(errand.notice, errand.zone)
        try:
            message = await self._say(errand, card)
        except ChatGone as gone:
            await self._rooms.refused(errand.chat, gone)
            await self._postpone(errand, str(gone), timedelta())
        except SlowDown as pause:
            await self._postpone(errand, str(pause), timedelta(seconds=pause.seconds))
        except Unsayable as refusal:
            await self._give_up(errand, str(refusal))
        except Outage as outage:
            await self._postpone(errand, str(outage), self._cadence.shortened(wait_after(errand.attempts)))
        else:
            at = self._clock.now()
            await self._marks.make(lambda work: work.notices.delivered(errand.notice.id, errand.chat, message, at))

    async def _say(self, errand: Errand, card: Card) -> str:
        """Say it, in plain words where it is refused as it is; returns the message's id. Raises `Outage`."""
        speaker = self._chats[errand.chat.platform]
        try:
            return await speaker.post(errand.chat, card)
        except Unsayable as refusal:
            log.warning("card refused for good", chat=str(errand.chat), reason=str(refusal))
            return await speaker.post(errand.chat, plain_card(card))

    async def _postpone(self, errand: Errand, reason: str, wait: timedelta) -> None:
        """The next try is for the first chat that is awake then."""
        now = self._clock.now()
        if is_over(errand.attempts, errand.notice.at, now):
            await self._give_up(errand, reason)
            return
        log.warning("notice postponed", chat=str(errand.chat), attempts=errand.attempts, reason=reason)
        async with self._storage.begin() as work:
            await work.notices.postpone(errand.notice.id, now + wait)
            await work.commit()

    async def _give_up(self, errand: Errand, reason: str) -> None:
        reference = secrets.token_hex(4)
        log.error("notice given up", chat=str(errand.chat), reason=reason, reference=reference)
        async with self._storage.begin() as work:
            await work.notices.drop(errand.notice.id, self._clock.now())
            await work.commit()
