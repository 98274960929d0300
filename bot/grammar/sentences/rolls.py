"""Long lists of products, read in one pass: what is asked of the first is asked of all."""

import re
from dataclasses import dataclass
from typing import Final

from core.catalog.asin import BareLink, Product, ShortLink, read_asin, read_link
from core.errors import NotAProductLink

LONGEST_ROLL: Final = 20_000
_FEWEST: Final = 50
_MOST_WORDS: Final = 60
_ITEM: Final = re.compile(
    r'https?://[^\s<>",;]+|(?<![a-z0-9_@])b0[0-9a-z]{8}(?:@[a-z]{2,3}(?:\.[a-z]{2})?)?(?![a-z0-9_@])', re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"[\s,;|*•\-]*\0[\s,;|*•\0\-]*")


@dataclass(frozen=True, slots=True)
class Roll:
    """A message's list: the message with only the first product of it, and all products as they are written."""

    text: str
    items: tuple[str, ...]

    def products(self, market: str) -> tuple[str, ...] | None:
        """All products, bare numbers in this store; None where a link is none of a product."""
        found: dict[str, None] = {}
        for item in self.items:
            product = _linked(item, market) if item[:4].lower() == "http" else _numbered(item, market)
            if product is None:
                return None
            found[product] = None
        return tuple(found)


def roll_of(text: str) -> Roll | None:
    """The list that a message mostly is; None where it is short, too long, or has more words than a request."""
    if len(text) > LONGEST_ROLL:
        return None
    items = _ITEM.findall(text)
    if len(items) < _FEWEST:
        return None
    parted = _BETWEEN.sub(" \0 ", _ITEM.sub("\0", text))
    before, _, after = parted.partition("\0")
    rest = f"{before}{items[0]}{after.replace(chr(0), ' ')}"
    return Roll(rest, tuple(items)) if len(rest.split()) <= _MOST_WORDS else None


def _numbered(item: str, market: str) -> str | None:
    code, _, store = item.partition("@")
    asin = read_asin(code)
    return f"{asin}@{store.lower() or market}" if asin else None


def _linked(url: str, market: str) -> str | None:
    try:
        match read_link(url):
            case BareLink(asin):
                return f"{asin}@{market}"
            case ShortLink(short):
                return short
            case Product() as product:
                return str(product)
    except NotAProductLink:
        return None
