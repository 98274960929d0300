"""The live cards: which message shows which product where, and how it stands by now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.insistence import EDIT_LEASE
from bot.standing import standing_card
from core.alerts.course import FOLLOWED_FOR, newest_course
from core.archive import Watched
from core.cadence import Cadence
from core.catalog.asin import Product
from core.errors import ChatGone, Outage, SlowDown, Unsayable
from core.messages import Card, ChatId
from core.pacing import Pacer
from core.ports.cards import LiveCard
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Chat, Clock

APART: Final = timedelta(seconds=45)  # between two changes of one card
BATCH: Final = 100

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A live card and what it is to show; None where there is nothing more to show."""

    live: LiveCard
    card: Card | None


class LiveCards:
    """Knows the newest card of each product and chat, and draws those anew whose product has changed."""

    def __init__(self, storage: Storage, clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._clock = clock
        self._apart = cadence.shortened(APART)

    async def heed(self, chat: ChatId, message: str, card: Card) -> None:
        """Hear of what is said (a `core.ports.world.Heed`): a message that shows something else now is live no more."""
        try:
            async with self._storage.begin() as work:
                if card.live and card.subject:
                    live = LiveCard(chat, Product(*card.subject.split("@", 1)), message)
                    await work.cards.shown(live, self._clock.now() + self._apart)
                else:
                    await work.cards.drop(chat, message)
                await work.commit()
        except Outage as outage:
            log.warning("card not followed", chat=str(chat), reason=str(outage))

    async def round(self, chats: Mapping[str, Chat], pacer: Pacer) -> int:
        """Let the cards whose products have changed show it, alerts first; returns how many were tried."""
        now = self._clock.now()
        until = now + EDIT_LEASE
        due = await self._due(chats, now, until)
        for one in due:
            if self._clock.now() >= until:  # as another process may draw it by now: later, as it stands then
                break
            if one.card is not None:
                await self._redraw(one.live, one.card, until, chats[one.live.chat.platform], pacer)
        return len(due)

    async def _due(self, chats: Mapping[str, Chat], now: datetime, until: datetime) -> Sequence[Redrawn]:
        """What is to be shown by now, as it is at this moment."""
        async with self._storage.begin() as work:
            claimed = await work.cards.claim(now, until, now + self._apart, BATCH, chats)
            drawn = [Redrawn(live, await _drawn(work, live, now)) for live in claimed]
            for one in drawn:
                if one.card is None:
                    await work.cards.drop(one.live.chat, one.live.message)
            if claimed:
                await work.commit()
        return drawn

    async def _redraw(self, live: LiveCard, card: Card, until: datetime, chat: Chat, pacer: Pacer) -> None:
        """A change that comes late is no use: what fails is drawn when its time comes, as things are then."""
        rest = pacer.ready_at(live.chat) - self._clock.now()
        if rest > timedelta():
            await self._later(live, rest)
            return
        pacer.said(live.chat, self._clock.now())
        try:
            await chat.edit(live.chat, live.message, card)
        except (ChatGone, Unsayable) as refusal:
            log.info("card no longer followed", chat=str(live.chat), reason=str(refusal))
            await self._drop(live)
        except SlowDown as pause:
            pacer.rest(live.chat, self._clock.now() + timedelta(seconds=pause.seconds))
            await self._later(live, timedelta(seconds=pause.seconds))
        except Outage as outage:
            log.info("card not shown", chat=str(live.chat), reason=str(outage))
            await self._later(live, self._apart)
        except Exception:  # a bug: this one waits for the next change, and the others are not held up
            await self._drawn(live, until)
            raise
        else:
            await self._drawn(live, until)

    async def _drawn(self, live: LiveCard, until: datetime) -> None:
        async with self._storage.begin() as work:
            await work.cards.drawn(live, until)
            await work.commit()

    async def _later(self, live: LiveCard, after: timedelta) -> None:
        async with self._storage.begin() as work:
            await work.cards.later(live, self._clock.now() + after)
            await work.commit()

    async def _drop(self, live: LiveCard) -> None:
        async with self._storage.begin() as work:
            await work.cards.drop(live.chat, live.message)
            await work.commit()


async def _drawn(work: UnitOfWork, live: LiveCard, now: datetime) -> Card | None:
    """The card of the product's first watch there; None where it is not watched any more, or nobody listens."""
    room = await work.chats.room(live.chat)
    watching = next(iter(await work.watches.of_product(live.chat, live.product)), None)
    if room is None or room.asleep_since is not None or watching is None:
        return None
    standing = (await work.products.stand([live.product]))[live.product]
    lowest = (await work.series.lowest([live.product])).get(live.product)
    lists = {one.id: one.name for one in await work.chats.lists(live.chat)}
    elsewhere = None if watching.watch.list_id == room.default_list_id else lists.get(watching.watch.list_id)
    told = await work.alerts.since([watching.watch.id], now - FOLLOWED_FOR)
    return standing_card(Watched(watching, standing), now, room.zone, lowest, newest_course(told), elsewhere)
