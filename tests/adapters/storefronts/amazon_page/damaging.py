"""Sound pages of every layout, and the ways in which a page comes damaged; all by seed."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from random import Random

import brotli  # type: ignore[import-untyped]  # its makers publish no types
from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.numbers import amounts, tidy
from adapters.storefronts.amazon_page.reader import read_page
from adapters.storefronts.sandbox.pages.layouts import product_page
from adapters.storefronts.sandbox.products import PRODUCTS
from adapters.storefronts.sandbox.world import World
from core.catalog.marketplace import Marketplace, marketplace
from core.catalog.reading import Reading

ROOT = Path(__file__).parents[4]
PAYLOADS = ROOT / "tests" / "payloads" / "amazon_page"
REAL = ROOT / ".." / "shared" / "amazon" / "pages"
MOMENTS = (0, 40, 400)

_TAG = re.compile(rb"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>", re.DOTALL)
_NUMBER = re.compile(r"[0-9٠-٩](?:[0-9٠-٩.,٫٬ \u00a0\u202f]{0,12}[0-9٠-٩])?")
_ADVERTISED = "[id^=sp_], [id^=sims], [id^=fbt], #tmmSwatches"
_VOID = frozenset({b"input", b"img", b"br", b"meta", b"link", b"hr"})
_HAS_ID = re.compile(rb"<[a-z0-9]+[^>]*\sid=")


@dataclass(frozen=True)
class Sound:
    """A page as it should have come, and what it says."""

    name: str
    body: bytes
    store: Marketplace | None = None

    @cached_property
    def reading(self) -> Reading:
        """What the undamaged page says."""
        return read_page(self.body, market=self.store)

    @cached_property
    def text(self) -> str:
        """Every word of the page, hidden ones too."""
        return tidy(LexborHTMLParser(self.body).body.text(separator=" ", strip=False))  # type: ignore[union-attr]

    @cached_property
    def own_amounts(self) -> frozenset[Decimal]:
        """Every amount on the page outside of advertising, in its data too."""
        tree = LexborHTMLParser(self.body)
        for node in tree.css(_ADVERTISED):
            node.decompose()
        return self._amounts(_NUMBER.findall(unescape(tree.html or "")))

    @cached_property
    def foreign_amounts(self) -> frozenset[Decimal]:
        """Those of advertised products and of other formats that are none of this product's."""
        text = " ".join(node.text(separator=" ") for node in LexborHTMLParser(self.body).css(_ADVERTISED))
        return self._amounts(_NUMBER.findall(text)) - self.own_amounts

    def _amounts(self, numbers: list[str]) -> frozenset[Decimal]:
        return frozenset(each.value for number in numbers for each in amounts(number, self.store or self._said))

    @cached_property
    def _said(self) -> Marketplace | None:
        return marketplace(self.reading.market or "")

    @cached_property
    def elements(self) -> tuple[tuple[int, int], ...]:
        """Where each element begins and ends that has an id, a list item, a cell, or a line."""
        return tuple(_elements(self.body))

    @cached_property
    def closings(self) -> tuple[tuple[int, int], ...]:
        """Where the closing tags are."""
        return tuple(found.span() for found in _TAG.finditer(self.body) if found[1])


@lru_cache(maxsize=1)
def sandbox_pages() -> tuple[Sound, ...]:
    """Every product of the shop at three moments."""
    world = World(7, 1.0)
    return tuple(
        Sound(
            f"{product.asin} at {moment}",
            product_page(product, world.state(product, moment), "https://shop.example").encode(),
            marketplace(product.market),
        )
        for product in PRODUCTS
        for moment in MOMENTS
    )


@lru_cache(maxsize=1)
def payload_pages() -> tuple[Sound, ...]:
    """The small pages that the tests keep, products only."""
    sound = (Sound(path.stem, path.read_bytes()) for path in sorted(PAYLOADS.glob("*.html")))
    return tuple(page for page in sound if page.reading.listing is not None)


@lru_cache(maxsize=1)
def real_pages() -> tuple[Sound, ...]:
    """Saved pages of products, where they are at hand."""
    return tuple(Sound(path.name, gzip.decompress(path.read_bytes())) for path in sorted(REAL.glob("pdp_*.html.gz")))


def truncated(page: Sound, chance: Random) -> bytes:
    """Ends anywhere."""
    return page.body[: chance.randrange(len(page.body))]


def flipped(page: Sound, chance: Random) -> bytes:
    """Some bytes are others, of the page or of what it was packed into."""
    body = bytearray(page.body if chance.random() < 0.8 else chance.choice(_PACKINGS)(page.body))
    for _ in range(chance.randint(1, 40)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return bytes(body)


def cut_out(page: Sound, chance: Random) -> bytes:
    """Some elements are missing."""
    body = page.body
    for begins, ends in _apart(page, chance, chance.randint(1, 4)):
        body = body[:begins] + body[ends:]
    return body


def doubled(page: Sound, chance: Random) -> bytes:
    """Some elements come twice."""
    body = page.body
    for begins, ends in _apart(page, chance, chance.randint(1, 3)):
        body = body[:ends] + page.body[begins:ends] + body[ends:]
    return body


def swapped(page: Sound, chance: Random) -> bytes:
    """Two elements stand in each other's place."""
    second, first = [*_apart(page, chance, 2), (0, 0), (0, 0)][:2]
    body = page.body
    if second == (0, 0) or first == (0, 0):
        return body
    return (
        body[: first[0]] + body[slice(*second)] + body[first[1] : second[0]] + body[slice(*first)] + body[second[1] :]
    )


def unclosed(page: Sound, chance: Random) -> bytes:
    """Some closing tags are missing."""
    body = page.body
    for begins, ends in sorted(chance.sample(page.closings, min(len(page.closings), chance.randint(1, 4))))[::-1]:
        body = body[:begins] + body[ends:]
    return body


def packed(page: Sound, chance: Random) -> bytes:
    """Packed, and cut short on the way."""
    body = chance.choice(_PACKINGS)(page.body)
    return body[: chance.randrange(len(body))]


def miscoded(page: Sound, chance: Random) -> bytes:
    """In another character set than it says, or encoded twice."""
    text = page.body.decode()
    said = chance.choice(("utf-8", "iso-8859-1", "shift_jis", "windows-1256", "euc-jp", "no-such-set"))
    codec = chance.choice(("utf-8", "cp1252", "cp932", "utf-16", "utf-16-le", "utf-8 twice"))
    text = text.replace('charset="utf-8"', f'charset="{said}"')
    if codec == "utf-8 twice":
        return text.encode().decode("latin-1").encode()
    return text.encode(codec, "replace")


Damage = Callable[[Sound, Random], bytes]


def _raw_deflate(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


def _quick_gzip(body: bytes) -> bytes:
    return gzip.compress(body, 1, mtime=0)


def _quick_brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=1))


_PACKINGS = (_quick_gzip, zlib.compress, _raw_deflate, _quick_brotli)


def _apart(page: Sound, chance: Random, number: int) -> list[tuple[int, int]]:
    """Some elements of which none holds another, the last first."""
    chosen: list[tuple[int, int]] = []
    for begins, ends in chance.sample(page.elements, min(len(page.elements), number)):
        if all(ends <= other[0] or begins >= other[1] for other in chosen):
            chosen.append((begins, ends))
    return sorted(chosen, reverse=True)


def _elements(body: bytes) -> Iterator[tuple[int, int]]:
    open_tags: list[tuple[bytes, int]] = []
    for found in _TAG.finditer(body):
        closes, name, empty = found.groups()
        if empty or name in _VOID or name in {b"html", b"body", b"head"}:
            continue
        if not closes:
            open_tags.append((name, found.start()))
        elif open_tags and open_tags[-1][0] == name:
            begins = open_tags.pop()[1]
            if name in {b"li", b"tr", b"p", b"ul", b"table", b"script"} or _HAS_ID.match(body, begins):
                yield begins, found.end()
