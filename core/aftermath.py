"""What became of approved text: when it was seen live, and how the product stood before and two weeks after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Final

from core.catalog.series import OfferPoint, RankPoint
from core.catalog.snapshot import Availability
from core.listed import measure_of, shows
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.settling import Turn
from core.suggestion import EFFECT_AFTER, Measure, Suggestion, message_key

LEASE: Final = timedelta(minutes=1)
BATCH: Final = 50
_OUT: Final = frozenset({Availability.OUT_OF_STOCK, Availability.NO_FEATURED_OFFER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Two weeks of a product: the median of its main ranks, its last price, the time it could not be bought, stars."""

    rank: int | None
    price: Decimal | None
    out: timedelta
    rating: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The two weeks before a text was seen live, and those after; it says nothing of what caused what."""

    before: Stretch
    after: Stretch
    category: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """What a chat is to hear of an approved text: that it is live, or (with an effect) how the product has fared.

    `below` is the message in which it was approved by a button, or else offered, where its id is known.
    """

    suggestion: Suggestion
    effect: Effect | None
    zone: str
    below: str | None = None


async def see_live(work: UnitOfWork, turns: Sequence[Turn]) -> None:
    """Find approved text among what these looks have read; asks the database only where a listing has changed."""
    changed = {turn.product: turn for turn in turns if turn.was_read and turn.is_edited}
    if not changed:
        return
    for one in await work.suggestions.awaited(changed):
        turn = changed[one.product]
        if shows(turn.accepted, one.part, one.text):
            earlier = turn.before.accepted
            await work.suggestions.put(one.went_live(turn.at, measure_of(earlier) if earlier else None))


class Aftermath:
    """Claims what is to be told of approved texts; what is not marked as told is claimed again."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def claim(self) -> Sequence[Message]:
        """What is due now."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            due = await work.suggestions.claim_due(now, LEASE, BATCH)
            messages = [await _message(work, one, now) for one in due]
            await work.commit()
        return messages

    async def told(self, message: Message) -> None:
        """It was posted; after the news that a text is live comes its effect, two weeks later, and then no more."""
        one = message.suggestion
        due = (one.live_at or self._clock.now()) + EFFECT_AFTER if message.effect is None else None
        await self._put(replace(one, live_told=True, due_at=due))

    async def postpone(self, message: Message, wait: timedelta) -> None:
        """It could not be posted; try again after so long."""
        await self._put(replace(message.suggestion, due_at=self._clock.now() + wait))

    async def give_up(self, message: Message) -> None:
        """Its chat is gone: nobody hears of it any more."""
        await self._put(replace(message.suggestion, due_at=None))

    async def _put(self, suggestion: Suggestion) -> None:
        async with self._storage.begin() as work:
            await work.suggestions.put(suggestion)
            await work.commit()


async def _message(work: UnitOfWork, one: Suggestion, now: datetime) -> Message:
    room = await work.chats.room(one.chat)
    zone = room.zone if room else "UTC"
    below = await work.memories.get(message_key(one.id), now)
    if not one.live_told or one.live_at is None:
        return Message(one, None, zone, below)
    return Message(one, await _effect(work, one, one.live_at), zone, below)


async def _effect(work: UnitOfWork, one: Suggestion, live: datetime) -> Effect:
    begin, end = live - EFFECT_AFTER, live + EFFECT_AFTER
    product = one.product
    ranks = (await work.series.ranks_since([product], begin)).get(product, ())
    offers = (await work.series.offers_since([product], begin)).get(product, ())
    standing = (await work.products.stand([product])).get(product)
    now = measure_of(standing.accepted) if standing and standing.accepted else None
    category = now.category if now else None
    return Effect(
        before=_stretch(ranks, offers, begin, live, one.baseline),
        after=_stretch([point for point in ranks if point.rank.category == category], offers, live, end, now),
        category=category,
    )


def _stretch(
    ranks: Sequence[RankPoint], offers: Sequence[OfferPoint], begin: datetime, end: datetime, known: Measure | None
) -> Stretch:
    category = known.category if known else None
    seen = [one.rank.rank for one in ranks if begin <= one.at < end and one.rank.category == category]
    held = [one for one in offers if one.at < end]
    edges = [*(max(one.at, begin) for one in held), end]
    out = (
        edges[at + 1] - edges[at]
        for at, one in enumerate(held)
        if one.availability in _OUT and edges[at + 1] > edges[at]
    )
    return Stretch(
        rank=int(median(seen)) if seen else None,
        price=held[-1].price if held else None,
        out=sum(out, timedelta()),
        rating=known.rating if known else None,
    )
