"""Whether the featured offer can be bought, by the words of the buy box and never by those of scripts."""

import re
from typing import Final

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.buying_options import of_new_offer
from adapters.storefronts.amazon_page.page import Page, attribute, words
from core.catalog.snapshot import Availability

_NOTHING_FEATURED: Final = (
    "unqualifiedBuyBox", "unqualifiedBuyBox_feature_div", "unqualified-buybox-olp", "desktop_unqualifiedBuyBox",
    "mobile_unqualifiedBuyBox",
)  # fmt: skip
_NOTHING_AT_ALL: Final = (
    "outOfStock",
    "outOfStock_feature_div",
    "outOfStockBuyBox_feature_div",
    "exports_desktop_outOfStock_buybox_message_feature_div",
)
_LINES: Final = (
    "availability", "availability_feature_div", "availabilityInsideBuyBox_feature_div",
    "outOfStockAvailability_feature_div", "mobile-availability", "availability-brief",
)  # fmt: skip
_OLD_LINES: Final = ".availGreen, .availOrange, .availRed"
_BUTTONS: Final = (
    "add-to-cart-button", "buy-now-button", "one-click-button", "buyOneClick", "add-to-cart-button-ubb",
    "submit.add-to-cart", "rcx-subscribe-submit-button-announce", "checkoutButtonId", "partialStateBuybox",
)  # fmt: skip
_PREORDER_BUTTONS: Final = ("submit.preorder", "submit.pre-order", "preorder-button", "pre-order-button")
_BUTTON_WORDS: Final = (
    "submit.add-to-cart-announce",
    "buy-now-button",
    "submit.buy-now-announce",
    "one-click-button",
    "checkoutButtonId",
)
_MOST_LEFT: Final = 1_000


def availability_of(page: Page) -> tuple[Availability, int | None]:
    """How the featured offer can be bought, and how many are left where the page says so."""
    if nothing := _nothing_on_offer(page):
        return nothing, None
    said = _availability_line(page)
    left = left_in(said)
    state = meaning_of(said)
    if left is not None and state in {Availability.IN_STOCK, Availability.UNKNOWN}:
        return Availability.LOW_STOCK, left
    if state in {Availability.IN_STOCK, Availability.UNKNOWN} and _is_preorder(page):
        return Availability.PREORDER, None
    if state is Availability.UNKNOWN and not said and of_new_offer(page, page.all(*_BUTTONS)):
        return Availability.IN_STOCK, None
    return state, None


def meaning_of(line: str) -> Availability:
    """What a line about stock says, in any of Amazon's languages."""
    said = line.casefold()
    for state, told in _TABLE:
        if any(map(said.__contains__, told)):
            return state
    return Availability.UNKNOWN


def left_in(line: str) -> int | None:
    """The number in a line like “Only 3 left in stock”."""
    said = line.casefold()
    for pattern in _LEFT if any(map(str.isdigit, said)) else ():
        found = pattern.search(said)
        if found and 0 < int(found[1]) < _MOST_LEFT:
            return int(found[1])
    return None


_TABLE: Final = (
    (Availability.NOT_DELIVERABLE, markers.NOT_DELIVERABLE),
    (Availability.PREORDER, markers.PREORDER),
    (Availability.NO_FEATURED_OFFER, markers.FROM_OTHERS),
    (Availability.OUT_OF_STOCK, markers.OUT_OF_STOCK),
    (Availability.IN_STOCK, markers.IN_STOCK),
)
_LEFT: Final = tuple(
    re.compile(r"(\d+)".join(re.escape(part).replace(r"\ ", r"\s*") for part in marker.strip().split("{}")))
    for marker in markers.LEFT
)


def _nothing_on_offer(page: Page) -> Availability | None:
    for node in of_new_offer(page, page.all(*_NOTHING_AT_ALL)):
        said = words(node)
        if said:
            state = meaning_of(said)
            return (
                state
                if state in {Availability.NOT_DELIVERABLE, Availability.NO_FEATURED_OFFER}
                else Availability.OUT_OF_STOCK
            )
    if any(words(node) for node in of_new_offer(page, page.all(*_NOTHING_FEATURED))):
        return Availability.NO_FEATURED_OFFER
    return None


def _availability_line(page: Page) -> str:
    for node in of_new_offer(page, page.all(*_LINES)):
        if said := words(node):
            return said
    return next((words(node) for node in of_new_offer(page, page.tree.css(_OLD_LINES))), "")


def _is_preorder(page: Page) -> bool:
    if of_new_offer(page, page.all(*_PREORDER_BUTTONS)):
        return True
    said = " ".join(f"{words(node)} {attribute(node, 'value')}" for node in page.all(*_BUTTON_WORDS)).casefold()
    return any(map(said.__contains__, markers.PREORDER))
