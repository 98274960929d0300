"""Whether the independent ways of reading a price agree, and what is believed where they do not."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from adapters.storefronts.amazon_page.buybox_data import options_of
from adapters.storefronts.amazon_page.numbers import amounts
from adapters.storefronts.amazon_page.page import Page, words
from adapters.storefronts.amazon_page.price import NOTHING, Shown
from core.catalog.snapshot import Witness

_SUBSCRIPTIONS: Final = ("sns", "subscri", "rcxsubs")
_TOLD: Final = frozenset({"buy box data", "cart form", "structured data"})
_CARD_AT_MOST: Final = Decimal("1.3")  # Brazil: the card's price, by that of Pix


def settled(
    page: Page, read: Sequence[tuple[str, Shown]], beside: Sequence[Decimal]
) -> tuple[Shown, tuple[Witness, ...]]:
    """The price to believe of those `read`, the surest way first, and all of them where they disagree.

    A first way that draws no plain amount ends it: nothing replaces it. Where others disagree with the first, it is
    believed only if another way bears it out, else nothing is. Not taken for disagreement: what is known to be another
    price of this product (those `beside`, a subscription's, the other ends of a range, the card's price beside Pix).
    """
    if not read or read[0][1].low is None:
        return NOTHING, ()
    first = read[0][1]
    others = [(way, shown.low) for way, shown in read[1:] if shown.low is not None]
    differing = [(way, value) for way, value in others if not _agrees(first, value)]
    if not differing:
        return first, ()
    known = {*beside, *_subscriptions(page)}
    if all(value in known or _is_card_price(page, way, value, first) for way, value in differing):
        return first, ()
    witnesses = tuple(Witness(way, shown.low) for way, shown in read if shown.low is not None)
    borne_out = any(_agrees(first, value) for _, value in others)
    return (first if borne_out else NOTHING), witnesses


def _agrees(shown: Shown, value: Decimal) -> bool:
    if shown.high is not None and shown.low is not None:
        return shown.low <= value <= shown.high
    return value == shown.low


def _is_card_price(page: Page, way: str, value: Decimal, first: Shown) -> bool:
    is_brazil = page.store is not None and page.store.currency == "BRL"
    return is_brazil and way in _TOLD and first.low is not None and first.low < value <= first.low * _CARD_AT_MOST


def _subscriptions(page: Page) -> set[Decimal]:
    """Every amount that stands in a subscription's place."""
    drawn = {amount.value for node in page.beginning(*_SUBSCRIPTIONS) for amount in amounts(words(node), page.store)}
    return drawn | {
        option.shown.low for option in options_of(page) if not option.is_new and option.shown.low is not None
    }
