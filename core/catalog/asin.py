"""Product numbers and links: everything that people paste when they mean one product of one store."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from core.catalog.marketplace import marketplace_of_host
from core.errors import NotAProductLink

_ASIN: Final = re.compile(r"B[0-9][0-9A-Z]{8}|[0-9]{9}[0-9X]")
# The path words after which Amazon has put an ASIN since the nineties.
_PLACES: Final = re.compile(
    r"/(?:dp(?:/product)?|d|gp/product(?:/glance)?|gp/aw/d|gp/offer-listing|gp/customer-reviews|product-reviews"
    r"|exec/obidos/(?:asin|tg/detail/-)|o/asin|asin|portal/customer-reviews|review/product)/([0-9a-z]{10})(?![0-9a-z])",
    re.IGNORECASE,
)
_SHORT_HOSTS: Final = frozenset({"amzn.to", "amzn.eu", "amzn.com", "amzn.asia", "amzn.in", "a.co", "www.amzn.com"})
_CARRIERS: Final = ("url", "U", "u", "location")  # query keys of sponsored and mail links that hold the real link
_LONGEST_LINK: Final = 4096


@dataclass(frozen=True, slots=True, order=True)
class Product:
    """What is watched: an ASIN in one store; written ``B0CYT4LN7Q@com``."""

    asin: str
    market: str

    def __str__(self) -> str:
        return f"{self.asin}@{self.market}"

    def __hash__(self) -> int:
        # By the ASIN alone, hardly any of which is met in two stores: a look asks for this some seventy times.
        return hash(self.asin)


@dataclass(frozen=True, slots=True)
class BareLink:
    """A link that names an ASIN without a store (``amzn.com/B0…``): the chat's own store is meant."""

    asin: str


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A shortened link (``a.co/d/…``, ``amzn.to/…``): only following it tells the product."""

    url: str


def read_asin(text: str) -> str | None:
    """`text` as an ASIN in capitals, or None.

    Ten letters and digits beginning with B and a digit, or an ISBN-10 whose check digit is right (books carry theirs as
    ASIN); an ISBN-13 of the 978 range is turned into its ISBN-10. Other ten-digit numbers are phone numbers, not ASINs.
    """
    word = text.strip().upper()
    digits = word.replace("-", "")
    if re.fullmatch(r"978[0-9]{10}", digits):
        return _isbn10_of(digits)
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return digits if _check_digit(digits[:9]) == digits[9] else None
    return word if _ASIN.fullmatch(word) else None


def looks_like_link(word: str) -> bool:
    """Whether a word of a message is meant as a web address of Amazon or one of its shorteners."""
    bare = word.lower().split("://", 1)[-1]
    host = re.split(r"[/?#]", bare, maxsplit=1)[0]
    return "://" in word or (("amazon." in host or host in _SHORT_HOSTS) and "." in host)


def read_link(text: str) -> Product | BareLink | ShortLink:
    """The product that a pasted link means, whatever else hangs on the link.

    Raises:
        NotAProductLink: the address is not Amazon's, or names no product.

    """
    url = text.strip().strip("<>").rstrip(".,;:!?)\"'")[:_LONGEST_LINK]
    parts = _split(url)
    host = (parts.hostname or "").lower()
    if host in _SHORT_HOSTS:
        return _short(host, parts.path, url)
    store = marketplace_of_host(host)
    if store is None:
        raise NotAProductLink(url)
    asin = _asin_in(parts.path, parts.query, depth=2)
    if asin is None:
        raise NotAProductLink(url)
    return Product(asin, store.code)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        _ = parts.hostname, parts.port
    except ValueError as error:
        raise NotAProductLink(url) from error
    if parts.scheme.lower() not in {"http", "https"} or parts.username is not None:
        raise NotAProductLink(url)
    return parts


def _short(host: str, path: str, url: str) -> BareLink | ShortLink:
    asin = _asin_in(path, "", depth=0) or (read_asin(path.strip("/")) if host.endswith("amzn.com") else None)
    return BareLink(asin) if asin else ShortLink(url if "://" in url else f"https://{url}")


def _asin_in(path: str, query: str, depth: int) -> str | None:
    found = _PLACES.search(unquote(path))
    if found and _ASIN.fullmatch(found[1].upper()):
        return found[1].upper()
    fields = parse_qs(query, max_num_fields=100) if query else {}
    for name in ("asin", "ASIN"):
        for value in fields.get(name, ()):
            if asin := read_asin(value):
                return asin
    if depth:
        for carried in (value for name in _CARRIERS for value in fields.get(name, ())):
            inner = urlsplit(carried)
            if asin := _asin_in(inner.path, inner.query, depth - 1):
                return asin
    return None


def _isbn10_of(isbn13: str) -> str:
    return isbn13[3:12] + _check_digit(isbn13[3:12])


def _check_digit(nine: str) -> str:
    """The tenth digit of an ISBN-10 (ISO 2108): weights 10 to 2, modulo 11, X for ten."""
    rest = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)
