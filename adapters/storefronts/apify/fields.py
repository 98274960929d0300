"""Reading fields of items that may be absent, null, or of another type than they should be."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from adapters.storefronts.apify.actor import Item
from core.catalog.asin import BareLink, Product, read_asin, read_link
from core.catalog.marketplace import Marketplace, marketplace, marketplace_of_host
from core.errors import NotAProductLink

_LONGEST: Final = 20_000
_MOST: Final = 500
_LARGEST: Final = Decimal(10) ** 9
_WHOLE: Final = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{1,12}")


def text(value: object) -> str | None:
    """A text that says something, with single spaces between lines and words."""
    if not isinstance(value, str):
        return None
    return " ".join(value[:_LONGEST].split()) or None


def paragraphs(value: object) -> str | None:
    """A text that says something, with its lines."""
    if not isinstance(value, str):
        return None
    lines = (" ".join(line.split()) for line in value[:_LONGEST].splitlines())
    return "\n".join(line for line in lines if line) or None


def texts(value: object) -> tuple[str, ...]:
    """The texts in a list, each once."""
    return tuple(dict.fromkeys(said for each in _listed(value) if (said := text(each))))


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list."""
    return (each for each in _listed(value) if isinstance(each, Mapping))


def inner(value: object) -> Mapping[str, Any]:
    """An object within an item; empty where there is none."""
    return value if isinstance(value, Mapping) else {}


def yes_or_no(value: object) -> bool | None:
    """True or False where it is told as such."""
    return value if isinstance(value, bool) else None


def number(value: object) -> Decimal | None:
    """A finite number, or a text that is one with a point; True and False are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < _LARGEST else None


def positive(value: object) -> Decimal | None:
    """A number above zero: actors write 0 where they have found no amount."""
    found = number(value)
    return found if found is not None and found > 0 else None


def whole(value: object) -> int | None:
    """A whole number of zero or more, also as text in groups (``1,234``)."""
    said = value.strip() if isinstance(value, str) else ""
    if _WHOLE.fullmatch(said):
        return int(re.sub(r"\D", "", said))
    found = number(value)
    return int(found) if found is not None and found >= 0 and found == found.to_integral_value() else None


def flag(value: object) -> bool | None:
    """Whether something holds, where it is told."""
    return value if isinstance(value, bool) else None


def asin(value: object) -> str | None:
    """An ASIN."""
    return read_asin(value) if isinstance(value, str) else None


def linked(value: object) -> Product | None:
    """The product that an address leads to, with its store."""
    try:
        found = read_link(value) if isinstance(value, str) else None
    except NotAProductLink:
        return None
    return found if isinstance(found, Product) else None


def linked_asin(value: object) -> str | None:
    """The ASIN in an address, also in one without a store (``/dp/B0…``)."""
    if not isinstance(value, str):
        return None
    if value.startswith("/"):
        value = f"https://www.amazon.com{value}"
    try:
        found = read_link(value)
    except NotAProductLink:
        return None
    return found.asin if isinstance(found, Product | BareLink) else None


def store(item: Item) -> Marketplace | None:
    """The store that an item is from, by its addresses or by a field that names the store."""
    for name in ("url", "input", "unNormalizedProductUrl"):
        if isinstance(item.get(name), str) and (found := _store_of_address(item[name])):
            return found
    for name in ("domain", "domainCode", "marketplace"):
        if isinstance(item.get(name), str) and (found := marketplace(item[name])):
            return found
    return None


def _store_of_address(address: str) -> Marketplace | None:
    host = re.sub(r"^[a-z]+://", "", address[:_LONGEST].strip().lower())
    return marketplace_of_host(re.split(r"[/?#:]", host, maxsplit=1)[0])


def _listed(value: object) -> Iterable[object]:
    return value[:_MOST] if isinstance(value, list | tuple) else ()
