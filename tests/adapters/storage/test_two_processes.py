"""What only PostgreSQL can do: two transactions at the same time on the same rows."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from adapters.storage.sql.storage import SqlStorage
from tests.contracts.storage_examples import (
    CHAT,
    HOUR,
    LEASE,
    NOON,
    alert,
    claimer,
    delivery,
    product,
    products,
    track,
    watching,
)


async def test_two_claimers_at_once_get_different_products(on_postgres: SqlStorage) -> None:
    async with on_postgres.begin() as work:
        await track(work, *products(10))
        await work.commit()
    async with on_postgres.begin() as one, on_postgres.begin() as other:
        first = await one.products.claim_due(claimer(), NOON, LEASE, 6)
        second = await other.products.claim_due(claimer(), NOON, LEASE, 6)
        await one.commit()
        await other.commit()
    assert (len(first), len(second)) == (6, 4)
    assert set(first) | set(second) == set(products(10))


async def test_two_heralds_at_once_get_different_deliveries(on_postgres: SqlStorage) -> None:
    async with on_postgres.begin() as work:
        (watched,) = await track(work, product())
        news = alert(watched)
        await work.alerts.add([news], [delivery(news) for _ in range(10)])
        await work.commit()
    async with on_postgres.begin() as one, on_postgres.begin() as other:
        first = await one.alerts.claim_deliveries(NOON, LEASE, 6)
        second = await other.alerts.claim_deliveries(NOON, LEASE, 6)
        await one.commit()
        await other.commit()
    assert (len(first), len(second)) == (6, 4)
    assert len({one.id for one in (*first, *second)}) == 10


async def test_of_two_who_quicken_one_product_at_once_the_quicker_wins(on_postgres: SqlStorage) -> None:
    async with on_postgres.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        other = await work.chats.settle(replace(CHAT, channel="2"), NOON)
        await work.products.know([product()], 6 * HOUR, NOON)
        await work.commit()

    async def quicken(watched_in: int, minutes: int) -> None:
        watched = watching((room, other)[watched_in], product())
        watched = replace(watched, watch=replace(watched.watch, every=timedelta(minutes=minutes)))
        async with on_postgres.begin() as work:
            await work.watches.put([watched])
            await work.products.reschedule([product()], 6 * HOUR, NOON)
            await work.commit()

    await asyncio.gather(quicken(0, 60), quicken(1, 20))
    async with on_postgres.begin() as work:
        assert (await work.products.stand([product()]))[product()].every == timedelta(minutes=20)


async def test_of_two_who_track_one_product_on_one_list_the_second_sees_the_first(on_postgres: SqlStorage) -> None:
    async with on_postgres.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        await work.products.know([product()], HOUR, NOON)
        await work.commit()

    async def track_unless_tracked() -> bool:
        async with on_postgres.begin() as work:
            if await work.watches.on_list(room.default_list_id, [product()]):
                return False
            await work.watches.put([watching(room, product())])
            await work.commit()
            return True

    assert sorted(await asyncio.gather(*(track_unless_tracked() for _ in range(3)))) == [False, False, True]
