"""The price as a page tells it to its own scripts, its cart and search engines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from adapters.storefronts.amazon_page.buying_options import of_new_offer
from adapters.storefronts.amazon_page.numbers import amounts
from adapters.storefronts.amazon_page.page import Page, attribute
from adapters.storefronts.amazon_page.price import Shown

_FRAMES: Final = ("twisterPlusWW",)
_OPTIONS: Final = ".twister-plus-buying-options-price-data"
_NEW: Final = ("NEW", "RENEWED", "LIGHTNING_DEAL", "DEAL")
_VISIBLE_AMOUNT: Final = "items[0.base][customerVisiblePrice][amount]"
_VISIBLE_TEXT: Final = "items[0.base][customerVisiblePrice][displayString]"
_STRUCTURED: Final = 'script[type="application/ld+json"]'
_LONGEST: Final = 500_000
_USED: Final = ("usedcondition", "refurbishedcondition", "damagedcondition")


@dataclass(frozen=True, slots=True)
class Option:
    """One way of buying, as the buy box tells its scripts: Amazon's name for it (``NEW``, ``SNS``) and its price."""

    kind: str
    shown: Shown

    @property
    def is_new(self) -> bool:
        """Whether this is a new offer, bought once."""
        return self.kind.startswith(_NEW)


def options_of(page: Page) -> tuple[Option, ...]:
    """The ways of buying that the page's buy box tells its scripts, in its order."""
    frames = page.beginning(*_FRAMES)
    nodes = [node for frame in frames[:1] for node in frame.css(_OPTIONS)] or page.tree.css(_OPTIONS)
    return tuple(option for node in nodes for option in _options_in(node.text()))


def cart_price(page: Page) -> Shown | None:
    """The price that the cart is told, in the hidden fields of its form."""
    visible = page.first(_VISIBLE_AMOUNT)
    if visible is None or not of_new_offer(page, [visible]):
        return None
    value = _positive(attribute(visible, "value"))
    text = amounts(attribute(page.first(_VISIBLE_TEXT), "value"), page.store)
    return Shown(value, None, text[0].currency if text else None) if value is not None else None


def structured_price(page: Page) -> Decimal | None:
    """The price of schema.org's one new `Offer`; None where there are several or none."""
    for node in of_new_offer(page, page.tree.css(_STRUCTURED)):
        found = {price for product in _products(_json(node.text())) for price in _offered(product)}
        if len(found) == 1:
            return found.pop()
    return None


def _options_in(text: str) -> Iterator[Option]:
    groups = _json(text)
    for group in groups.values() if isinstance(groups, dict) else ():
        for option in group if isinstance(group, list) else [group]:
            value = _positive(option.get("priceAmount")) if isinstance(option, dict) else None
            if value is not None:
                said = amounts(str(option.get("displayPrice", "")).replace("&nbsp;", " "), None)
                kind = str(option.get("buyingOptionType", ""))
                yield Option(kind, Shown(value, None, said[0].currency if said else None))


def _products(data: Any) -> Iterator[dict[str, Any]]:
    each = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    for one in each if isinstance(each, list) else ():
        if isinstance(one, dict) and one.get("@type") in ("Product", ["Product"]):
            yield one


def _offered(product: dict[str, Any]) -> Iterator[Decimal]:
    offers = product.get("offers")
    for offer in offers if isinstance(offers, list) else [offers]:
        if not isinstance(offer, dict) or offer.get("@type") != "Offer":
            continue
        value = _positive(offer.get("price"))
        if value is not None and not str(offer.get("itemCondition", "")).lower().endswith(_USED):
            yield value


def _json(text: str) -> Any:
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return None


def _positive(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None
