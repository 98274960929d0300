"""The history of products, in every storage."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.catalog.asin import Product
from core.catalog.series import Extreme, OfferPoint, RankPoint, offer_point
from core.catalog.snapshot import Availability, Rank
from core.ports.storage import Storage
from tests.contracts.storage_examples import HOUR, NOON, claimer, product, products, snapshot, track


def priced(price: str | None, hours: int) -> OfferPoint:
    return OfferPoint(
        at=NOON + hours * HOUR,
        price=None if price is None else Decimal(price),
        list_price=None,
        used_price=None,
        availability=Availability.IN_STOCK,
    )


def ranked(rank: int, hours: int, category: str = "Kitchen") -> RankPoint:
    return RankPoint(NOON + hours * HOUR, Rank(rank, category))


async def test_readings_come_back_after_a_time_oldest_first_each_product_apart(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know(products(3), HOUR, NOON)
        for hours, category in enumerate(("Kitchen", "Kettles", "Kitchen")):
            await work.series.add_ranks(
                {product(0): ranked(10 + hours, hours, category), product(1): ranked(99, hours)}
            )
        await work.commit()
    async with storage.begin() as work:
        found = await work.series.ranks_since(products(3), NOON)
    assert found == {
        product(0): [ranked(11, 1, "Kettles"), ranked(12, 2)],
        product(1): [ranked(99, 1), ranked(99, 2)],
    }


async def test_the_ranks_before_a_reading_are_those_of_its_category_within_the_span(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know(products(4), HOUR, NOON)
        for hours, category in enumerate(("Kitchen", "Kettles", "Kitchen", "Kitchen")):
            await work.series.add_ranks(
                {product(0): ranked(10 + hours, hours, category), product(1): ranked(99, hours)}
            )
        await work.commit()
    now = {
        product(0): ranked(1, 3),
        product(1): ranked(1, 2),
        product(2): ranked(1, 3),
        product(3): ranked(1, 3, "Never met"),
    }
    async with storage.begin() as work:
        assert await work.series.ranks_before(now, 3 * HOUR) == {product(0): [12, 13], product(1): [99, 99, 99, 99]}
        assert await work.series.ranks_before({product(1): ranked(1, 5, "Kettles")}, 9 * HOUR) == {}


async def test_a_category_learned_in_a_unit_of_work_that_failed_is_learned_again(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know([product()], HOUR, NOON)
        await work.commit()
    for commits in (False, True):
        async with storage.begin() as work:
            await work.series.add_ranks({product(): ranked(1, 0, "Kettles")})
            if commits:
                await work.commit()
    async with storage.begin() as work:
        found = await work.series.ranks_since([product()], NOON - HOUR)
    assert found == {product(): [ranked(1, 0, "Kettles")]}


async def test_the_lowest_price_is_dated_by_its_first_sight_and_by_when_watching_began(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know(products(3), HOUR, NOON)
        for hours, price in enumerate((None, "24.90", "19.90", "22.00", "19.90")):
            await work.series.add_offers({product(0): priced(price, hours), product(1): priced(None, hours)})
        found = await work.series.lowest(products(3))
    assert found == {product(0): Extreme(Decimal("19.90"), NOON + 2 * HOUR, NOON)}


@pytest.mark.parametrize(
    ("market", "price"), [("com", "0.01"), ("co.jp", "1980"), ("de", "99999999.99"), ("sa", "12.50")]
)
async def test_amounts_keep_the_decimals_of_their_store(storage: Storage, market: str, price: str) -> None:
    watched = Product("B000000001", market)
    async with storage.begin() as work:
        await work.products.know([watched], HOUR, NOON)
        await work.series.add_offers({watched: priced(price, 0)})
        found = await work.series.lowest([watched])
    assert str(found[watched].price) == price


async def test_the_later_of_two_points_in_one_second_stays(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know([product()], HOUR, NOON)
        for price, rank in (("24.90", 7), ("25.90", 8)):
            await work.series.add_offers({product(): offer_point(snapshot(product(), price=price))})
            await work.series.add_ranks({product(): ranked(rank, 0)})
        assert (await work.series.lowest([product()]))[product()].price == Decimal("25.90")
        assert await work.series.ranks_since([product()], NOON - HOUR) == {product(): [ranked(8, 0)]}


async def test_nothing_to_add_and_nothing_to_read_is_no_trouble(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.series.add_offers({})
        await work.series.add_ranks({})
        assert await work.series.lowest([]) == {}
        assert await work.series.ranks_since([product()], NOON) == {}


async def test_offers_since_a_time_are_led_by_the_one_that_held_then(storage: Storage) -> None:
    """So that a line which is drawn from there begins at its left edge; products without any are absent."""
    async with storage.begin() as work:
        await work.products.know(products(4), HOUR, NOON)
        for hours, price in enumerate(("24.90", "19.90", None, "22.00")):
            await work.series.add_offers({product(0): priced(price, 10 * hours)})
        await work.series.add_offers({product(1): priced("5.00", 15), product(2): priced("7.00", 0)})
        found = await work.series.offers_since(products(4), NOON + 12 * HOUR)
        from_a_change = await work.series.offers_since([product(0)], NOON + 20 * HOUR)
    assert found == {
        product(0): [priced("19.90", 10), priced(None, 20), priced("22.00", 30)],
        product(1): [priced("5.00", 15)],
        product(2): [priced("7.00", 0)],
    }
    assert from_a_change == {product(0): [priced(None, 20), priced("22.00", 30)]}


async def test_an_offer_comes_back_whole(storage: Storage) -> None:
    point = offer_point(snapshot(product()))
    async with storage.begin() as work:
        await work.products.know([product()], HOUR, NOON)
        await work.series.add_offers({product(): point})
        assert await work.series.offers_since([product()], NOON) == {product(): [point]}
        assert await work.series.offers_since([], NOON) == {}


async def test_a_listing_s_versions_since_a_time_are_led_by_the_one_that_held_then(storage: Storage) -> None:
    for hours, title in enumerate(("first", "second", "second", "third")):
        async with storage.begin() as work:
            await track(work, product()) if hours == 0 else None
            claimed = claimer()
            await work.products.claim(claimed, [product()], NOON + hours * HOUR, HOUR)
            standing = (await work.products.held_by(claimed, [product()]))[product()]
            seen = snapshot(product(), NOON + hours * HOUR, title=title)
            await work.products.save([replace(standing, accepted=seen)])
            await work.commit()
    async with storage.begin() as work:
        found = await work.series.listings_since([product(), product(2)], NOON + 2 * HOUR)
    versions = [(one.at, one.listing.title) for one in found[product()]]
    assert versions == [(NOON + HOUR, "second"), (NOON + 3 * HOUR, "third")]
    assert list(found) == [product()]
