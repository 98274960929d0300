"""The shop of the demo, read by the reader of Amazon's own pages: what is read is what the world says."""

import pytest

from adapters.storefronts.sandbox.pages.layouts import product_page
from adapters.storefronts.sandbox.pages.trouble import not_found, robot_button, robot_captcha
from adapters.storefronts.sandbox.products import PRODUCTS
from adapters.storefronts.sandbox.products.product import Layout
from adapters.storefronts.sandbox.scenes import DAY, scenes
from adapters.storefronts.sandbox.server import SandboxShop
from adapters.storefronts.sandbox.world import World
from core.catalog.marketplace import marketplace
from core.catalog.snapshot import Outcome

httpx = pytest.importorskip("httpx")
reader = pytest.importorskip("adapters.storefronts.amazon_page.reader", reason="the reader of pages is not there yet")

SEED = 7
each_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: str(each.product))


def moments(product):
    """The opening, and the first second of every scene of two days: each state that the product passes through."""
    return [0, *(day * DAY + scene.start for day in (0, 1) for scene in scenes(SEED, product, day))]


def readings(product):
    world = World(SEED, 1.0)
    for moment in moments(product):
        state = world.state(product, moment)
        page = product_page(product, state, "http://127.0.0.1:1").encode()
        yield state, reader.read_page(page, market=marketplace(product.market))


@each_product
def test_number_store_price_and_availability_are_read_as_they_are(product):
    for state, reading in readings(product):
        assert (reading.outcome, reading.asin, reading.market) == (Outcome.OK, product.asin, product.market)
        offer = reading.offer
        assert (offer.price, offer.availability) == (state.price, state.availability)
        assert offer.stock_left == state.stock_left
        assert (offer.list_price, offer.used_price) == (state.list_price, state.used_price)
        assert offer.currency == (state.currency if state.price is not None else None)


@each_product
def test_sellers_coupons_and_deals_are_read_as_they_are(product):
    for state, reading in readings(product):
        assert reading.offer.seller == state.seller
        # The one sentence of older layouts names both; not everybody reads the shipper out of it.
        one_sentence = product.layout in {Layout.CLASSIC, Layout.BOOK}
        assert reading.offer.ships_from in ({state.ships_from, None} if one_sentence else {state.ships_from})
        assert (reading.offer.coupon is not None) == (state.coupon is not None)
        assert state.coupon is None or str(state.coupon) in reading.offer.coupon
        assert (reading.offer.deal is not None) == state.deal


@each_product
def test_listing_ranks_and_stars_are_read_as_they_are(product):
    for state, reading in readings(product):
        assert (reading.listing.title, reading.listing.bullets) == (state.title, state.bullets)
        assert reading.listing.category_path == product.path
        assert reading.listing.brand == (None if product.layout is Layout.BOOK else product.brand)
        assert reading.listing.description == product.description
        assert len(reading.listing.images) == product.pictures
        assert reading.listing.has_aplus is product.has_aplus
        assert {each.asin for each in reading.listing.variations} == {each.asin for each in product.variations}
        assert reading.ranks == state.ranks
        assert (reading.rating, reading.reviews) == (state.rating, state.reviews)


@pytest.mark.parametrize(
    ("draw", "outcome"),
    [(robot_button, Outcome.BLOCKED), (robot_captcha, Outcome.BLOCKED), (not_found, Outcome.NOT_FOUND)],
)
@pytest.mark.parametrize("market", sorted({each.market for each in PRODUCTS}))
def test_what_is_no_product_page_is_told_apart_in_every_language(draw, outcome, market):
    assert reader.read_page(draw(market).encode(), market=marketplace(market)).outcome is outcome


async def test_what_comes_over_the_wire_is_readable_too_also_packed_without_a_label():
    shop = SandboxShop(World(SEED, 1.0), fault_share=0)
    base = await shop.open()
    try:
        async with httpx.AsyncClient(base_url=base) as browser:
            for product in PRODUCTS:
                response = await browser.get(f"/dp/{product.asin}", params={"marketplace": product.market})
                reading = reader.read_page(response.content, market=marketplace(product.market))
                assert (reading.outcome, reading.asin) == (Outcome.OK, product.asin)
    finally:
        await shop.close()
