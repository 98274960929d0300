"""What one item says, field by field: as it is told, and nothing where it is not told."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.storefronts.amazon_page import phrases
from adapters.storefronts.apify.items import ItemReader
from bot.parse import parse_items
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Offer, Outcome, Rank, Variation

REAL = Path(__file__).parents[4] / ".." / "shared" / "amazon" / "apify"
read = ItemReader(phrases)
OVERVIEW: dict[str, Any] = {
    "title": "Sled",
    "asin": "B07ZJFP532",
    "stars": 4.4,
    "reviewsCount": 111,
    "breadCrumbs": "Sports & Outdoors > Sledding",
    "thumbnailImage": "https://m.media-amazon.com/images/I/51.jpg",
    "url": "https://www.amazon.ca/dp/B07ZJFP532",
}
TWO_RANKS = "#392,852 in Home & Kitchen (See Top 100 in Home & Kitchen) #336 in Dinner Sets"
DETAILS: dict[str, Any] = {
    "statusCode": 200,
    "statusMessage": "FOUND",
    "url": "https://www.amazon.de/dp/B0BKGXQBCB?psc=1",
    "asin": "B0BKGXQBCB",
    "title": "Kanne",
    "price": 24.9,
    "retailPrice": 0.0,
    "countReview": 1234,
    "productRating": "4,4 von 5 Sternen",
}


def junglee(**told: Any) -> Reading:
    return read(OVERVIEW | told)


def axesso(**told: Any) -> Reading:
    return read(DETAILS | told)


def test_an_overview_tells_neither_stock_nor_rank_nor_seller() -> None:
    reading = junglee(price={"value": 991.89, "currency": "$"})

    assert (reading.asin, reading.market, reading.rating, reading.reviews) == ("B07ZJFP532", "ca", Decimal("4.4"), 111)
    assert reading.offer == Offer(price=Decimal("991.89"), currency="CAD")
    assert reading.ranks == ()
    assert reading.listing is not None
    assert reading.listing.category_path == ("Sports & Outdoors", "Sledding")
    assert (reading.listing.images, reading.listing.has_video, reading.listing.has_aplus) == ((), None, None)


@pytest.mark.parametrize(
    ("price", "market", "amount", "currency"),
    [
        (None, "ca", None, None),
        ({"value": None, "currency": "$"}, "ca", None, None),
        ({"value": 0, "currency": "$"}, "ca", None, None),
        ({"value": -5, "currency": "$"}, "ca", None, None),
        ({"value": True, "currency": "$"}, "ca", None, None),
        ({"value": float("nan"), "currency": "$"}, "ca", None, None),
        ({"value": 1e300, "currency": "$"}, "ca", None, None),
        ({"value": 5, "currency": "Kč"}, "de", None, None),
        ({"value": 42, "currency": "$"}, "com", "42.00", "USD"),
        ({"value": 42, "currency": "$"}, "com.mx", "42.00", "MXN"),
        ({"value": 42, "currency": "$"}, "com.au", "42.00", "AUD"),
        ({"value": 42, "currency": "$"}, "de", "42.00", "USD"),
        ({"value": 42, "currency": "£"}, "de", "42.00", "GBP"),
        ({"value": 980, "currency": "¥"}, "co.jp", "980", "JPY"),
        ({"value": 98, "currency": "¥"}, "cn", "98.00", "CNY"),
        ({"value": 520, "currency": "₹"}, "in", "520.00", "INR"),
        ({"value": 9.99, "currency": None}, "co.uk", "9.99", "GBP"),
        ({"value": "1.299,00", "currency": "€"}, "de", "1299.00", "EUR"),
        ("$1,299.00", "com", "1299.00", "USD"),
        ("$12.00 - $15.00", "com", None, None),
        (19.5, "fr", "19.50", "EUR"),
        ("see price in cart", "com", None, None),
        ([12], "com", None, None),
    ],
)
def test_an_amount_is_in_the_stores_own_currency_where_its_sign_is_shared(
    price: object, market: str, amount: str | None, currency: str | None
) -> None:
    offer = junglee(price=price, url=f"https://www.amazon.{market}/dp/B07ZJFP532").offer

    assert (None if offer.price is None else str(offer.price), offer.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("flag", "said", "state", "left"),
    [
        (True, "In Stock.", Availability.IN_STOCK, None),
        (True, None, Availability.IN_STOCK, None),
        (True, "In Stock  In Stock.", Availability.IN_STOCK, None),
        (True, "Only 1 left in stock.", Availability.LOW_STOCK, 1),
        (True, "In Stock  Only 3 left in stock - order soon", Availability.IN_STOCK, None),
        (True, "Only 5 left in stock  Only 2 left in stock", Availability.LOW_STOCK, None),
        (False, "In Stock", Availability.UNKNOWN, None),
        (False, "Only 2 left in stock - order soon", Availability.UNKNOWN, None),
        (False, "", Availability.UNKNOWN, None),
        (False, None, Availability.UNKNOWN, None),
        (False, "Currently unavailable.", Availability.OUT_OF_STOCK, None),
        (False, "Derzeit nicht verfügbar.", Availability.OUT_OF_STOCK, None),
        (True, "Currently unavailable.", Availability.UNKNOWN, None),
        (None, None, Availability.UNKNOWN, None),
    ],
)
def test_stock_is_known_only_where_flag_and_text_do_not_contradict_each_other(
    flag: bool | None, said: str | None, state: Availability, left: int | None
) -> None:
    offer = junglee(inStock=flag, inStockText=said).offer

    assert (offer.availability, offer.stock_left) == (state, left)


def test_a_full_item_tells_ranks_seller_list_price_and_variations() -> None:
    reading = junglee(
        price={"value": 520, "currency": "$"},
        listPrice={"value": 780, "currency": "$"},
        seller={"name": "CASHMIR", "id": "A5"},
        bestsellerRanks=[{"rank": 273296, "category": "Health"}, {"rank": "#178", "category": "Zinc"}, {"rank": None}],
        variantAsins=["B07ZJFP532", "B0CRZC45XB", "nothing"],
        variantDetails=[{"asin": "B0CRZC45XB", "name": "Red"}],
        isAmazonChoice=True,
        saleSummary="Save 15% with coupon",
        videosCount=0,
        aPlusContent={"modules": []},
        highResolutionImages=["https://m.media-amazon.com/images/I/71._SL1500_.jpg"],
    )

    assert (reading.offer.list_price, reading.offer.seller) == (Decimal(780), "CASHMIR")
    assert (reading.offer.coupon, reading.offer.badges) == ("Save 15% with coupon", ("Amazon's Choice",))
    assert reading.ranks == (Rank(273296, "Health"),)
    assert reading.listing is not None
    assert reading.listing.variations == (Variation("B07ZJFP532", ""), Variation("B0CRZC45XB", "Red"))
    assert (reading.listing.has_video, reading.listing.has_aplus) == (False, True)


def test_ranks_are_read_from_the_table_of_details_where_their_own_field_is_empty() -> None:
    told = "#273,296 in Health & Personal Care (See Top 100 in Health & Personal Care)#178 in Zinc"
    reading = junglee(bestsellerRanks=None, attributes=[{"key": "Best Sellers Rank", "value": told}])

    assert reading.ranks == (Rank(273296, "Health & Personal Care"), Rank(178, "Zinc"))


def test_a_range_is_its_low_end_and_a_used_offer_is_no_price() -> None:
    ends = {"min": {"value": 10.99, "currency": "$"}, "max": {"value": 25.99, "currency": "$"}}
    ranged = junglee(price=None, priceRange=ends).offer
    used = junglee(price={"value": 8, "currency": "$"}, condition="Used - Good", inStock=True).offer

    assert (ranged.price, ranged.price_max) == (Decimal("10.99"), Decimal("25.99"))
    assert (used.price, used.used_price, used.availability) == (None, Decimal(8), Availability.NO_FEATURED_OFFER)


def test_the_other_actors_numbers_are_read_and_its_zeros_are_nothing() -> None:
    reading = axesso(
        soldBy="WMF",
        fulfilledBy="Amazon",
        warehouseAvailability="Nur noch 3 auf Lager",
        manufacturer="Besuche den WMF-Store",
        buyBoxUsed={"condition": "Gebraucht", "price": 19.99},
    )

    assert reading.offer == Offer(
        price=Decimal("24.90"),
        used_price=Decimal("19.99"),
        currency="EUR",
        availability=Availability.LOW_STOCK,
        stock_left=3,
        seller="WMF",
        ships_from="Amazon",
    )
    assert (reading.market, reading.rating, reading.reviews) == ("de", Decimal("4.4"), 1234)
    assert reading.listing is not None
    assert reading.listing.brand == "WMF"
    nothing = axesso(price=0.0, countReview=0, productRating="", soldBy="", warehouseAvailability=None)
    assert nothing.offer == Offer()
    assert (nothing.rating, nothing.reviews) == (None, None)


@pytest.mark.parametrize(
    ("told", "price", "used"),
    [
        ({"used": False}, "24.90", None),
        ({"used": True, "buyBoxUsed": {"price": 19.99}}, "24.90", "19.99"),
        ({"used": True, "buyBoxUsed": {"price": 24.9}}, None, "24.90"),
        ({"used": True}, None, "24.90"),
        ({"price": None, "priceRange": "10,99 € - 25,99 €"}, "10.99", None),
        ({"currency": {"code": "USD", "symbol": "$"}}, "24.90", None),
    ],
)
def test_the_used_offers_price_is_never_the_price(told: dict[str, Any], price: str | None, used: str | None) -> None:
    offer = axesso(**told).offer

    assert (offer.price and str(offer.price), offer.used_price and str(offer.used_price)) == (price, used)


@pytest.mark.parametrize(
    ("told", "is_prime"),
    [
        ({"prime": True}, True),
        ({"prime": False}, False),
        ({"prime": "yes"}, None),
        ({}, None),
        ({"prime": True, "price": None}, None),
        ({"prime": True, "used": True}, None),
    ],
)
def test_prime_is_the_new_offers_and_only_what_is_told(told: dict[str, Any], is_prime: bool | None) -> None:
    assert axesso(**told).offer.prime is is_prime


@pytest.mark.parametrize(
    "told",
    [
        {"bestSellersRank": TWO_RANKS},
        {"bestSellersRank": ["#392,852 in Home & Kitchen", "#336 in Dinner Sets"]},
        {"bestSellersRank": [{"rank": 392852, "category": "Home & Kitchen"}, {"rank": 336, "category": "Dinner Sets"}]},
        {"productDetails": [{"name": "Weight", "value": "2 kg"}, {"name": "Best Sellers Rank", "value": TWO_RANKS}]},
    ],
)
def test_ranks_come_in_several_shapes(told: dict[str, Any]) -> None:
    assert axesso(**told).ranks == (Rank(392852, "Home & Kitchen"), Rank(336, "Dinner Sets"))


def test_a_child_that_differs_in_several_ways_is_told_once() -> None:
    reading = axesso(
        variations=[
            {"variationName": "color", "values": [{"value": "Rot", "asin": "B0BKGXQBC1"}]},
            {"variationName": "size", "values": [{"value": "L", "dpUrl": "/dp/B0BKGXQBC1/ref=x"}, {"value": "XL"}]},
        ]
    )

    assert reading.listing is not None
    assert reading.listing.variations == (Variation("B0BKGXQBC1", "Rot, L"),)


@pytest.mark.parametrize(
    ("item", "outcome"),
    [
        (DETAILS | {"statusCode": 404}, Outcome.NOT_FOUND),
        (DETAILS | {"statusCode": "404"}, Outcome.NOT_FOUND),
        (DETAILS | {"statusCode": 503}, Outcome.BLOCKED),
        (DETAILS | {"statusCode": 500}, Outcome.ERROR),
        (DETAILS | {"title": ""}, Outcome.ERROR),
        (OVERVIEW | {"title": None}, Outcome.ERROR),
        ({"error": "product_not_found", "url": OVERVIEW["url"]}, Outcome.NOT_FOUND),
        ({"error": "Request blocked - captcha", "url": OVERVIEW["url"]}, Outcome.BLOCKED),
        ({"#error": True, "url": OVERVIEW["url"]}, Outcome.ERROR),
        (OVERVIEW | {"error": "no_results_found", "price": {"value": 5, "currency": "$"}}, Outcome.ERROR),
        ({}, Outcome.ERROR),
        ({"hello": "world"}, Outcome.ERROR),
        ([], Outcome.ERROR),
        (None, Outcome.ERROR),
    ],
)
def test_an_item_that_is_no_product_carries_no_values(item: object, outcome: Outcome) -> None:
    reading = read(item)

    assert reading.outcome is outcome
    assert reading.detail
    assert (reading.offer, reading.listing, reading.rating, reading.reviews) == (Offer(), None, None, None)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FURTHER = """
    inStock inStockText priceRange bestsellerRanks seller variations variantDetails attributes error currency buyBoxUsed
    features videosCount bestSellersRank productDetails listPrice condition categoriesExtended domain originalAsin
"""
NAMES = st.sampled_from(sorted({*OVERVIEW, *DETAILS, *FURTHER.split()}))


@given(st.sampled_from([OVERVIEW, DETAILS]), st.dictionaries(NAMES, ANY, max_size=6))
def test_whatever_json_holds_is_read_without_complaint_and_without_an_invented_price(
    base: dict[str, Any], told: dict[str, Any]
) -> None:
    reading = read(base | told)

    assert (reading.outcome is Outcome.OK) is (reading.listing is not None)
    if told.get("price", base.get("price")) is None and not told.get("priceRange", base.get("priceRange")):
        assert reading.offer.price is None


@pytest.mark.skipif(not REAL.exists(), reason="the real items are not in the repository")
def test_all_real_items_are_read_with_no_value_invented() -> None:
    files = sorted(REAL.glob("*.json"))
    rows = [row for row in parse_items(files, read_item=read) if isinstance(row, dict)]

    assert len(rows) == 356
    assert Counter(row["outcome"] for row in rows) == {"ok": 356}
    assert Counter(row["marketplace"] for row in rows) == {"ca": 300, "com": 50, "in": 6}
    assert Counter(row["currency"] for row in rows if row["price"]) == {"CAD": 279, "USD": 32, "INR": 6}
    assert sum(row["price"] is None for row in rows) == 39
    assert not [row for row in rows if row["availability"] == "out_of_stock"]
    assert all(row["availability"] == "unknown" and not row["ranks"] for row in rows if row["marketplace"] == "ca")
