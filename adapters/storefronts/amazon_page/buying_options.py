"""Which of a page's buying options an element belongs to: bought new once, used, or by subscription."""

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.page import Page, above, attribute, is_foreign, is_hidden, words

_USED: Final = re.compile(
    r"used(?:_|-|Acc|Buy|Only|Item|Offer|Price|Section|Row)|buyboxused|buyused|^used", re.IGNORECASE
)
_SUBSCRIBED: Final = re.compile(r"\bsns|sns[A-Z_]|_sns|subscri|rcxsubs", re.IGNORECASE)
_RENTED: Final = re.compile(r"\brent|rental|borrow|audible|kindleUnlimited", re.IGNORECASE)
_USED_ONLY: Final = ("usedOnlyBuybox", "usedOnlyBuyBox", "usedBuyBox", "usedBuySection", "buyboxusedDivId")
_NEW_ROWS: Final = ("newAccordionRow", "newOfferAccordionRow", "buyNewSection", "renewedTier", "dealsAccordionRow")


class Option(Enum):
    """A way of buying."""

    NEW = auto()
    USED = auto()
    OTHER = auto()


def option_of(node: LexborNode) -> Option:
    """The buying option that `node` stands in; what stands in none is the new offer's."""
    for outer in above(node):
        attributes = outer.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('data-csa-c-slot-id') or ''}"
        if "USED" in (attributes.get("data-csa-c-buying-option-type") or "") or (names != " " and _USED.search(names)):
            return Option.USED
        if names != " " and (_SUBSCRIBED.search(names) or _RENTED.search(names)):
            return Option.OTHER
    return Option.NEW


def of_new_offer(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that belong to the new offer, shown, the initially open row first."""
    kept = [node for node in nodes if option_of(node) is Option.NEW and _is_shown(node) and not is_foreign(node)]
    return sorted(kept, key=lambda node: not _is_open(node))


def of_used_offer(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that belong to a used offer of this product."""
    return [node for node in nodes if option_of(node) is Option.USED and not is_foreign(node)]


def is_used_only(page: Page) -> bool:
    """Whether the buy box holds a used offer and no new one."""
    used = [node for node in page.all(*_USED_ONLY) if words(node)]
    if not used or page.beginning(*_NEW_ROWS):
        return False
    return page.first("qualifiedBuybox", "actualPriceValue", "priceblock_ourprice", "buyNewDiv") is None


def _is_shown(node: LexborNode) -> bool:
    return not any(is_hidden(outer) for outer in above(node))


def _is_open(node: LexborNode) -> bool:
    return any(attribute(outer, "data-csa-c-is-in-initial-active-row") == "true" for outer in above(node))
