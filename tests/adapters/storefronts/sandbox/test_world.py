"""What the shop's world promises, for many seeds."""

from decimal import Decimal
from itertools import pairwise

import pytest

from adapters.storefronts.sandbox.products import CALM, HERO, PRODUCTS, find
from adapters.storefronts.sandbox.products.product import Layout, ShopProduct, Temper
from adapters.storefronts.sandbox.scenes import DAY, Aspect, scenes
from adapters.storefronts.sandbox.world import ProductState, World
from core.catalog.asin import read_asin
from core.catalog.money import Money
from core.catalog.snapshot import Availability

SEEDS = range(50)
PRESENT = {Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER}


def course(seed: int, product: ShopProduct, until: int) -> list[ProductState]:
    world = World(seed, 1.0)
    return [world.state(product, second) for second in range(until)]


def sold(asin: str) -> ShopProduct:
    product = find(asin)
    assert product is not None
    return product


def test_the_shop_sells_about_twenty_products_with_asins_that_people_could_paste():
    assert 18 <= len(PRODUCTS) <= 24
    assert [read_asin(each.asin) for each in PRODUCTS] == [each.asin for each in PRODUCTS]
    assert len({each.product for each in PRODUCTS}) == len(PRODUCTS)


def test_the_shop_covers_every_layout_every_temper_and_eight_stores():
    assert {each.layout for each in PRODUCTS} == set(Layout)
    assert {each.temper for each in PRODUCTS} == set(Temper)
    assert {each.market for each in PRODUCTS} == {"com", "de", "co.uk", "co.jp", "es", "fr", "in", "com.br"}


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: str(each.product))
def test_the_same_seed_and_moment_give_the_same_state_in_any_order(product):
    forwards = course(7, product, 200)
    world = World(7, 3.0)
    assert [world.state(product, second) for second in reversed(range(200))] == forwards[::-1]


def test_another_seed_is_another_world():
    assert course(1, sold("B0ZLANTRN8"), 120) != course(2, sold("B0ZLANTRN8"), 120)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_hero_drops_once_after_eight_seconds_and_holds_for_a_minute(seed):
    states = course(seed, sold(HERO), 100)
    prices = [state.price for state in states]
    before, after = prices[0], prices[8]
    assert before is not None
    assert after is not None
    assert set(prices[:8]) == {before}
    assert set(prices[8:80]) == {after}
    assert Decimal("0.15") <= 1 - after / before <= Decimal("0.25")
    assert {(state.availability, state.seller) for state in states[:80]} == {(states[0].availability, states[0].seller)}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_calm_product_keeps_price_and_stock_for_ninety_seconds(seed):
    states = course(seed, sold(CALM), 91)
    assert len({(state.price, state.availability, state.stock_left) for state in states}) == 1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("asin", [HERO, CALM])
def test_ranks_of_hero_and_calm_stay_within_eight_percent_at_first(seed, asin):
    for ranks in zip(*(state.ranks for state in course(seed, sold(asin), 91)), strict=True):
        values = [rank.rank for rank in ranks]
        assert (max(values) - min(values)) * 100 <= 8 * min(values)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_lively_product_moves_within_the_first_minute(seed):
    lively = [each for each in PRODUCTS if each.temper is Temper.LIVELY and each.always is None]
    assert all(len({state.price for state in course(seed, each, 60)}) > 1 for each in lively)
    assert len(lively) >= 6


def test_prices_are_whole_in_the_smallest_coin_of_their_currency():
    for product in PRODUCTS:
        for state in course(3, product, 120):
            if state.price is not None:
                assert Money.of(state.price, state.currency).amount == state.price


def test_what_cannot_be_bought_has_neither_price_nor_seller():
    for product in PRODUCTS:
        for state in course(5, product, DAY):
            assert (state.price is not None) == (state.seller is not None) == (state.availability in PRESENT)
            assert (state.stock_left is not None) == (state.availability is Availability.LOW_STOCK)


def test_ratings_only_grow_in_number():
    counts = [state.reviews for state in course(7, sold(HERO), DAY + 60)]
    assert all(earlier <= later for earlier, later in pairwise(counts))
    assert counts[-1] > counts[0]


def test_in_a_day_of_many_seeds_everything_happens_that_can():
    seen = {scene.aspect for seed in range(5) for each in PRODUCTS for scene in scenes(seed, each, 0)}
    assert seen == set(Aspect)


@pytest.mark.parametrize("day", [0, 1, 9])
def test_scenes_of_one_aspect_never_overlap_and_end_with_the_day(day):
    for product in PRODUCTS:
        for aspect in Aspect:
            own = sorted((s.start, s.end) for s in scenes(7, product, day) if s.aspect is aspect)
            assert all(0 <= start < end < DAY for start, end in own)
            assert all(end <= start for (_, end), (start, _) in pairwise(own))


def test_shop_time_begins_with_the_opening_and_runs_at_its_speed():
    seconds = iter([100.0, 102.5])
    world = World(7, 4.0, clock=lambda: next(seconds))
    assert world.now() == 0
    world.begin()
    assert world.now() == 10
