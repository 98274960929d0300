"""From one body to one `Reading`: unpack, guard, parse, tell the kind of page, read every field."""

from decimal import Decimal
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.availability import availability_of
from adapters.storefronts.amazon_page.buying_options import is_used_only
from adapters.storefronts.amazon_page.decoding import Unreadable, as_html, as_western, unpack
from adapters.storefronts.amazon_page.featured_offer import featured_price, list_price, used_price
from adapters.storefronts.amazon_page.guard import complaint
from adapters.storefronts.amazon_page.identity import asin_of, named_by, store_of
from adapters.storefronts.amazon_page.kind import kind_of
from adapters.storefronts.amazon_page.listing import listing_of
from adapters.storefronts.amazon_page.numbers import Amount
from adapters.storefronts.amazon_page.page import Page
from adapters.storefronts.amazon_page.price import Shown
from adapters.storefronts.amazon_page.promotions import badges_of, coupon_of, deal_of
from adapters.storefronts.amazon_page.ranks import ranks_of
from adapters.storefronts.amazon_page.reviews import rating_of, reviews_of
from adapters.storefronts.amazon_page.seller import seller_of, shipper_of
from core.catalog.marketplace import Marketplace
from core.catalog.money import Money
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Offer, Outcome

_NOT_FOR_SALE: Final = frozenset({Availability.NO_FEATURED_OFFER, Availability.NOT_DELIVERABLE})
_NO_SHOWN: Final = Shown(None)
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
    raw = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    if trouble := complaint(raw):
        return Reading(outcome=Outcome.ERROR, detail=trouble)
    page = Page(LexborHTMLParser(raw), market)
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
    used_only = is_used_only(page)
    availability, left = (Availability.NO_FEATURED_OFFER, None) if used_only else availability_of(page)
    shown = _price(page, availability)
    used, struck = used_price(page, used_only=used_only), list_price(page) if shown.low else None
    currency = _currency(page, shown, used)
    return Offer(
        price=_rounded(shown.low, currency),
        price_max=_rounded(shown.high, currency),
        list_price=_rounded(struck.value if struck else None, currency),
        used_price=_rounded(used.value if used else None, currency),
        currency=currency,
        availability=availability,
        stock_left=left,
        seller=None if availability in _NOT_FOR_SALE else seller_of(page),
        ships_from=None if availability in _NOT_FOR_SALE else shipper_of(page),
        coupon=coupon_of(page),
        deal=deal_of(page) if shown.low else None,
        badges=badges_of(page),
    )


def _price(page: Page, availability: Availability) -> Shown:
    """The featured price; nothing where nothing is featured, and only what is drawn where it is out of stock."""
    if availability in _NOT_FOR_SALE or (
        page.first("outOfStock") is not None and availability is Availability.OUT_OF_STOCK
    ):
        return _NO_SHOWN
    shown = featured_price(page, drawn_only=availability is Availability.OUT_OF_STOCK)
    return shown if shown is not None and (shown.low or _LARGEST) < _LARGEST else _NO_SHOWN


def _currency(page: Page, shown: Shown, used: Amount | None) -> str | None:
    if shown.low is None and used is None:
        return None
    told = shown.currency or (used.currency if used else None)
    return told or (page.store.currency if page.store else None)


def _rounded(value: Decimal | None, currency: str | None) -> Decimal | None:
    if value is None:
        return None
    return Money.of(value, currency).amount if currency else value
