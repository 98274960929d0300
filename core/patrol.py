"""Look at every product whose turn it is, settle what was seen, and put what is worth telling into the outbox."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from core.alerts import ALERT_KINDS
from core.alerts.signal import settle
from core.cadence import Cadence, failed_again
from core.catalog.asin import Product
from core.catalog.series import offer_point, rank_point
from core.catalog.snapshot import Look, Seen, Unseen
from core.ids import new_id
from core.news import Newsroom, Turn
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock, Storefront
from core.watching.standing import Standing

LEASE: Final = timedelta(minutes=5)
BATCH: Final = 100
_CHUNK: Final = 100  # looks committed together at most
_COMPANY: Final = 0.25  # seconds for which a finished look waits for others to be committed with


@dataclass(frozen=True, slots=True)
class Reserved:
    """Products that a claim holds, for whoever made it."""

    by: UUID
    products: tuple[Product, ...]


class Patrol:
    """Claims products in batches under a lease, looks at them, and commits each look with its consequences at once.

    Snapshot, alerts and next due time are one commit, so that a crash at any moment means “again”, never “lost”.
    """

    def __init__(self, storage: Storage, storefront: Storefront, clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._storefront = storefront
        self._clock = clock
        self._cadence = cadence
        self._newsroom = Newsroom(clock, cadence)
        self._owed: set[UUID] = set()  # claims that could not be given back while the database took nothing

    async def round(self, limit: int = BATCH) -> int:
        """Look at up to `limit` products that are due; returns how many looks were kept."""
        by = new_id(self._clock.now())
        owed = tuple(self._owed)
        async with self._storage.begin() as work:
            for one in owed:
                await work.products.give_back(one)
            products = await work.products.claim_due(by, self._clock.now(), LEASE, limit)
            await work.commit()
        self._owed.difference_update(owed)
        return len(await self._look_at(by, products)) if products else 0

    async def look_now(self, products: Sequence[Product]) -> Mapping[Product, Look]:
        """Look at known products at once, due or not; those that are being looked at already are left out."""
        async with self._storage.begin() as work:
            reserved = await self.reserve(work, products)
            await work.commit()
        return await self.look_at(reserved)

    async def reserve(self, work: UnitOfWork, products: Sequence[Product]) -> Reserved:
        """Claim known products in a unit of work that goes on, so that no round comes between it and the look."""
        by = new_id(self._clock.now())
        claimed = await work.products.claim(by, products, self._clock.now(), LEASE) if products else ()
        return Reserved(by, tuple(claimed))

    async def look_at(self, reserved: Reserved) -> Mapping[Product, Look]:
        """Look at what was reserved, now."""
        looks = await self._look_at(reserved.by, reserved.products) if reserved.products else ()
        return {look.product: look for look in looks}

    async def _look_at(self, by: UUID, products: Sequence[Product]) -> Sequence[Look]:
        kept: list[Look] = []
        try:
            await self._gather(by, products, kept)
        finally:
            if len(kept) < len(products):
                await asyncio.shield(self._give_back(by))
        return kept

    async def _gather(self, by: UUID, products: Sequence[Product], kept: list[Look]) -> None:
        """Commit looks as they come, in small companies: nothing waits for the slowest page."""
        arrived: asyncio.Queue[Look | None] = asyncio.Queue()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look_into(arrived, products))
            while company := await _company(arrived):
                kept.extend(await self.take_in(by, company))

    async def _look_into(self, arrived: asyncio.Queue[Look | None], products: Sequence[Product]) -> None:
        async with aclosing(self._storefront.look(products)) as looks:
            async for look in looks:
                arrived.put_nowait(look)
        arrived.put_nowait(None)

    async def _give_back(self, by: UUID) -> None:
        self._owed.add(by)
        async with self._storage.begin() as work:
            await work.products.give_back(by)
            await work.commit()
        self._owed.discard(by)

    async def take_in(self, by: UUID, looks: Sequence[Look]) -> Sequence[Look]:
        """Commit looks at products that `by` still holds; the others' results belong to whoever holds them now."""
        async with self._storage.begin() as work:
            standings = await work.products.held_by(by, [look.product for look in looks])
            held = [look for look in looks if look.product in standings]
            turns = [Turn(standings[look.product], self._after(look, standings[look.product])) for look in held]
            await work.products.save([turn.after for turn in turns])
            await self._tell(work, [turn for turn, look in zip(turns, held, strict=True) if isinstance(look, Seen)])
            await work.commit()
        return held

    def _after(self, look: Look, standing: Standing) -> Standing:
        match look:
            case Unseen():
                failure = failed_again(standing.failure, look)
                due = self._cadence.after_failure(look, standing.every, failure.count)
                return replace(standing, failure=failure, due_at=standing.due_at and due)
            case Seen(snapshot):
                settled = settle(standing.accepted, standing.doubt, snapshot, ALERT_KINDS)
                due = self._cadence.after_success(snapshot.at, standing.every, settled.confirm_after)
                return replace(
                    standing,
                    accepted=settled.accepted,
                    doubt=settled.doubt,
                    failure=None,
                    looked_at=snapshot.at,
                    due_at=standing.due_at and due,
                )

    async def _tell(self, work: UnitOfWork, turns: Sequence[Turn]) -> None:
        moved = {turn.after.product: offer_point(turn.accepted) for turn in turns if turn.offer_moved}
        ranked = {turn.after.product: rank_point(turn.accepted) for turn in turns if turn.accepted.ranks}
        await work.series.add_offers(moved)
        news = await self._newsroom.judge(work, turns)
        await work.series.add_ranks(ranked)
        await work.watches.keep(news.rules)
        await work.alerts.add(news.alerts, news.deliveries)


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
