"""What stands on the shop's pages at many moments."""

from html import escape

import pytest
from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.sandbox.pages.layouts import product_page
from adapters.storefronts.sandbox.pages.numbers import grouped, written
from adapters.storefronts.sandbox.products import PRODUCTS
from adapters.storefronts.sandbox.products.product import ShopProduct
from adapters.storefronts.sandbox.world import World
from core.catalog.snapshot import Availability

MOMENTS = (0, 8, 45, 90, 150, 230, 310, 402, 555)
ROOT = "http://127.0.0.1:1"
each_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: str(each.product))


def pages(product: ShopProduct):
    world = World(7, 1.0)
    for moment in MOMENTS:
        state = world.state(product, moment)
        yield state, product_page(product, state, ROOT)


@each_product
def test_a_page_carries_its_number_its_title_and_its_price_in_the_store_s_writing(product):
    for state, page in pages(product):
        assert f'id="ASIN" name="ASIN" value="{product.asin}"' in page
        assert LexborHTMLParser(page).css_first("#productTitle").text(strip=True) == state.title
        assert state.price is None or written(state.price, product.market).text in page


@each_product
def test_a_page_carries_ranks_stars_seller_and_bullets(product):
    for state, page in pages(product):
        assert all(grouped(rank.rank, product.market) in page for rank in state.ranks)
        assert grouped(state.reviews, product.market) in page
        assert state.seller is None or escape(state.seller) in page
        assert all(escape(bullet) in page for bullet in state.bullets)


@each_product
def test_a_page_carries_decoys_whatever_its_own_state(product):
    for _, page in pages(product):
        tree = LexborHTMLParser(page)
        assert len(tree.css("[id^=sp_detail_B] .a-price")) == 6
        assert "Save 20% with coupon" in page
        assert any("Currently unavailable." in script.text() for script in tree.css("script"))


@each_product
def test_a_page_without_an_offer_has_no_price_outside_the_carousels(product):
    for state, page in pages(product):
        if state.price is None:
            tree = LexborHTMLParser(page)
            assert not tree.css("#corePrice_feature_div, #corePriceDisplay_desktop_feature_div, #price_inside_buybox")
            assert tree.css("#outOfStock, #unqualifiedBuyBox")


@each_product
def test_a_page_is_of_a_handy_size(product):
    assert all(5_000 < len(page.encode()) < 20_000 for _, page in pages(product))


@each_product
def test_every_tag_that_opens_on_a_page_closes(product):
    for _, page in pages(product):
        for tag in ("div", "span", "ul", "ol", "li", "a", "table", "td", "th", "tr", "form", "p", "h1", "h2", "script"):
            assert page.count(f"<{tag} ") + page.count(f"<{tag}>") == page.count(f"</{tag}>"), tag


def test_coupons_deals_and_low_stock_show_while_they_last():
    shown = {"coupon": 0, "deal": 0, "low": 0}
    for product in PRODUCTS:
        for state, page in pages(product):
            tree = LexborHTMLParser(page)
            assert bool(tree.css(".couponLabelText")) == (state.coupon is not None)
            assert bool(tree.css("#dealBadgeSupportingText")) == state.deal
            shown["coupon"] += state.coupon is not None
            shown["deal"] += state.deal
            shown["low"] += state.availability is Availability.LOW_STOCK
            assert state.stock_left is None or str(state.stock_left) in tree.css_first("#availability").text()
    assert all(shown.values())
