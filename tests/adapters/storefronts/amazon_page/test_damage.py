"""A page without its featured price gives none, and no damage raises or invents one."""

import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.snapshot import Outcome

PAGES = sorted((Path(__file__).parents[3] / "payloads" / "amazon_page").glob("*.html"))
PRICED = [path for path in PAGES if read_page(path.read_bytes()).offer.price is not None]
# Everything that states the featured offer's price; sponsored, used, subscribed and related prices stay.
FEATURED = (
    "[id^=corePriceDisplay], #kindle-price, .twister-plus-buying-options-price-data,"
    " [id^=renewedTier] [id=corePrice_feature_div], #newAccordionRow_0 [id=corePrice_feature_div]"
)
SPONSORED = {Decimal("9.99"), Decimal(999), Decimal("1.00")}


@pytest.mark.parametrize("path", PRICED, ids=lambda path: path.stem)
def test_nothing_replaces_a_featured_price_that_is_cut_out(path: Path) -> None:
    tree = LexborHTMLParser(path.read_bytes())
    for node in tree.css(FEATURED):
        node.decompose()

    reading = read_page((tree.html or "").encode())

    assert reading.outcome is Outcome.OK
    assert (reading.offer.price, reading.offer.price_max, reading.offer.list_price) == (None, None, None)


@pytest.mark.parametrize("path", PRICED, ids=lambda path: path.stem)
def test_a_featured_price_that_is_no_amount_is_not_replaced(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = LexborHTMLParser(text)
    for node in tree.css(FEATURED):
        for leaf in node.css(".a-offscreen, .a-price-whole, .a-price-fraction, .aok-offscreen, [aria-hidden]"):
            leaf.inner_html = "call us"
        if not node.css_first(".a-price"):
            node.inner_html = "call us"

    assert read_page((tree.html or "").encode()).offer.price is None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_damaged_page_never_raises_and_never_shows_anothers_price(path: Path) -> None:
    body = path.read_bytes()
    chance = random.Random(path.stem)
    for _ in range(12):
        damaged = bytearray(body[: chance.randrange(len(body))])
        for _ in range(chance.randrange(6)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)

        reading = read_page(bytes(damaged))

        assert reading.offer.price not in SPONSORED
        assert reading.outcome is Outcome.OK or reading.listing is None


def test_every_priced_layout_is_cut() -> None:
    assert len(PRICED) > 15
    assert not any(re.search("robot|missing|dog|search", path.stem) for path in PRICED)


@pytest.mark.parametrize("path", PRICED, ids=lambda path: path.stem)
def test_a_page_cut_off_anywhere_shows_its_own_price_or_none(path: Path) -> None:
    body = path.read_bytes()
    whole = read_page(body).offer
    first = body.find(b"Price", 200)
    for end in range(max(first, 0), len(body), 23):
        offer = read_page(body[:end]).offer

        assert offer.price in {None, whole.price, whole.price_max}
