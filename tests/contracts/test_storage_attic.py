"""What has grown old, in every storage: made coarser, or thrown away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from core.catalog.asin import Product
from core.catalog.series import OfferPoint, RankPoint
from core.catalog.snapshot import Availability, Rank
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from tests.contracts.storage_examples import (
    CHAT,
    HOUR,
    NOON,
    alert,
    delivery,
    ended,
    product,
    products,
    snapshot,
    track,
    watching,
)

DAY = 24 * HOUR
MINUTE = timedelta(minutes=1)
TEAM = ChatId("slack", "T1", "C1")
OLD = NOON - 40 * DAY


def offer(at: datetime, price: str | None) -> OfferPoint:
    amount = None if price is None else Decimal(price)
    return OfferPoint(at=at, price=amount, list_price=None, used_price=None, availability=Availability.IN_STOCK)


async def put(
    work: UnitOfWork, of: Product, ranks: Sequence[RankPoint] = (), offers: Sequence[OfferPoint] = ()
) -> None:
    for rank in ranks:
        await work.series.add_ranks({of: rank})
    for one in offers:
        await work.series.add_offers({of: one})


async def thin(work: UnitOfWork, begin: datetime | None, end: datetime, step: timedelta) -> None:
    last: int | None = 0
    while last is not None:
        last = await work.attic.thin(last, 1, begin, end, step)


async def test_of_each_hour_the_median_reading_of_each_category_stays_at_its_own_time(storage: Storage) -> None:
    readings = [
        RankPoint(NOON + minute * MINUTE, Rank(rank, category))
        for minute, rank, category in (
            (0, 90, "Kitchen"),
            (10, 10, "Kitchen"),
            (20, 50, "Kitchen"),
            (30, 7, "Kettles"),
            (60, 80, "Kitchen"),
            (70, 20, "Kitchen"),
            (120, 1, "Kitchen"),
            (121, 2, "Kitchen"),
        )
    ]
    async with storage.begin() as work:
        await track(work, *products(2))
        await put(work, product(0), readings)
        await put(work, product(1), readings)
        await thin(work, None, NOON + 2 * HOUR, HOUR)
        found = await work.series.ranks_since(products(2), NOON - DAY)
    kept = [readings[2], readings[3], readings[5], readings[6], readings[7]]
    assert found == {product(0): kept, product(1): kept}


async def test_of_each_day_the_last_offer_and_the_first_lowest_price_stay_and_the_first_ever(storage: Storage) -> None:
    offers = [
        offer(NOON + HOUR, "20.00"),
        offer(NOON + 2 * HOUR, "9.90"),
        offer(NOON + 3 * HOUR, "15.00"),
        offer(NOON + 4 * HOUR, "9.90"),
        offer(NOON + 5 * HOUR, None),
        offer(NOON + 13 * HOUR, None),
        offer(NOON + 14 * HOUR, "12.00"),
    ]
    async with storage.begin() as work:
        await track(work, product())
        await put(work, product(), offers=offers)
        before = await work.series.lowest([product()])
        await thin(work, None, NOON + 12 * HOUR, DAY)
        await thin(work, NOON, NOON + 12 * HOUR, DAY)
        found = await work.series.offers_since([product()], NOON)
        assert found[product()] == [offers[0], offers[1], *offers[4:]]
        assert await work.series.lowest([product()]) == before


async def test_what_lies_before_the_beginning_is_left_alone(storage: Storage) -> None:
    readings = [RankPoint(NOON + minute * MINUTE, Rank(minute, "Kitchen")) for minute in (0, 1, 60, 61)]
    async with storage.begin() as work:
        await track(work, product())
        await put(work, product(), readings)
        await thin(work, NOON + HOUR, NOON + 2 * HOUR, HOUR)
        assert (await work.series.ranks_since([product()], OLD))[product()] == readings[:3]


async def test_how_far_the_series_are_coarse_is_remembered_for_each_step(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.attic.thinned_until(HOUR) is None
        await work.attic.mark_thinned(HOUR, NOON)
        await work.attic.mark_thinned(HOUR, NOON + DAY)
        await work.commit()
    async with storage.begin() as work:
        assert await work.attic.thinned_until(HOUR) == NOON + DAY
        assert await work.attic.thinned_until(DAY) is None


async def test_what_nobody_watches_any_more_is_forgotten_with_its_history(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        told = alert(watched)
        await work.alerts.add([told], [delivery(told)])
        (standing,) = (await work.products.stand([product()])).values()
        await work.products.save([replace(standing, accepted=snapshot(product()))])
        await put(work, product(), [RankPoint(NOON, Rank(1, "Kitchen"))], [offer(NOON, "9.90")])
        await work.watches.put([ended(watched, OLD)])
        assert await work.attic.forget_watches(OLD, 9) == 0
        assert await work.attic.forget_products(9) == 0
        assert await work.attic.forget_watches(OLD + HOUR, 9) == 1
        assert await work.attic.forget_products(9) == 1
        await work.commit()
    async with storage.begin() as work:
        assert await work.products.stand([product()]) == {}
        await work.products.know([product()], HOUR, NOON)
        assert await work.series.lowest([product()]) == {}
        assert await work.series.ranks_since([product()], OLD) == {}
        assert await work.series.listings_since([product()], OLD) == {}
        assert await work.alerts.recent(CHAT, 9) == []


async def test_a_product_that_is_still_watched_elsewhere_keeps_everything(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        room = await work.chats.settle(TEAM, NOON)
        await work.watches.put([watching(room, product())])
        await put(work, product(), [RankPoint(OLD, Rank(1, "Kitchen"))], [offer(OLD, "9.90")])
        await work.watches.put([ended(watched, OLD)])
        assert await work.attic.forget_watches(NOON, 9) == 1
        assert await work.attic.forget_products(9) == 0
        assert len((await work.series.ranks_since([product()], OLD - DAY))[product()]) == 1
        assert product() in await work.series.lowest([product()])


async def test_only_a_few_are_forgotten_at_once(storage: Storage) -> None:
    async with storage.begin() as work:
        tracked = await track(work, *products(5))
        await work.watches.put([ended(one, OLD) for one in tracked])
        assert [await work.attic.forget_watches(NOON, 2) for _ in range(4)] == [2, 2, 1, 0]
        assert [await work.attic.forget_products(2) for _ in range(4)] == [2, 2, 1, 0]


async def test_a_workspace_that_has_left_is_forgotten_and_its_neighbours_are_not(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, product(1), chat=TEAM)
        await track(work, product(1), product(2), chat=CHAT)
        await work.chats.put_to_sleep(ChatId("slack", "T1", ""), OLD)
        assert await work.attic.forget_workspace(OLD) is None
        assert await work.attic.forget_workspace(OLD + HOUR) == [product(1)]
        assert await work.attic.forget_workspace(OLD + HOUR) is None
        await work.commit()
    async with storage.begin() as work:
        assert await work.chats.room(TEAM) is None
        assert [one.watch.product for one in await work.watches.in_chat(CHAT)] == products(3)[1:]


async def test_a_workspace_stays_as_long_as_it_is_installed_or_one_of_its_chats_is_awake(storage: Storage) -> None:
    installed, awake, own = ChatId("slack", "T2", "C1"), ChatId("slack", "T3", "C1"), ChatId("telegram", "", "8")
    async with storage.begin() as work:
        for chat in (installed, awake, own):
            await track(work, product(1), chat=chat)
            await work.chats.put_to_sleep(chat, OLD)
        await work.installations.save("slack", "T2", "sealed")
        await work.chats.settle(ChatId("slack", "T3", "C2"), NOON)
        assert await work.attic.forget_workspace(NOON) is None


async def test_products_looked_at_in_the_future_are_due_at_once(storage: Storage) -> None:
    async with storage.begin() as work:
        watched = await track(work, *products(3))
        later, sooner, unwatched = (await work.products.stand(products(3))).values()
        ahead = {"looked_at": NOON + 40 * DAY, "due_at": NOON + 41 * DAY, "rested_at": NOON + 41 * DAY}
        await work.products.save([replace(later, **ahead), replace(sooner, looked_at=NOON, due_at=NOON + DAY)])
        await work.products.save([replace(unwatched, looked_at=NOON + DAY)])
        await work.watches.put([ended(watched[2])])
        await work.products.reschedule([product(2)], HOUR, NOON)
        assert await work.attic.undo_future(NOON) == 2
        after = await work.products.stand(products(3))
        assert [(one.looked_at, one.due_at) for one in after.values()] == [
            (NOON, NOON),
            (NOON, NOON + DAY),
            (NOON, None),
        ]
        assert after[product(0)].rested_at is None
