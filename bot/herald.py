"""Carries waiting alerts to their chats."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import structlog

from bot.rooms import KnownRooms
from bot.threads import LIVES, Part, is_aloud, is_silent, parted
from bot.views.alert import alerts_card
from core.alerts.alert import Delivery, Told
from core.cadence import Cadence
from core.errors import ChatGone, Outage, SlowDown, Unsayable
from core.messages import Card, ChatId, plain_card
from core.ports.storage import Storage
from core.ports.world import Chat, Clock
from core.watching.workspace import Threads

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 500
_LONGEST_WAIT: Final = timedelta(minutes=15)
_GIVEN_UP_AFTER: Final = timedelta(days=1)
_TRIES: Final = 20  # at least: what was held back, or found a service that was off for days, has its chance too
_NAMED: Final = 5
_EDIT_AGAIN: Final = timedelta(seconds=30)

log = structlog.get_logger()


class Herald:
    """Claims what is due, says it, and marks it said.

    A process that dies between saying and marking says it once more after its restart: that window is the only one in
    which a message can come twice. What is not marked is claimed again, for a day. What a platform refuses for good is
    tried once more as plain words. Whatever is dropped keeps the reason, and /status counts it.
    """

    def __init__(self, storage: Storage, chats: Mapping[str, Chat], clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._chats = chats
        self._clock = clock
        self._cadence = cadence
        self._rooms = KnownRooms(storage, clock, chats)

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
        except (ChatGone, Unsayable) as refusal:
            log.info("edit dropped", chat=str(told.chat), reason=str(refusal))
        except Outage as outage:
            asked = [alert.acked_at or alert.at for alert in told.alerts]
            if self._clock.now() - max(asked) > _GIVEN_UP_AFTER:
                log.warning("edit given up", chat=str(told.chat), reason=str(outage))
                return
            wait = timedelta(seconds=outage.seconds) if isinstance(outage, SlowDown) else _EDIT_AGAIN
            async with self._storage.begin() as work:
                await work.alerts.edit_later(told, self._clock.now() + wait)
                await work.commit()

    async def _deliver(self, chat: ChatId, thread: str | None, deliveries: Sequence[Delivery]) -> None:
        speaker = self._chats.get(chat.platform)
        if speaker is None:
            await self._postpone(deliveries, f"no {chat.platform} token is set")
            return
        threads, parts = await self._parts(chat, deliveries)
        try:
            for part in parts:
                await self._say(speaker, chat, thread, threads, part)
        except ChatGone as gone:
            async with self._storage.begin() as work:
                await work.alerts.drop([delivery.id for delivery in deliveries], str(gone), self._clock.now())
                await work.commit()
            await self._rooms.refused(chat, gone)

    async def _parts(self, chat: ChatId, deliveries: Sequence[Delivery]) -> tuple[Threads, Sequence[Part]]:
        """What becomes one message each, by the chat's custom for alerts that follow an earlier one."""
        async with self._storage.begin() as work:
            room = await work.chats.room(chat)
            if room is None or room.threads is Threads.OFF:
                return Threads.OFF, (Part(tuple(deliveries)),)
            watches = {delivery.alert.watch_id for delivery in deliveries}
            begun = await work.alerts.begun(chat, watches, self._clock.now() - LIVES)
        return room.threads, parted(deliveries, begun)

    async def _say(self, speaker: Chat, chat: ChatId, thread: str | None, threads: Threads, part: Part) -> None:
        """Say it and mark it said, or put it off. Raises `ChatGone`."""
        zone = await self._zone(chat)
        card = alerts_card([delivery.alert for delivery in part.deliveries], self._clock.now(), zone)
        aloud = is_aloud(threads, card.tone, part.below)
        silent = is_silent(card.tone, aloud=aloud)
        try:
            message = await speaker.post(chat, card, thread=thread, silent=silent, below=part.below, aloud=aloud)
        except ChatGone:
            raise
        except Unsayable as refusal:
            log.warning("card refused for good", chat=str(chat), reason=str(refusal))
            await self._say_plainly(speaker, chat, thread, part, plain_card(card))
        except SlowDown as pause:
            await self._postpone(part.deliveries, str(pause), timedelta(seconds=pause.seconds))
        except Outage as outage:
            await self._postpone(part.deliveries, str(outage))
        else:
            await self._told(part, message)

    async def _say_plainly(self, speaker: Chat, chat: ChatId, thread: str | None, part: Part, card: Card) -> None:
        """What was refused for good once more, in plain words and alone; then let it be. Raises `ChatGone`."""
        try:
            message = await speaker.post(chat, card, thread=thread)
        except ChatGone:
            raise
        except Unsayable as again:
            await self._give_up(part.deliveries, str(again))
            await self._own_up(speaker, chat, thread, part.deliveries)
        except Outage as outage:
            await self._postpone(part.deliveries, str(outage))
        else:
            await self._told(part, message)

    async def _own_up(self, speaker: Chat, chat: ChatId, thread: str | None, lost: Sequence[Delivery]) -> None:
        """Tell the chat that something could not be shown, and how to see it. Raises `ChatGone`."""
        shows = " or ".join(dict.fromkeys(f"/show {one.alert.number}" for one in lost[:_NAMED]))
        what = "An alert" if len(lost) == 1 else f"{len(lost)} alerts"
        card = Card(f"{what} could not be shown here. Say {shows} to see how it stands.")
        try:
            await speaker.post(chat, card, thread=thread)
        except ChatGone:
            raise
        except Outage as outage:
            log.warning("not told that an alert was lost", chat=str(chat), reason=str(outage))

    async def _told(self, part: Part, message: str) -> None:
        told = {delivery.id: message for delivery in part.deliveries}
        async with self._storage.begin() as work:
            await work.alerts.delivered(told, self._clock.now(), part.below)
            await work.commit()

    async def _give_up(self, deliveries: Sequence[Delivery], reason: str) -> None:
        chat, reference = str(deliveries[0].chat), secrets.token_hex(4)
        log.error("alert given up", chat=chat, count=len(deliveries), reason=reason, reference=reference)
        async with self._storage.begin() as work:
            kept = f"{reason} (reference {reference})"
            await work.alerts.drop([delivery.id for delivery in deliveries], kept, self._clock.now())
            await work.commit()

    async def _zone(self, chat: ChatId) -> str:
        async with self._storage.begin() as work:
            room = await work.chats.room(chat)
        return room.zone if room else "UTC"

    async def _postpone(self, deliveries: Sequence[Delivery], reason: str, asked: timedelta | None = None) -> None:
        """As long as the platform asked, else growing waits: 2, 4, 8 … seconds, at most 15 minutes; for a day."""
        over = [one for one in deliveries if self._is_over(one)]
        if over:
            await self._give_up(over, reason)
        deliveries = [one for one in deliveries if one not in over]
        if not deliveries:
            return
        attempts = max(delivery.attempts for delivery in deliveries)
        wait = self._cadence.shortened(min(timedelta(seconds=1 << min(attempts, 10)), _LONGEST_WAIT))
        log.warning("alert postponed", chat=str(deliveries[0].chat), attempts=attempts, reason=reason)
        async with self._storage.begin() as work:
            until = self._clock.now() + (asked or wait)
            await work.alerts.postpone([delivery.id for delivery in deliveries], until)
            await work.commit()

    def _is_over(self, delivery: Delivery) -> bool:
        return delivery.attempts >= _TRIES and self._clock.now() - delivery.alert.at > _GIVEN_UP_AFTER
