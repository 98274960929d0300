"""Look at every product whose turn it is, settle what was seen, and put what is worth telling into the outbox."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from core.aftermath import see_live
from core.budget import UNLIMITED, Budget
from core.cadence import Cadence
from core.catalog.asin import Product
from core.catalog.series import offer_point, rank_point
from core.catalog.snapshot import Look
from core.dispatch import LEASE, Dispatch
from core.ids import new_id
from core.news import Newsroom
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock, Storefront
from core.resumption import Resumption
from core.settling import Turn, settled
from core.tally import Purpose, tallied
from core.watching.standing import Standing

BATCH: Final = 100
_CHUNK: Final = 100  # looks committed together at most
_COMPANY: Final = 0.25  # seconds for which a finished look waits for others to be committed with

Count = Callable[[int, int], Awaitable[None]]
"""Hears how many of how many products have been looked at, from none on."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """Products that a claim holds, for whoever made it; of `doubted` ones the look is a second look."""

    by: UUID
    products: tuple[Product, ...]
    doubted: Collection[Product] = ()
    purpose: Purpose = Purpose.ASKED


class Patrol:
    """Claims products in batches under a lease, looks at them, and commits each look with its consequences at once.

    Snapshot, alerts and next due time are one commit, so that a crash at any moment means “again”, never “lost”.
    """

    def __init__(
        self, storage: Storage, storefront: Storefront, clock: Clock, cadence: Cadence, budget: Budget = UNLIMITED
    ) -> None:
        self._storage = storage
        self._storefront = storefront
        self._clock = clock
        self._cadence = cadence
        self._dispatch = Dispatch(budget)
        self._newsroom = Newsroom(clock, cadence)
        self._resumption = Resumption(storage, clock, cadence)
        self._owed: set[UUID] = set()  # claims that could not be given back while the database took nothing

    async def round(self, limit: int = BATCH) -> int:
        """Look at up to `limit` products that are due, within the budget; returns how many looks were kept.

        Silences that are over by then end with it.
        """
        owed = tuple(self._owed)
        async with self._storage.begin() as work:
            for one in owed:
                await work.products.give_back(one)
            claimed = await self._claim_due(work, limit)
            if owed or claimed.products:
                await work.commit()
        self._owed.difference_update(owed)
        looks = await self._look_at(claimed, None)
        await self._resumption.round()
        return len(looks)

    async def look_now(self, products: Sequence[Product], count: Count | None = None) -> Mapping[Product, Look]:
        """Look at known products at once, due or not; those that are being looked at already are left out."""
        async with self._storage.begin() as work:
            reserved = await self.reserve(work, products)
            await work.commit()
        return await self.look_at(reserved, count)

    async def reserve(self, work: UnitOfWork, products: Sequence[Product]) -> Reserved:
        """Claim known products in a unit of work that goes on, so that no round comes between it and the look."""
        by = new_id(self._clock.now())
        claimed = await work.products.claim(by, products, self._clock.now(), LEASE) if products else ()
        return Reserved(by, tuple(claimed), await work.products.in_doubt(by) if claimed else ())

    async def look_at(self, reserved: Reserved, count: Count | None = None) -> Mapping[Product, Look]:
        """Look at what was reserved, now: somebody has asked for it, so no budget keeps it back."""
        return {look.product: look for look in await self._look_at(reserved, count)}

    async def _claim_due(self, work: UnitOfWork, limit: int) -> Reserved:
        now = self._clock.now()
        by = new_id(now)
        due = await self._dispatch.claim(work, by, now, limit)
        return Reserved(by, tuple(due), await work.products.in_doubt(by) if due else (), Purpose.TURN)

    async def _look_at(self, reserved: Reserved, count: Count | None) -> Sequence[Look]:
        kept: list[Look] = []
        if not reserved.products:
            return kept
        try:
            await self._gather(reserved, kept, count)
        finally:
            if len(kept) < len(reserved.products):
                await asyncio.shield(self._give_back(reserved.by))
        return kept

    async def _gather(self, reserved: Reserved, kept: list[Look], count: Count | None) -> None:
        """Commit looks as they come, in small companies: nothing waits for the slowest page."""
        arrived: asyncio.Queue[Look | None] = asyncio.Queue()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_into(arrived, reserved))
            if count:
                await count(0, len(reserved.products))
            while company := await _company(arrived):
                kept.extend(await self.take_in(reserved.by, company, reserved.purpose))
                if count:
                    await count(len(kept), len(reserved.products))

    async def _look_into(self, arrived: asyncio.Queue[Look | None], reserved: Reserved) -> None:
        in_haste = reserved.purpose is Purpose.TURN  # so that no slow source holds up everybody's turn
        looking = self._storefront.look(reserved.products, doubted=reserved.doubted, in_haste=in_haste)
        async with aclosing(looking) as looks:
            async for look in looks:
                arrived.put_nowait(look)
        arrived.put_nowait(None)

    async def _give_back(self, by: UUID) -> None:
        self._owed.add(by)
        async with self._storage.begin() as work:
            await work.products.give_back(by)
            await work.commit()
        self._owed.discard(by)

    async def take_in(self, by: UUID, looks: Sequence[Look], purpose: Purpose = Purpose.TURN) -> Sequence[Look]:
        """Commit looks at products that `by` still holds; the others' results belong to whoever holds them now.

        All are counted, since all were paid for, but for those that are pending.
        """
        async with self._storage.begin() as work:
            standings = await work.products.held_by(by, [look.product for look in looks])
            held = [look for look in looks if look.product in standings]
            timing = await self._dispatch.timing(work)
            turns = [settled(look, standings[look.product], self._cadence, timing) for look in held]
            await self._tell(work, [turn for turn in turns if turn.is_news])
            await work.products.save(await self._dispatch.at_stake(work, turns, timing))
            await work.looks.count(tallied((look, _purpose(purpose, standings.get(look.product))) for look in looks))
            await self._dispatch.keep(work, self._clock.now())
            await work.commit()
        self._dispatch.took(looks, turns, self._clock.now())
        return held

    async def _tell(self, work: UnitOfWork, turns: Sequence[Turn]) -> None:
        read = [turn for turn in turns if turn.was_read]
        await work.series.add_offers({turn.product: offer_point(turn.accepted) for turn in read if turn.offer_moved})
        news = await self._newsroom.judge(work, turns)
        await work.series.add_ranks({turn.product: rank_point(turn.accepted) for turn in read if turn.accepted.ranks})
        await work.watches.keep(news.rules)
        await work.watches.wake(news.woken)
        await work.cards.touch(news.changed, self._clock.now())
        await work.alerts.follow(news.followed, self._clock.now())
        await work.alerts.add(news.alerts, news.deliveries)
        await see_live(work, read)


def _purpose(purpose: Purpose, standing: Standing | None) -> Purpose:
    is_second = purpose is Purpose.TURN and standing is not None and standing.is_in_doubt
    return Purpose.DOUBT if is_second else purpose


async def _company(arrived: asyncio.Queue[Look | None]) -> list[Look]:
    """The next look and those that come within a moment of it; empty at the end."""
    first = await arrived.get()
    if first is None:
        return []
    company = [first]
    with suppress(TimeoutError):
        async with asyncio.timeout(_COMPANY):
            while len(company) < _CHUNK:
                following = await arrived.get()
                if following is None:
                    arrived.put_nowait(None)
                    break
                company.append(following)
    return company
