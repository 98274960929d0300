"""From one body to one `Reading`: unpack, guard, parse, tell the kind of page, read every field."""

from decimal import Decimal
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.availability import availability_of
from adapters.storefronts.amazon_page.buying_options import is_used_only
from adapters.storefronts.amazon_page.cutting import Parts, parts_of
from adapters.storefronts.amazon_page.decoding import (
    Unreadable,
    as_html,
    as_western,
    decoded_again,
    looks_doubled,
    scripts_decoded_again,
    unpack,
)
from adapters.storefronts.amazon_page.featured_offer import Prices, prices_of
from adapters.storefronts.amazon_page.guard import complaint
from adapters.storefronts.amazon_page.identity import asin_of, named_by, store_of
from adapters.storefronts.amazon_page.kind import is_plain_check, kind_of
from adapters.storefronts.amazon_page.listing import listing_of
from adapters.storefronts.amazon_page.page import Page
from adapters.storefronts.amazon_page.promotions import badges_of, coupon_of, deal_of, prime_of
from adapters.storefronts.amazon_page.ranks import ranks_of
from adapters.storefronts.amazon_page.reviews import rating_of, reviews_of
from adapters.storefronts.amazon_page.seller import seller_of, shipper_of
from core.catalog.marketplace import Marketplace
from core.catalog.money import Money
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Offer, Outcome

_NOT_FOR_SALE: Final = frozenset({Availability.NO_FEATURED_OFFER, Availability.NOT_DELIVERABLE})
_LARGEST: Final = Decimal(10) ** 9
_REPLACEMENT: Final = "\ufffd"


def read_page(body: bytes, *, market: Marketplace | None = None, url: str | None = None) -> Reading:
    """What one body of Amazon's, packed or not, says about one product.

    `market` and `url` fill in what the page does not say; a page about another ASIN than `url` names is an ERROR. Never
    raises for anything a body can hold; takes less than 2 s and 300 MB for any.
    """
    try:
        page = unpack(body)
    except Unreadable as trouble:
        return Reading(outcome=Outcome.ERROR, detail=str(trouble))
    asked, store_of_url = named_by(url)
    reading = _read(as_html(page), market or store_of_url, asked)
    if reading.listing is not None and _REPLACEMENT in reading.listing.title:
        return _read(as_western(page), market or store_of_url, asked)
    return reading


def _read(html: bytes | str, market: Marketplace | None, asked: str | None) -> Reading:
    source = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    if is_plain_check(source):
        return Reading(outcome=Outcome.BLOCKED, detail="robot check")
    parts = parts_of(source)
    if looks_doubled(parts.html):
        parts = Parts(decoded_again(parts.html), scripts_decoded_again(parts.told))
    if trouble := complaint(parts.html):
        return Reading(outcome=Outcome.ERROR, detail=trouble)
    page = Page(LexborHTMLParser(parts.html), market, parts.told)
    outcome, detail = kind_of(page)
    if outcome is not Outcome.OK:
        return Reading(outcome=outcome, detail=detail)
    asin = asin_of(page)
    if asked and asin and asin != asked:
        return Reading(outcome=Outcome.ERROR, detail=f"page of another product, {asin}")
    page.store = store_of(page) or market
    return _product(page, asin or asked)


def _product(page: Page, asin: str | None) -> Reading:
    return Reading(
        outcome=Outcome.OK,
        asin=asin,
        market=page.store.code if page.store else None,
        offer=_offer(page),
        listing=listing_of(page),
        ranks=ranks_of(page),
        rating=rating_of(page),
        reviews=reviews_of(page),
    )


def _offer(page: Page) -> Offer:
    availability, left = (Availability.NO_FEATURED_OFFER, None) if is_used_only(page) else availability_of(page)
    prices = _prices(page, availability)
    currency = _currency(page, prices)
    is_sold = availability not in _NOT_FOR_SALE
    return Offer(
        price=_rounded(prices.featured.low, currency),
        price_max=_rounded(prices.featured.high, currency),
        list_price=_rounded(prices.listed.value if prices.listed else None, currency),
        used_price=_rounded(prices.used.value if prices.used else None, currency),
        currency=currency,
        availability=availability,
        stock_left=left,
        seller=seller_of(page) if is_sold else None,
        ships_from=shipper_of(page) if is_sold else None,
        coupon=coupon_of(page),
        deal=deal_of(page) if prices.featured.low else None,
        badges=badges_of(page),
        prime=prime_of(page) if prices.featured.low else None,
        candidates=prices.candidates,
    )


def _prices(page: Page, availability: Availability) -> Prices:
    """The prices; the featured one only where something is featured, and only as drawn where it is out of stock."""
    is_out = availability is Availability.OUT_OF_STOCK
    is_featured = availability not in _NOT_FOR_SALE and not (is_out and page.first("outOfStock") is not None)
    prices = prices_of(page, is_featured=is_featured, is_drawn_only=is_out)
    return prices if (prices.featured.low or 0) < _LARGEST else Prices(used=prices.used)


def _currency(page: Page, prices: Prices) -> str | None:
    if prices.featured.low is None and prices.used is None:
        return None
    told = prices.featured.currency or (prices.used.currency if prices.used else None)
    return told or (page.store.currency if page.store else None)


def _rounded(value: Decimal | None, currency: str | None) -> Decimal | None:
    if value is None:
        return None
    return Money.of(value, currency).amount if currency else value
