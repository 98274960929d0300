"""The featured new offer's price: where each generation of layouts draws it, in order, and nothing beyond them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.agreement import settled
from adapters.storefronts.amazon_page.buybox_data import cart_price, options_of, structured_price
from adapters.storefronts.amazon_page.buying_options import is_used_only, of_new_offer, of_used_offer
from adapters.storefronts.amazon_page.numbers import Amount, amounts
from adapters.storefronts.amazon_page.page import Page, words
from adapters.storefronts.amazon_page.price import NOTHING, Shown, drawn_in, struck_in, written_in
from core.catalog.snapshot import Witness

# 2021 to today, desktop and mobile: blocks of `.a-price`, in the middle of the page and in the buy box.
_MIDDLE: Final = (
    "corePriceDisplay_desktop_feature_div", "corePriceDisplay_mobile_feature_div", "corePriceDisplay_feature_div",
    "corePrice_desktop", "corePrice_mobile_feature_div", "corePrice_mobile",
)  # fmt: skip
_BUY_BOX: Final = ("corePrice_feature_div",)
_AROUND: Final = (
    "apex_desktop", "apex_mobile", "apex_mobile_feature_div", "apex_offerDisplay_desktop", "apex_offerDisplay_mobile",
)  # fmt: skip
_BLOCKS: Final = (*_MIDDLE, *_BUY_BOX, *_AROUND)
# 2014 to 2021, and digital goods to this day: the amount is plain text.
_LINES: Final = (
    "priceblock_dealprice", "priceblock_saleprice", "priceblock_ourprice", "priceblock_pospromoprice", "dealPriceValue",
    "actualPriceValue", "buyingPriceValue", "kindle-price", "Ebooks-desktop-KINDLE_ALC-prices-kindlePrice",
    "Ebooks-mobile-KINDLE_ALC-prices-kindlePrice", "priceToPay",
)  # fmt: skip
_BOX_LINES: Final = ("price_inside_buybox", "newBuyBoxPrice")
_OLD_BOXES: Final = ("buyNewSection", "newOfferAccordionRow", "mediaNoAccordion", "buyBoxInner", "soldByThirdParty")
_OLD_PRICES: Final = ".offer-price, .header-price, .priceLarge"
_LIST_LINES: Final = ("listPriceValue", "listPrice", "print-list-price", "digital-list-price", "priceblock_listprice")
_OLD_LIST_PRICES: Final = ".priceBlockStrikePriceString, .a-text-strike, .listprice"
_OLD_LIST_BOXES: Final = ("price", "priceBlock", "unifiedPrice_feature_div", *_OLD_BOXES, "buybox")
_USED_PLACES: Final = ("usedPrice", "usedBuySection", "usedBuyBox", "usedOnlyBuybox")
_USED_ROWS: Final = ("usedAccordionRow", "usedItemExpand", "usedOnlyBuy", "buyboxusedDivId")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a page says of money; `candidates` where the ways of reading the featured price disagree."""

    featured: Shown = NOTHING
    listed: Amount | None = None
    used: Amount | None = None
    candidates: tuple[Witness, ...] = ()


def prices_of(page: Page, *, is_featured: bool, is_drawn_only: bool) -> Prices:
    """The prices of the page's own product.

    Without `is_featured` nothing is taken for the featured price; with `is_drawn_only` (an offer out of stock) only
    what is drawn, not what data says.
    """
    blocks = page.all(*_BLOCKS)
    new, used = of_new_offer(page, blocks), _used(page, blocks)
    if not is_featured:
        return Prices(used=used)
    listed = _listed(page, new)
    drawn = list(_drawn(page, new))
    told = [] if is_drawn_only else list(_told(page, drawn[0][1] if drawn else None))
    featured, candidates = settled(page, [*drawn, *told], [one.value for one in (listed, used) if one is not None])
    return Prices(
        featured=featured, listed=listed if featured.low is not None else None, used=used, candidates=candidates
    )


def _drawn(page: Page, blocks: list[LexborNode]) -> Iterator[tuple[str, Shown]]:
    """The price by each way in which a reader sees it, the surest first; one for each way."""
    for way, ids in (("price block", _MIDDLE), ("buy box", _BUY_BOX), ("offer", _AROUND)):
        found = (drawn_in(block, page.store) for block in blocks if block.id in ids)
        if shown := next(filter(None, found), None):
            yield way, shown
            if way == "buy box":
                break
    for way, nodes in (("price line", page.all(*_LINES)), ("buy box line", page.all(*_BOX_LINES))):
        if shown := _written(page, nodes):
            yield way, shown
    for box in page.all(*_OLD_BOXES):
        if shown := _written(page, box.css(_OLD_PRICES)):
            yield "buy box line", shown
            return


def _told(page: Page, drawn: Shown | None) -> Iterator[tuple[str, Shown]]:
    """The price by each way in which the page tells it to machines."""
    new = [option.shown for option in options_of(page) if option.is_new]
    if new:
        yield "buy box data", next((shown for shown in new if drawn and shown.low == drawn.low), new[0])
    if shown := cart_price(page):
        yield "cart form", shown
    if drawn is not None and (value := structured_price(page)):
        yield "structured data", Shown(value)


def _written(page: Page, nodes: list[LexborNode]) -> Shown | None:
    return next(filter(None, (written_in(node, page.store) for node in of_new_offer(page, nodes))), None)


def _listed(page: Page, blocks: list[LexborNode]) -> Amount | None:
    """The struck-through price beside the featured offer's."""
    for block in blocks:
        if found := struck_in(block, page.store):
            return found
    old = [node for box in page.all(*_OLD_LIST_BOXES) for node in box.css(_OLD_LIST_PRICES)]
    for node in of_new_offer(page, [*page.all(*_LIST_LINES), *old]):
        if found_amounts := amounts(words(node), page.store):
            return found_amounts[0]
    return None


def _used(page: Page, blocks: list[LexborNode]) -> Amount | None:
    """The used offer's price, from the buy box's own used row."""
    places = [*blocks, *page.all(*_USED_PLACES), *page.beginning(*_USED_ROWS)]
    candidates = blocks if is_used_only(page) else []
    for node in [*of_used_offer(page, places), *candidates]:
        shown = drawn_in(node, page.store) or _old_used(page, node)
        if shown is not None and shown.low is not None:
            return Amount(shown.low, shown.currency)
    return None


def _old_used(page: Page, node: LexborNode) -> Shown | None:
    return next(filter(None, (written_in(found, page.store) for found in node.css(_OLD_PRICES))), None)
