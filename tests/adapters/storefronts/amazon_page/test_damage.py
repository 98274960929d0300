"""Ten thousand damaged pages: none raises, none shows what the sound page does not, none replaces a price cut out."""

from itertools import cycle, islice
from random import Random

import pytest
from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.numbers import tidy
from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Outcome
from tests.adapters.storefronts.amazon_page import damaging
from tests.adapters.storefronts.amazon_page.damaging import Damage, Sound, payload_pages, real_pages, sandbox_pages

# Ways that leave the beginning, ways that take away or put elsewhere, and ways that change letters and digits.
SHORTENING: dict[str, tuple[Damage, int]] = {
    "truncated": (damaging.truncated, 2_400),
    "packed and cut short": (damaging.packed, 600),
}
MOVING: dict[str, tuple[Damage, int]] = {
    "cut out": (damaging.cut_out, 1_400),
    "doubled": (damaging.doubled, 800),
    "swapped": (damaging.swapped, 900),
    "unclosed": (damaging.unclosed, 1_000),
}
CHANGING: dict[str, tuple[Damage, int]] = {"flipped": (damaging.flipped, 1_200), "miscoded": (damaging.miscoded, 500)}
UNPRICED = 1_200
PARTS = 4  # each way is told in so many tests, so that they are shared out

UNBUYABLE = frozenset({Availability.OUT_OF_STOCK, Availability.NO_FEATURED_OFFER, Availability.NOT_DELIVERABLE})
# Everything that states the featured offer's price; sponsored, used, subscribed and related prices stay.
FEATURED = (
    "[id^=corePriceDisplay], #kindle-price, .twister-plus-buying-options-price-data, #corePrice_desktop,"
    " #buyNewSection, #price_inside_buybox, #qualifiedBuybox [id=corePrice_feature_div],"
    " script[type='application/ld+json'], [name*=customerVisiblePrice], [id^=renewedTier] [id=corePrice_feature_div],"
    " #newAccordionRow_0 [id=corePrice_feature_div]"
)


def in_parts(ways: dict[str, tuple[Damage, int]]) -> pytest.MarkDecorator:
    rows = [
        pytest.param(damage, total // PARTS, f"{name} {part}", id=f"{name} {part}")
        for name, (damage, total) in ways.items()
        for part in range(PARTS)
    ]
    return pytest.mark.parametrize(("damage", "number", "seed"), rows)


@in_parts(SHORTENING)
def test_what_has_not_arrived_is_unknown_and_nothing_else_is_told(damage: Damage, number: int, seed: str) -> None:
    for page, reading in damaged(damage, number, seed):
        assert_no_values_unless_ok(page, reading)
        assert_only_what_was_shown(page, reading)


@in_parts(MOVING)
def test_what_is_missing_or_elsewhere_makes_nothing_new(damage: Damage, number: int, seed: str) -> None:
    for page, reading in damaged(damage, number, seed):
        assert_no_values_unless_ok(page, reading)
        assert_no_new_numbers(page, reading)


@in_parts(CHANGING)
def test_changed_bytes_never_raise_and_never_show_anothers_price(damage: Damage, number: int, seed: str) -> None:
    for page, reading in damaged(damage, number, seed):
        assert_no_values_unless_ok(page, reading)
        assert reading.offer.price not in page.foreign_amounts, page.name


@pytest.mark.parametrize("part", range(PARTS))
def test_no_damage_brings_back_a_price_that_was_cut_out(part: int) -> None:
    chance = Random(f"unpriced {part}")
    ways = (damaging.truncated, damaging.doubled, damaging.cut_out, damaging.unclosed)
    pages = [Sound(page.name, unpriced(page.body), page.store) for page in (*sandbox_pages(), *payload_pages())]
    assert all(page.reading.offer.price is None for page in pages)

    for page in islice(cycle(pages), UNPRICED // PARTS):
        offer = read_page(chance.choice(ways)(page, chance), market=page.store).offer

        assert (offer.price, offer.price_max, offer.list_price) == (None, None, None), page.name


@pytest.mark.skipif(not damaging.REAL.is_dir(), reason="the saved pages are not here")
@pytest.mark.parametrize("name", ["truncated", "cut out", "packed and cut short", "unclosed", "flipped"])
def test_damaged_real_pages_show_their_own_price_or_none(name: str) -> None:
    damage, _ = {**SHORTENING, **MOVING, **CHANGING}[name]
    chance = Random(name)
    for page in real_pages():
        reading = read_page(damage(page, chance), market=page.store)

        assert_no_values_unless_ok(page, reading)
        assert reading.offer.price in {None, page.reading.offer.price, page.reading.offer.used_price}, page.name


def test_ten_thousand_pages_are_damaged() -> None:
    ways = [number for _, number in (*SHORTENING.values(), *MOVING.values(), *CHANGING.values())]

    assert sum(ways) + UNPRICED >= 10_000
    assert all(number % PARTS == 0 for number in ways)
    assert {page.reading.outcome for page in sandbox_pages()} == {Outcome.OK}
    assert len({page.store for page in sandbox_pages()}) == 8


@pytest.mark.parametrize("page", [page for page in payload_pages() if page.reading.offer.price], ids=lambda p: p.name)
def test_a_featured_price_that_is_no_amount_is_not_replaced(page: Sound) -> None:
    tree = LexborHTMLParser(page.body)
    for node in tree.css(FEATURED):
        for leaf in node.css(".a-offscreen, .a-price-whole, .a-price-fraction, .aok-offscreen, [aria-hidden]"):
            leaf.inner_html = "call us"
        if not node.css_first(".a-price"):
            node.inner_html = "call us"

    assert read_page((tree.html or "").encode()).offer.price is None


@pytest.mark.parametrize("page", [page for page in payload_pages() if page.reading.offer.price], ids=lambda p: p.name)
def test_a_page_cut_off_anywhere_shows_its_own_price_or_none(page: Sound) -> None:
    whole = page.reading.offer
    first = page.body.find(b"Price", 200)
    for end in range(max(first, 0), len(page.body), 23):
        assert read_page(page.body[:end]).offer.price in {None, whole.price, whole.price_max}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('<span id="acrCustomerReviewText">1,596', None),
        ('<span id="acrCustomerReviewText">1,596 ratings</span>', 1596),
        ('<a id="acrCustomerReviewLink"><span id="acrCustomerReviewText">15', None),
    ],
)
def test_a_number_that_breaks_off_is_none(text: str, kept: int | None) -> None:
    assert read_page(f'<span id="productTitle">Lamp</span>{text}'.encode()).reviews == kept


def test_a_title_that_breaks_off_makes_no_product() -> None:
    assert read_page(b'<div id="dp"><span id="productTitle">A lamp with a very lo').outcome is Outcome.ERROR


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b" \n" * 9_000, id="blanks"),
        pytest.param(b"\x00" * 9_000, id="zeroes"),
        pytest.param(b"\x1f\x8b", id="the first bytes of gzip"),
        pytest.param(b"\x1f\x8b\x08\x00garbage", id="gzip of garbage"),
        pytest.param(b"<html><head><title>Amazon.co.jp</title></head><body></body></html>", id="no body"),
        pytest.param(b"<script>var a = 1;</script>" * 300, id="scripts alone"),
        pytest.param(b"<html><body><script>location.reload()</script></body></html>", id="one script"),
        pytest.param(b"<div>" * 1_500 + b"x</div>", id="deep"),
        pytest.param(b"<div>" * 140_000, id="deeper than a parser stands"),
        pytest.param(b"<b><i>" * 3_000, id="formatting left open"),
        pytest.param(b'<div id="dp"><div id="title">' + b"<div>" * 1_200, id="a deep product"),
        pytest.param(b"<p " + b"a=1 " * 9_000 + b">", id="attributes"),
        pytest.param("<html>ﷺ".encode() * 5_000, id="long characters"),
    ],
)
def test_a_page_of_nothing_is_no_product(body: bytes) -> None:
    reading = read_page(body)

    assert reading.outcome in {Outcome.ERROR, Outcome.NOT_A_PRODUCT}
    assert reading == Reading(outcome=reading.outcome, detail=reading.detail)


def test_what_a_script_would_say_is_not_said() -> None:
    body = (
        '<html><body><script type="a-state">{"unavailable": "Currently unavailable.", "left": "Only 2 left in stock"}'
        '</script><span id="productTitle">Lamp</span><div id="availability"><script>"Currently unavailable."</script>'
        "<span>In Stock</span></div></body></html>"
    )

    offer = read_page(body.encode()).offer

    assert (offer.availability, offer.stock_left) == (Availability.IN_STOCK, None)


def damaged(damage: Damage, number: int, seed: str) -> list[tuple[Sound, Reading]]:
    chance = Random(seed)
    pages = (*sandbox_pages(), *payload_pages())
    return [
        (page, read_page(damage(page, chance), market=page.store))
        for page in (pages[chance.randrange(len(pages))] for _ in range(number))
    ]


def unpriced(body: bytes) -> bytes:
    tree = LexborHTMLParser(body)
    for node in tree.css(FEATURED):
        node.decompose()
    return (tree.html or "").encode()


def assert_no_values_unless_ok(page: Sound, reading: Reading) -> None:
    if reading.outcome is not Outcome.OK:
        assert reading == Reading(outcome=reading.outcome, detail=reading.detail), page.name
    else:
        assert reading.listing is not None, page.name
        assert reading.listing.title, page.name


def assert_only_what_was_shown(page: Sound, reading: Reading) -> None:
    """Every value is the sound page's own, or unknown; a text may end sooner."""
    sound, listing = page.reading, reading.listing
    # A page that ends before its buy box has not said yet that it sells the product used only.
    assert reading.offer.price in {None, sound.offer.price, sound.offer.used_price}, page.name
    assert reading.offer.used_price in {None, sound.offer.used_price}, page.name
    assert reading.offer.seller in {None, sound.offer.seller}, page.name
    assert reading.offer.stock_left in {None, sound.offer.stock_left}, page.name
    assert set(reading.ranks) <= set(sound.ranks), page.name
    if sound.offer.availability in UNBUYABLE:
        assert reading.offer.availability not in {Availability.IN_STOCK, Availability.LOW_STOCK}, page.name
    if listing is None or sound.listing is None:
        return
    assert set(listing.images) <= set(sound.listing.images), page.name
    assert {each.asin for each in listing.variations} <= {each.asin for each in sound.listing.variations}, page.name
    for text in filter(None, (listing.title, listing.brand, listing.description, *listing.bullets)):
        assert squeezed(text) in squeezed(page.text), (page.name, text)


def assert_no_new_numbers(page: Sound, reading: Reading) -> None:
    """Amounts, stars and counts are such as the sound page says of its own product, or unknown."""
    offer, sound = reading.offer, page.reading.offer
    told = {offer.price, offer.price_max, offer.list_price, offer.used_price} - {None}
    assert told <= page.own_amounts, page.name
    assert sound.currency is None or offer.currency in {None, sound.currency}, page.name
    assert offer.stock_left is None or str(offer.stock_left) in page.text, page.name
    assert reading.rating in {None, page.reading.rating}, page.name
    assert reading.reviews in {None, page.reading.reviews}, page.name
    assert {rank.rank for rank in reading.ranks} <= {rank.rank for rank in page.reading.ranks}, page.name


def squeezed(text: str) -> str:
    return "".join(tidy(text).split())
