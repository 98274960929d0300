"""The other children of the product's variation family."""

import json
import re
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.numbers import plain
from adapters.storefronts.amazon_page.page import Page, attribute, words
from core.catalog.asin import read_asin
from core.catalog.snapshot import Variation

_TWISTERS: Final = (
    "twister",
    "twister-plus-inline-twister",
    "twister_feature_div",
    "inline-twister-row",
    "twister-main-container",
)
_SWATCH: Final = "li[data-asin], li[data-defaultasin], li[data-dp-url], option[value]"
_IN_URL: Final = re.compile(r"/dp/([A-Z0-9]{10})")
_IN_OPTION: Final = re.compile(r"^\d+,([A-Z0-9]{10})$")
_DATA_SCRIPT: Final = re.compile(r'"dimensionValuesDisplayData"\s*:\s*(\{[^{}]*\})')
_PARENT: Final = re.compile(r'"parentAsin"\s*:\s*"([A-Z0-9]{10})"')
_NAMES: Final = ("img", ".swatch-title-text-display", ".swatch-title-text", ".twisterTextDiv", ".twister_swatch_text")
_MOST: Final = 2_000
_SCRIPT_WORDS: Final = ("dimensionValuesDisplayData", "parentAsin")


def variations_of(page: Page) -> tuple[Variation, ...]:
    """Each child's ASIN and what sets it apart, in the page's order."""
    script = _script(page)
    told = _DATA_SCRIPT.search(script)
    if told:
        found = _from_data(told[1])
        if found:
            return found
    named: dict[str, str] = {}
    for box in page.all(*_TWISTERS):
        for swatch in box.css(_SWATCH):
            asin = _asin_of(swatch)
            if asin and len(named) < _MOST:
                named[asin] = named.get(asin) or _label(swatch)
    return tuple(Variation(asin, label) for asin, label in named.items())


def parent_of(page: Page) -> str | None:
    """The ASIN of the family itself, which cannot be bought."""
    for node in page.all("parentAsin", "twisterParentAsin"):
        if asin := read_asin(attribute(node, "value")):
            return asin
    found = _PARENT.search(_script(page))
    return read_asin(found[1]) if found else None


def _script(page: Page) -> str:
    """The script that sets the variation picker up, empty where there is no picker."""
    boxes = page.all("twisterJsInitializer_feature_div", "twister-js-initializer_feature_div", "twisterContainer")
    for box in boxes:
        for script in box.css("script"):
            text = script.text()
            if any(word in text for word in _SCRIPT_WORDS):
                return text
    return ""


def _from_data(text: str) -> tuple[Variation, ...]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(
        Variation(asin, plain(", ".join(map(str, values))) if isinstance(values, list) else plain(str(values)))
        for asin, values in list(data.items())[:_MOST]
        if read_asin(asin)
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
        said = plain(attribute(node, "alt")) or words(node)
        if said:
            return said
    return plain(attribute(swatch, "title")).removeprefix("Click to select ") or words(swatch)
