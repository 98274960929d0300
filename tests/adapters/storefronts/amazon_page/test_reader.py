"""Every layout and language of the payload pages, field by field."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.marketplace import marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Listing, Offer, Outcome, Rank

PAGES = Path(__file__).parents[3] / "payloads" / "amazon_page"

OFFERS: dict[str, dict[str, Any]] = {
    "com_book": {
        "price": "11.90",
        "list_price": "17.00",
        "used_price": "4.25",
        "availability": "low_stock",
        "stock_left": 3,
    },
    "com_kindle": {"price": "3.99", "list_price": "12.00", "availability": "in_stock", "seller": "Example House LLC"},
    "com_apparel_unchosen": {"price": "12.00", "price_max": "19.50", "availability": "in_stock"},
    "com_used_only": {"price": None, "used_price": "41.10", "availability": "no_featured_offer", "seller": None},
    "com_subscribe": {"price": "23.99", "availability": "in_stock", "seller": "Amazon.com"},
    "com_deal_coupon": {
        "price": "32.97",
        "list_price": "49.99",
        "coupon": "Apply $5.00 coupon",
        "deal": "Limited time deal",
    },
    "com_preorder": {"price": "59.99", "availability": "preorder"},
    "com_renewed": {"price": "259.00", "seller": "Phones & Co", "used_price": None},
    "com_price_in_cart": {"price": None, "currency": None, "availability": "in_stock"},
    "com_not_an_amount": {"price": None, "currency": None},
    "com_data_only": {"price": "63.42", "currency": "USD"},
    "com_other_canonical": {"price": "25.89", "coupon": None},
    "de_accordion": {
        "price": "1279.00",
        "list_price": "1599.00",
        "used_price": "899.10",
        "availability": "in_stock",
        "seller": "Werkzeug Müller GmbH",
        "ships_from": "Amazon",
        "currency": "EUR",
    },
    "de_in_english": {"price": "1299.50", "list_price": "1367.90", "availability": "low_stock", "stock_left": 4},
    "de_in_pounds": {"price": "20.00", "currency": "GBP"},
    "fr_no_featured": {"price": None, "availability": "no_featured_offer", "currency": None},
    "uk_not_deliverable": {"price": None, "availability": "not_deliverable"},
    "it_unavailable": {"price": None, "availability": "out_of_stock", "coupon": None},
    "jp_yen": {"price": "12980", "list_price": "15800", "currency": "JPY", "stock_left": 2},
    "sa_arabic": {"price": "1299.50", "currency": "SAR", "stock_left": 3, "seller": "متجر المثال"},
    "in_lakhs": {"price": "129990.00", "list_price": "147500.00", "currency": "INR", "availability": "in_stock"},
    "tr_lira": {"price": "1234.56", "currency": "TRY", "stock_left": 5},
    "se_krona": {"price": "1234.50", "currency": "SEK", "availability": "in_stock"},
    "pl_zloty": {"price": "1234.56", "currency": "PLN", "stock_left": 2},
    "nl_mobile": {"price": "34.95", "stock_left": 6, "seller": "Voorbeeld BV"},
    "br_pix": {"price": "1499.99", "currency": "BRL", "seller": "Amazon.com.br"},
}

RANKS = {
    "com_book": [(8231, "Books"), (7, "Kites (Books)")],
    "de_accordion": [(12345, "Baumarkt"), (8, "Schlagbohrmaschinen")],
    "de_in_english": [(12345, "Home & Kitchen"), (8, "Burr Grinders")],
    "fr_no_featured": [(1032, "Cuisine et Maison"), (12, "Théières")],
    "jp_yen": [(1234, "ホーム&キッチン"), (12, "電気ケトル")],
    "sa_arabic": [(1234, "المنزل"), (12, "غلايات")],
    "in_lakhs": [(104233, "Home & Kitchen"), (3, "Refrigerators")],
    "tr_lira": [(1204, "Mutfak")],
    "se_krona": [(12345, "Hem och kök"), (8, "Kaffekokare")],
    "pl_zloty": [(1204, "Dom i kuchnia")],
    "br_pix": [(582, "Computadores"), (5, "CPUs")],
    "com_subscribe": [],
}

REVIEWS = {
    "com_book": ("4.8", 12),
    "de_accordion": ("4.3", 1204),
    "jp_yen": ("4.3", 1234),
    "sa_arabic": ("4.3", 1234),
    "in_lakhs": ("4.2", 104512),
    "tr_lira": ("4.3", 1204),
    "se_krona": ("4.4", 1204),
    "com_preorder": (None, None),
}

OTHER_KINDS = {
    "robot_image_es": (Outcome.BLOCKED, "robot check"),
    "robot_button_com": (Outcome.BLOCKED, "robot check"),
    "missing_fr": (Outcome.NOT_FOUND, "no such page"),
    "dog_de": (Outcome.ERROR, "Amazon's error page"),
    "search_it": (Outcome.NOT_A_PRODUCT, "search results"),
    "com_without_title": (Outcome.ERROR, "page without a title"),
}


def read(name: str) -> Reading:
    return read_page((PAGES / f"{name}.html").read_bytes())


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal | Availability) else value


@pytest.mark.parametrize("name", OFFERS)
def test_the_featured_new_offer_is_read(name: str) -> None:
    offer = read(name).offer

    assert {key: _plain(getattr(offer, key)) for key in OFFERS[name]} == OFFERS[name]


@pytest.mark.parametrize("name", RANKS)
def test_ranks_are_read_in_every_phrasing(name: str) -> None:
    assert [(rank.rank, rank.category.replace("＆", "&")) for rank in read(name).ranks] == RANKS[name]


@pytest.mark.parametrize("name", REVIEWS)
def test_stars_and_ratings_are_read(name: str) -> None:
    reading = read(name)

    assert (reading.rating and str(reading.rating), reading.reviews) == REVIEWS[name]


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_a_page_that_is_no_readable_product_carries_no_values(name: str) -> None:
    outcome, detail = OTHER_KINDS[name]

    assert read(name) == Reading(outcome=outcome, detail=detail)


def test_the_buying_forms_asin_beats_the_canonical_link() -> None:
    assert read("com_other_canonical").asin == "B0CHILD001"


def test_a_page_of_another_product_than_asked_is_an_error() -> None:
    body = (PAGES / "com_book.html").read_bytes()

    asked = read_page(body, url="https://www.amazon.com/dp/B0OTHER001")

    assert asked == Reading(outcome=Outcome.ERROR, detail="page of another product, 0306406152")


def test_the_asked_page_is_read() -> None:
    body = (PAGES / "com_book.html").read_bytes()

    assert read_page(body, url="https://www.amazon.com/dp/0306406152").outcome is Outcome.OK


def test_the_store_is_what_the_page_says_and_else_what_is_given() -> None:
    body = (PAGES / "de_accordion.html").read_bytes()
    silent = re.sub(rb"<link[^>]*>", b"", body)

    assert read_page(body, market=marketplace("com")).market == "de"
    assert read_page(silent, market=marketplace("de")).market == "de"
    assert read_page(silent).market is None


def test_variations_and_badges_are_read() -> None:
    listing = read("com_apparel_unchosen").listing

    assert isinstance(listing, Listing)
    assert [(each.asin, each.label) for each in listing.variations] == [("B0APPAREL2", "Red"), ("B0APPAREL3", "Blue")]
    assert read("com_deal_coupon").offer.badges == ("Amazon's Choice",)


def test_ranks_come_as_ranks() -> None:
    assert read("com_book").ranks[0] == Rank(8231, "Books")


def test_an_offer_of_nothing_is_all_unknown() -> None:
    assert read("search_it").offer == Offer()


@pytest.mark.parametrize(
    ("buy_box", "seller", "shipper"),
    [
        ('<div id="merchant-info">Dispatched from and sold by Amazon.</div>', "Amazon", None),
        ('<div id="merchant-info">Verkauf und Versand durch Amazon.</div>', "Amazon", None),
        (
            '<div id="merchant-info">Vendu par <a href="/x?seller=A1">Chez Nous</a> et expédié par Amazon.</div>',
            "Chez Nous",
            None,
        ),
        ('<div id="merchant-info">Venduto da Ditta Rossi e spedito da Amazon.</div>', "Ditta Rossi", None),
        (
            '<p id=tabular-buybox><b tabular-attribute-name="a">Amazon</b><b tabular-attribute-name="b">Lamps</b></p>',
            "Lamps",
            "Amazon",
        ),
        ('<div id="usedAccordionRow"><div id="merchant-info">Sold by Attic Finds.</div></div>', None, None),
    ],
)
def test_the_seller_is_read_in_older_layouts(buy_box: str, seller: str | None, shipper: str | None) -> None:
    offer = read_page(f'<span id="productTitle">Lamp</span><div id="buybox">{buy_box}</div>'.encode()).offer

    assert (offer.seller, offer.ships_from) == (seller, shipper)


def test_a_search_for_an_error_is_still_a_search() -> None:
    body = b'<title>Amazon.com : 404 error poster</title><div data-component-type="s-search-result"></div>'

    assert read_page(body) == Reading(outcome=Outcome.NOT_A_PRODUCT, detail="search results")


@pytest.mark.parametrize(
    ("price", "value"),
    [
        ('<span class="a-offscreen">$8</span>', None),
        ('<span class="a-offscreen"></span><span class="a-price-whole">8.</span>', None),
        ('<span class="a-offscreen">$8.99</span><span class="a-price-whole">8.</span>', None),
        ('<span class="a-offscreen">$8.99</span>', "8.99"),
        ('<span class="a-price-whole">8.</span><span class="a-price-fraction">99</span>', "8.99"),
        ('<span class="a-offscreen">$-8.99</span>', None),
        ('<span class="a-offscreen">Click to see price</span>', None),
    ],
)
def test_a_price_that_is_cut_short_or_disagrees_with_itself_is_none(price: str, value: str | None) -> None:
    block = f'<div id="corePriceDisplay_desktop_feature_div"><span class="a-price priceToPay">{price}</span></div>'
    body = f'<span id="productTitle">Lamp</span>{block}'.encode()

    found = read_page(body, market=marketplace("com")).offer.price

    assert (found and str(found)) == value
