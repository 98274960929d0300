"""Reading one price where it is drawn: the amount to pay, a range, the struck-through price."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.numbers import Amount, amounts, currency_in, plain
from adapters.storefronts.amazon_page.page import above, attribute, hides, names_foreign, words
from core.catalog.marketplace import Marketplace
from core.catalog.money import decimals_of

_TO_PAY: Final = ".priceToPay, .apexPriceToPay, .apex-pricetopay-value, .reinventPricePriceToPayMargin"
_STRUCK: Final = '.basisPrice .a-price, .a-price[data-a-strike="true"]'
_SPOKEN_LABELS: Final = "#apex-pricetopay-accessibility-label, .apex-pricetopay-accessibility-label"
# Where a block shows a subscription's price too, the price of one purchase stands here.
_ONCE: Final = "#sns-base-price"
# Names of what holds a price that is not the one to pay: per unit, a month, without tax, by subscription, to save.
_BESIDE: Final = re.compile(
    r"per-?unit|unit-?price|installment|financ|monthly|business|b2b|tax-?excl|vat-?excl|excl(?:uding|usive)-?of|savings-?amount"
    r"|coupon|sns-(?!base)|snsprice|snsaccordion|subscri|usedaccordion|trade-?in|shipping|points|basisprice|protection"
    r"|warranty|prime-?exclusive",
    re.IGNORECASE,
)
_POINTS: Final = frozenset(".,٫")
_NEAR: Final = 3  # how far up it is looked for what follows a price
_ENDS_OF_RANGE: Final = 2
_REMEMBERED: Final = 1_024
_MOST: Final = 16  # prices looked at in one block


@dataclass(frozen=True, slots=True)
class Shown:
    """What a price's place shows: `low` is None where something is drawn that is not one plain positive amount."""

    low: Decimal | None
    high: Decimal | None = None
    currency: str | None = None


NOTHING: Final = Shown(None)


def drawn_in(block: LexborNode, store: Marketplace | None) -> Shown | None:
    """The price to pay within a price block; None where the block draws none."""
    ranged = block.css_first(".a-price-range")
    if ranged is not None:
        return _range([_drawn(price, None, store) for price in ranged.css(".a-price")])
    once = block.css_first(_ONCE)
    nodes = _prices_in(once if once is not None and once.css_first(".a-price") is not None else block)
    if not nodes:
        return None
    if len(nodes) == _ENDS_OF_RANGE and _parted_by_dash(nodes):
        return _range([_drawn(node, None, store) for node in nodes])
    return _drawn(nodes[0], _label_of(block, nodes[0]), store)


def written_in(node: LexborNode, store: Marketplace | None) -> Shown | None:
    """The price that older layouts write as plain text; a price per unit in brackets behind it is left out."""
    text = words(node).split("(")[0].split("（")[0].strip()
    if not text:
        return None
    found = amounts(text, store)
    match found:
        case (only,) if not _is_rate(plain(text), store):
            return Shown(only.value, None, only.currency)
        case (low, high) if any(dash in text for dash in "-–—~～"):
            return _range([Shown(low.value, None, low.currency), Shown(high.value, None, high.currency)])
        case _:
            return NOTHING


def struck_in(block: LexborNode, store: Marketplace | None) -> Amount | None:
    """The struck-through list price within a price block."""
    for node in block.css(_STRUCK)[:_MOST]:
        found = amounts(words(node.css_first(".a-offscreen")) or words(node), store)
        if found:
            return found[0]
    return None


def _prices_in(block: LexborNode) -> list[LexborNode]:
    """The prices to pay that a block draws; in older layouts those that are marked as nothing else."""
    to_pay = [node for node in block.css(_TO_PAY)[:_MOST] if words(node) and not _stands_beside(node, block)]
    if to_pay:
        return to_pay
    for node in block.css(".a-price")[:_MOST]:
        is_other = "a-text-price" in attribute(node, "class") or attribute(node, "data-a-strike") == "true"
        if not is_other and words(node) and not _stands_beside(node, block):
            return [node]
    return []


def _stands_beside(price: LexborNode, block: LexborNode) -> bool:
    """Whether this price within the block is hidden, per unit, a month, by subscription or another product's."""
    for outer in above(price):
        if outer.mem_id == block.mem_id:
            break
        attributes = outer.attributes
        name = attributes.get("id") or ""
        if hides(attributes) or names_foreign(name) or _names_another(name, attributes.get("class") or ""):
            return True
    following = price.next
    while following is not None and not (said := words(following) or (following.text_content or "").strip()):
        following = following.next
    return following is not None and _begins_rate(said)


@lru_cache(maxsize=_REMEMBERED)
def _names_another(name: str, styles: str) -> bool:
    """Whether this is the id or the class of what holds a price that is not the one to pay."""
    return _BESIDE.search(f"{name} {styles}") is not None


def _begins_rate(said: str) -> bool:
    text = said.casefold().lstrip(" (")
    return text.startswith(("/", "\uff0f", *markers.PER))


def _is_rate(text: str, store: Marketplace | None) -> bool:
    """Whether the amount in `text` is one for each month or unit."""
    last = max((at for at, sign in enumerate(text) if sign.isdigit()), default=-1)
    behind = text[last + 1 :]
    sign = store.currency if store else ""
    return _begins_rate(behind.strip(" €£₹₺$").removeprefix(sign))


def _parted_by_dash(nodes: list[LexborNode]) -> bool:
    first, second = nodes
    between = first.next
    while between is not None and between.mem_id != second.mem_id:
        if (words(between) or (between.text_content or "")).strip() in {"-", "–", "—", "~", "～"}:
            return True
        between = between.next
    return False


def _label_of(block: LexborNode, price: LexborNode) -> str:
    """What a screen reader is told instead of an empty `.a-offscreen`."""
    label = block.css_first(_SPOKEN_LABELS)
    if label is not None and words(label):
        return words(label)
    before = price.prev
    while before is not None:
        if before.is_element_node and "aok-offscreen" in attribute(before, "class"):
            return words(before)
        before = before.prev
    return ""


def _drawn(price: LexborNode, label: str | None, store: Marketplace | None) -> Shown:
    """One `.a-price`: what it says aloud and what it draws must agree."""
    aloud = words(price.css_first(".a-offscreen")) or label or ""
    spoken = amounts(aloud, store)
    drawn_text = _drawn_text(price)
    drawn = amounts(drawn_text, store)
    currency = currency_in(aloud) or currency_in(words(price))
    if drawn_text and len(drawn) != 1:
        return NOTHING
    if aloud and drawn:
        agreed = any(said.value == drawn[0].value for said in spoken)
        return Shown(drawn[0].value, None, currency) if agreed else NOTHING
    alone = drawn or spoken
    if len(alone) != 1 or not (_is_complete(alone[0].value, currency, store) or _is_in_rupees(price, currency, store)):
        return NOTHING
    return Shown(alone[0].value, None, currency)


def _is_complete(value: Decimal, currency: str | None, store: Marketplace | None) -> bool:
    """Whether an amount that nothing confirms has all its decimals: one cut off in transit has not."""
    known = currency or (store.currency if store else None)
    return known is None or -int(value.as_tuple().exponent) == decimals_of(known)


def _is_in_rupees(price: LexborNode, currency: str | None, store: Marketplace | None) -> bool:
    """Whether whole rupees are drawn, as India does, by a price that has arrived: something follows it."""
    known = currency or (store.currency if store else None)
    is_whole = price.css_first(".a-price-whole") is not None and price.css_first(".a-price-fraction") is None
    return known == "INR" and is_whole and any(outer.next is not None for outer in islice(above(price), _NEAR))


def _drawn_text(price: LexborNode) -> str:
    whole, fraction = price.css_first(".a-price-whole"), price.css_first(".a-price-fraction")
    if whole is None:
        return words(price.css_first('[aria-hidden="true"]'))
    symbol, sign = words(price.css_first(".a-price-symbol")), words(price.css_first(".a-price-decimal"))
    digits, decimals = words(whole).removesuffix(sign).rstrip(".,٫ "), words(fraction)
    if sign and sign not in _POINTS:  # France draws 19€99
        symbol, sign = symbol or sign, "," if "." in digits else "."
    return f"{symbol} {digits}{sign or '.'}{decimals}" if decimals else f"{symbol} {digits}"


def _range(ends: list[Shown]) -> Shown:
    match ends:
        case [Shown(low, _, currency), Shown(high)] if low is not None and high is not None and low <= high:
            return Shown(low, high if high > low else None, currency)
        case _:
            return NOTHING
