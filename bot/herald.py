"""Carries waiting alerts to their chats."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog

from bot.insistence import is_over, wait_after
from bot.live import LiveCards
from bot.marking import Marks
from bot.redrawing import Redrawing
from bot.rooms import KnownRooms
from bot.threads import LIVES, Part, is_aloud, is_silent, parted
from bot.views.summary import told_card
from core.alerts.alert import Delivery
from core.cadence import Cadence
from core.errors import ChatGone, Outage, SlowDown, Unsayable
from core.messages import Card, ChatId, plain_card
from core.news import GROUPING
from core.pacing import Bursts, Pacer, Rate
from core.ports.outbox import Among
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Chat, Clock
from core.restraint import Restraint
from core.retelling import Telling
from core.watching.workspace import ChatRoom, Threads

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 500
_MOST_RESTING: Final = 5_000  # chats that one claim leaves out; more rest only where thousands are told at once
_BURST: Final = timedelta(minutes=2)
_ENOUGH: Final = 5  # messages in one place within that time

_NAMED: Final = 5

log = structlog.get_logger()
Place = tuple[ChatId, str | None]


class Herald:
    """Claims what is due, says it, and marks it said.

    A process that dies between saying and marking says it once more after its restart: that window is the only one in
    which a message can come twice. Where the database takes no mark, it is made before anything more is claimed. What
    is not marked is claimed again, for a day. What a platform refuses for good is tried once more as plain words.
    Whatever is dropped keeps the reason, and /status counts it.
    """

    def __init__(
        self, storage: Storage, chats: Mapping[str, Chat], clock: Clock, cadence: Cadence, pacer: Pacer | None = None
    ) -> None:
        self._storage = storage
        self._chats = chats
        self._clock = clock
        self._cadence = cadence
        self._pacer = pacer or Pacer()
        self._restraint = Restraint(cadence)
        self._bursts = Bursts(Rate(_ENOUGH, cadence.shortened(_BURST)))
        self._marks = Marks(storage)
        self._rooms = KnownRooms(storage, clock, chats)
        self._live = LiveCards(storage, clock, cadence)
        self._redrawing = Redrawing(storage, chats, clock, cadence, self._pacer)

    async def round(self) -> int:
        """Deliver what is due now, as fast as each platform and chat bears; returns how many deliveries were tried.

        All that is due in one place (a chat, or a thread in it) is one message. Who has the longest queue comes first.
        """
        await self._marks.make_good()
        now = self._clock.now()
        async with self._storage.begin() as work:
            claimed = [one for name in self._chats for one in await self._claim(work, name, now)]
            if not claimed:
                return 0
            sifted = await self._restraint.sift(work, claimed, now)
            places: dict[Place, list[Delivery]] = defaultdict(list)
            for delivery in sifted.deliveries:
                places[delivery.chat, delivery.thread].append(delivery)
            await self._hold_bursts(work, places, now)
            await work.commit()
        await asyncio.gather(*(self._deliver(place, each, sifted.flapping) for place, each in places.items()))
        return len(claimed)

    async def _claim(self, work: UnitOfWork, platform: str, now: datetime) -> Sequence[Delivery]:
        resting = self._pacer.resting(platform, now)
        room = self._pacer.room(platform, now, most=min(BATCH, _MOST_RESTING - len(resting)))
        if room <= 0:
            return ()
        company = self._cadence.shortened(GROUPING)
        among = Among(platform=platform, places=room, resting=resting, company=company)
        return await work.alerts.claim_deliveries(now, LEASE, BATCH, among)

    async def _hold_bursts(self, work: UnitOfWork, places: dict[Place, list[Delivery]], now: datetime) -> None:
        """Where enough was said lately, the rest waits for the end of the burst; what has been held back is due."""
        for place, deliveries in tuple(places.items()):
            end = self._bursts.over_at(place, now)
            if end is not None and not any(one.held for one in deliveries):
                await work.alerts.hold([one.id for one in deliveries], end, None)
                del places[place]

    async def has_anything_to_say(self) -> bool:
        """Whether any outbox holds something due; who asks meanwhile waits for one statement, not for all of them."""
        if self._marks.are_owed:
            return True
        async with self._storage.begin() as work:
            return await work.agenda.anything_to_say(self._clock.now())

    def pause(self) -> timedelta | None:
        """How long until a chat can be spoken to that must rest now; None where every chat can."""
        now = self._clock.now()
        at = self._pacer.next_room(now)
        return None if at is None else at - now

    async def edit_round(self) -> int:
        """Draw anew the messages whose alerts were taken in hand or are over; returns how many were tried."""
        return await self._redrawing.round()

    async def card_round(self) -> int:
        """Let the live cards of what has changed show it; returns how many were tried."""
        return await self._live.round(self._chats, self._pacer)

    async def _deliver(self, place: Place, deliveries: Sequence[Delivery], flapping: frozenset[UUID]) -> None:
        chat, _ = place
        self._bursts.said(place, self._clock.now())
        room, parts = await self._parts(chat, deliveries)
        try:
            for at, part in enumerate(parts):
                if at and self._pacer.ready_at(chat) > self._clock.now():
                    await self._put_back([one for rest in parts[at:] for one in rest.deliveries])
                    break
                await self._say(place, room, part, flapping)
        except ChatGone as gone:
            async with self._storage.begin() as work:
                await work.alerts.drop([delivery.id for delivery in deliveries], str(gone), self._clock.now())
                await work.commit()
            await self._rooms.refused(chat, gone)

    async def _parts(self, chat: ChatId, deliveries: Sequence[Delivery]) -> tuple[ChatRoom | None, Sequence[Part]]:
        """What becomes one message each, by the chat's custom for alerts that follow an earlier one."""
        async with self._storage.begin() as work:
            room = await work.chats.room(chat)
            if room is None or room.threads is Threads.OFF:
                return room, (Part(tuple(deliveries)),)
            watches = {delivery.alert.watch_id for delivery in deliveries}
            begun = await work.alerts.begun(chat, watches, self._clock.now() - LIVES)
        return room, parted(deliveries, begun)

    async def _say(self, place: Place, room: ChatRoom | None, part: Part, flapping: frozenset[UUID]) -> None:
        """Say it and mark it said, or put it off. Raises `ChatGone`."""
        chat, thread = place
        speaker, now = self._chats[chat.platform], self._clock.now()
        card = told_card(Telling.to(room, part.deliveries, flapping), now)
        aloud = is_aloud(room.threads if room else Threads.OFF, card.tone, part.below)
        silent = is_silent(card.tone, aloud=aloud)
        self._pacer.said(chat, now)
        try:
            message = await speaker.post(chat, card, thread=thread, silent=silent, below=part.below, aloud=aloud)
        except ChatGone:
            raise
        except Unsayable as refusal:
            log.warning("card refused for good", chat=str(chat), reason=str(refusal))
            await self._say_plainly(speaker, chat, thread, part, plain_card(card))
        except SlowDown as pause:
            self._pacer.rest(chat, now + timedelta(seconds=pause.seconds))
            await self._postpone(part.deliveries, str(pause), timedelta(seconds=pause.seconds))
        except Outage as outage:
            await self._postpone(part.deliveries, str(outage))
        else:
            await self._told(part, message)

    async def _put_back(self, deliveries: Sequence[Delivery]) -> None:
        async with self._storage.begin() as work:
            await work.alerts.put_back([one.id for one in deliveries])
            await work.commit()

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
        at = self._clock.now()
        await self._marks.make(lambda work: work.alerts.delivered(part.deliveries, message, at, part.below))

    async def _give_up(self, deliveries: Sequence[Delivery], reason: str) -> None:
        chat, reference = str(deliveries[0].chat), secrets.token_hex(4)
        log.error("alert given up", chat=chat, count=len(deliveries), reason=reason, reference=reference)
        async with self._storage.begin() as work:
            kept = f"{reason} (reference {reference})"
            await work.alerts.drop([delivery.id for delivery in deliveries], kept, self._clock.now())
            await work.commit()

    async def _postpone(self, deliveries: Sequence[Delivery], reason: str, asked: timedelta | None = None) -> None:
        """As long as the platform asked, else growing waits; for a day."""
        now = self._clock.now()
        over = [one for one in deliveries if is_over(one.attempts, one.alert.at, now)]
        if over:
            await self._give_up(over, reason)
        deliveries = [one for one in deliveries if one not in over]
        if not deliveries:
            return
        attempts = max(delivery.attempts for delivery in deliveries)
        wait = self._cadence.shortened(wait_after(attempts))
        log.warning("alert postponed", chat=str(deliveries[0].chat), attempts=attempts, reason=reason)
        async with self._storage.begin() as work:
            until = self._clock.now() + (asked or wait)
            await work.alerts.postpone([delivery.id for delivery in deliveries], until)
            await work.commit()
