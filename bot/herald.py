"""Carries waiting alerts to their chats."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import structlog

from bot.views.alert import alerts_card
from core.alerts.alert import Delivery, Told
from core.cadence import Cadence
from core.errors import ChatGone, Outage, SlowDown
from core.messages import ChatId, Tone
from core.ports.storage import Storage
from core.ports.world import Chat, Clock

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 500
_LONGEST_WAIT: Final = timedelta(minutes=5)
_EDIT_AGAIN: Final = timedelta(seconds=30)

log = structlog.get_logger()


class Herald:
    """Claims what is due, says it, and marks it said.

    A process that dies between saying and marking says it once more after its restart: that window is the only one in
    which a message can come twice. Nothing is lost: what is not marked is claimed again.
    """

    def __init__(self, storage: Storage, chats: Mapping[str, Chat], clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._chats = chats
        self._clock = clock
        self._cadence = cadence

    async def round(self) -> int:
        """Deliver what is due now, all of a chat's as one message; returns how many deliveries were tried."""
        async with self._storage.begin() as work:
            claimed = await work.alerts.claim_deliveries(self._clock.now(), LEASE, BATCH)
            await work.commit()
        places: dict[tuple[ChatId, str | None], list[Delivery]] = defaultdict(list)
        for delivery in claimed:
            places[delivery.chat, delivery.thread].append(delivery)
        await asyncio.gather(*(self._deliver(chat, thread, each) for (chat, thread), each in places.items()))
        return len(claimed)

    async def edit_round(self) -> int:
        """Draw anew the messages whose alerts were taken in hand; returns how many were tried."""
        async with self._storage.begin() as work:
            due = await work.alerts.claim_edits(self._clock.now(), BATCH)
            await work.commit()
        for told in due:
            await self._edit(told)
        return len(due)

    async def _edit(self, told: Told) -> None:
        speaker = self._chats.get(told.chat.platform)
        if speaker is None:
            return
        card = alerts_card(told.alerts, self._clock.now(), await self._zone(told.chat))
        try:
            await speaker.edit(told.chat, told.message, card)
        except ChatGone as gone:
            log.info("edit dropped", chat=str(told.chat), reason=str(gone))
        except Outage as outage:
            wait = timedelta(seconds=outage.seconds) if isinstance(outage, SlowDown) else _EDIT_AGAIN
            async with self._storage.begin() as work:
                await work.alerts.edit_later(told, self._clock.now() + wait)
                await work.commit()

    async def _deliver(self, chat: ChatId, thread: str | None, deliveries: Sequence[Delivery]) -> None:
        speaker = self._chats.get(chat.platform)
        if speaker is None:
            await self._postpone(deliveries, f"no {chat.platform} token is set")
            return
        zone = await self._zone(chat)
        card = alerts_card([delivery.alert for delivery in deliveries], self._clock.now(), zone)
        try:
            message = await speaker.post(chat, card, thread=thread, silent=card.tone in {Tone.INFO, Tone.GOOD})
        except ChatGone as gone:
            log.warning("chat asleep", chat=str(chat), reason=str(gone))
            async with self._storage.begin() as work:
                await work.chats.put_to_sleep(chat, self._clock.now())
                await work.alerts.drop([delivery.id for delivery in deliveries], str(gone), self._clock.now())
                await work.commit()
        except SlowDown as pause:
            await self._postpone(deliveries, str(pause), timedelta(seconds=pause.seconds))
        except Outage as outage:
            await self._postpone(deliveries, str(outage))
        else:
            async with self._storage.begin() as work:
                await work.alerts.delivered({delivery.id: message for delivery in deliveries}, self._clock.now())
                await work.commit()

    async def _zone(self, chat: ChatId) -> str:
        async with self._storage.begin() as work:
            room = await work.chats.room(chat)
        return room.zone if room else "UTC"

    async def _postpone(self, deliveries: Sequence[Delivery], reason: str, asked: timedelta | None = None) -> None:
        """As long as the platform asked, else growing waits: 2, 4, 8 … seconds, at most five minutes."""
        attempts = max(delivery.attempts for delivery in deliveries)
        wait = self._cadence.shortened(min(timedelta(seconds=1 << min(attempts, 10)), _LONGEST_WAIT))
        log.warning("alert postponed", chat=str(deliveries[0].chat), attempts=attempts, reason=reason)
        async with self._storage.begin() as work:
            until = self._clock.now() + (asked or wait)
            await work.alerts.postpone([delivery.id for delivery in deliveries], until)
            await work.commit()
