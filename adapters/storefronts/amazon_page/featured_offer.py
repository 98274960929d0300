"""The featured new offer's price: where each generation of layouts draws it, in order, and nothing beyond them."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.buying_options import of_new_offer, of_used_offer
from adapters.storefronts.amazon_page.numbers import Amount, amounts
from adapters.storefronts.amazon_page.page import Page, attribute, words
from adapters.storefronts.amazon_page.price import Shown, drawn_in, struck_in, written_in

# 2021 to today, desktop and mobile.
_BLOCKS: Final = (
    "corePriceDisplay_desktop_feature_div", "corePriceDisplay_mobile_feature_div", "corePriceDisplay_feature_div",
    "corePrice_desktop", "corePrice_mobile_feature_div", "corePrice_mobile", "corePrice_feature_div",
    "apex_desktop", "apex_mobile_feature_div", "apex_offerDisplay_desktop", "apex_offerDisplay_mobile",
)  # fmt: skip
# 2014 to 2021, and digital goods to this day: the amount is plain text.
_TEXTS: Final = (
    "priceblock_dealprice", "priceblock_saleprice", "priceblock_ourprice", "priceblock_pospromoprice",
    "price_inside_buybox", "newBuyBoxPrice", "dealPriceValue", "actualPriceValue", "buyingPriceValue", "kindle-price",
    "Ebooks-desktop-KINDLE_ALC-prices-kindlePrice", "Ebooks-mobile-KINDLE_ALC-prices-kindlePrice", "priceToPay",
)  # fmt: skip
_OLD_BOXES: Final = ("buyNewSection", "newOfferAccordionRow", "mediaNoAccordion", "buyBoxInner", "soldByThirdParty")
_OLD_PRICES: Final = ".offer-price, .header-price, .priceLarge"
_LIST_TEXTS: Final = ("listPriceValue", "listPrice", "print-list-price", "digital-list-price", "priceblock_listprice")
_OLD_LIST_PRICES: Final = ".priceBlockStrikePriceString, .a-text-strike, .listprice"
_VISIBLE_AMOUNT: Final = "items[0.base][customerVisiblePrice][amount]"
_VISIBLE_TEXT: Final = "items[0.base][customerVisiblePrice][displayString]"
_JSON: Final = ".twister-plus-buying-options-price-data"


def featured_price(page: Page, *, drawn_only: bool = False) -> Shown | None:
    """The first price that the featured offer's places show; `drawn_only` leaves out what only data says."""
    for shown in _drawn(page):
        return shown
    return None if drawn_only else _from_data(page)


def list_price(page: Page) -> Amount | None:
    """The struck-through price beside the featured offer's."""
    for block in of_new_offer(page, page.all(*_BLOCKS)):
        if found := struck_in(block, page.store):
            return found
    old = [node for box in page.all("price", "priceBlock", "unifiedPrice_feature_div", *_OLD_BOXES, "buybox")
           for node in box.css(_OLD_LIST_PRICES)]  # fmt: skip
    for node in of_new_offer(page, [*page.all(*_LIST_TEXTS), *old]):
        if found_amounts := amounts(words(node), page.store):
            return found_amounts[0]
    return None


def used_price(page: Page, *, used_only: bool) -> Amount | None:
    """The used offer's price, from the buy box's own used row."""
    places = [*page.all(*_BLOCKS), *page.all("usedPrice", "usedBuySection", "usedBuyBox", "usedOnlyBuybox")]
    rows = page.beginning("usedAccordionRow", "usedItemExpand", "usedOnlyBuy", "buyboxusedDivId")
    candidates = page.all(*_BLOCKS) if used_only else []
    for node in [*of_used_offer(page, [*places, *rows]), *candidates]:
        shown = drawn_in(node, page.store) or _old_price_in(page, node)
        if shown is not None and shown.low is not None:
            return Amount(shown.low, shown.currency)
    return None


def _drawn(page: Page) -> Iterator[Shown]:
    for block in of_new_offer(page, page.all(*_BLOCKS)):
        if shown := drawn_in(block, page.store):
            yield shown
    for node in of_new_offer(page, page.all(*_TEXTS)):
        if shown := written_in(node, page.store):
            yield shown
    for box in page.all(*_OLD_BOXES):
        for node in of_new_offer(page, box.css(_OLD_PRICES)):
            if shown := written_in(node, page.store):
                yield shown


def _old_price_in(page: Page, node: LexborNode) -> Shown | None:
    return next(filter(None, (written_in(found, page.store) for found in node.css(_OLD_PRICES))), None)


def _from_data(page: Page) -> Shown | None:
    """What the page's own buy box says to its scripts."""
    for node in page.tree.css(_JSON):
        shown = _from_options(node.text())
        if shown is not None:
            return shown
    visible = page.first(_VISIBLE_AMOUNT)
    value = _positive(attribute(visible, "value")) if visible is not None else None
    if value is None or visible is None or not of_new_offer(page, [visible]):
        return None
    text = amounts(attribute(page.first(_VISIBLE_TEXT), "value"), page.store)
    return Shown(value, None, text[0].currency if text else None)


def _from_options(text: str) -> Shown | None:
    try:
        groups = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return None
    options = [option for group in _values(groups) for option in (group if isinstance(group, list) else [group])]
    for option in options:
        if isinstance(option, dict) and str(option.get("buyingOptionType", "")).startswith(("NEW", "RENEWED")):
            value = _positive(option.get("priceAmount"))
            shown = amounts(str(option.get("displayPrice", "")).replace("&nbsp;", " "), None)
            return Shown(value, None, shown[0].currency if shown else None)
    return None


def _values(groups: Any) -> list[Any]:
    return list(groups.values()) if isinstance(groups, dict) else []


def _positive(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None
