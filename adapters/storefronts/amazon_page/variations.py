"""The children of the product's variation family, and the family's own number."""

import re
from typing import Any, Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.embedded import asin_before, value_after
from adapters.storefronts.amazon_page.numbers import tidy
from adapters.storefronts.amazon_page.page import Page, attribute, words
from core.catalog.asin import read_asin
from core.catalog.snapshot import Variation

_TWISTERS: Final = (
    "twister",
    "twister-plus-inline-twister",
    "twister_feature_div",
    "inline-twister-row",
    "twister-main-container",
    "twister-plus-mobile-inline-twister",
)
_SWATCH: Final = "li[data-asin], li[data-defaultasin], li[data-dp-url], option[value]"
_IN_URL: Final = re.compile(r"/dp/([A-Z0-9]{10})")
_IN_OPTION: Final = re.compile(r"^\d+,([A-Z0-9]{10})$")
_FAMILY: Final = b'"dimensionValuesDisplayData"'
_BEHIND: Final = re.compile(rb"\s{0,40}:\s{0,40}(?=\{)")
_NAMES: Final = ("img", ".swatch-title-text-display", ".swatch-title-text", ".twisterTextDiv", ".twister_swatch_text")
_MOST: Final = 2_000
_USUAL: Final = re.compile(r"B[0-9][0-9A-Z]{8}")


def family_of(page: Page) -> tuple[tuple[Variation, ...], str | None]:
    """The children in the page's order, and the ASIN of the family, which cannot be bought; None without one."""
    at = page.source.find(_FAMILY)
    return _children(page, at), _parent(page, at)


def chosen_of(page: Page) -> str | None:
    """The child that the page shows, by the data of its variation picker."""
    return _told_before(page, page.source.find(_FAMILY), b'"currentAsin"')


def _children(page: Page, at: int) -> tuple[Variation, ...]:
    """Each child's ASIN and what sets it apart."""
    told = value_after(page.source, _FAMILY, _BEHIND, at) if at >= 0 else None
    if isinstance(told, dict) and (found := _from_data(told)):
        return found
    named: dict[str, str] = {}
    for box in page.all(*_TWISTERS):
        for swatch in box.css(_SWATCH):
            asin = _asin_of(swatch)
            if asin and len(named) < _MOST:
                named[asin] = named.get(asin) or _label(swatch)
    return tuple(Variation(asin, label) for asin, label in named.items())


def _parent(page: Page, at: int) -> str | None:
    for node in page.all("parentAsin", "twisterParentAsin"):
        if asin := read_asin(attribute(node, "value")):
            return asin
    parent = _told_before(page, at, b'"parentAsin"')
    return parent if parent != _told_before(page, at, b'"currentAsin"') else None


def _told_before(page: Page, at: int, key: bytes) -> str | None:
    return read_asin(asin_before(page.source, at, key)) if at >= 0 else None


def _from_data(told: dict[str, Any]) -> tuple[Variation, ...]:
    return tuple(
        Variation(asin, tidy(", ".join(map(str, values)) if isinstance(values, list) else str(values)))
        for asin, values in list(told.items())[:_MOST]
        if _USUAL.fullmatch(asin) or read_asin(asin)
    )


def _asin_of(swatch: LexborNode) -> str | None:
    attributes = swatch.attributes
    for name in ("data-asin", "data-defaultasin"):
        if asin := read_asin(attributes.get(name) or ""):
            return asin
    found = _IN_URL.search(attributes.get("data-dp-url") or "") or _IN_OPTION.search(attributes.get("value") or "")
    return read_asin(found[1]) if found else None


def _label(swatch: LexborNode) -> str:
    for selector in _NAMES:
        node = swatch.css_first(selector)
        said = tidy(attribute(node, "alt")) or words(node)
        if said:
            return said
    return words(swatch) or tidy(attribute(swatch, "title"))
