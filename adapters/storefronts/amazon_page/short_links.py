"""Following Amazon's shortened links, by hand and nowhere but through Amazon's own hosts."""

import asyncio
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from adapters.storefronts.amazon_page.fetching import new_client
from core.catalog.asin import BareLink, Product, ShortLink, read_link
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace_of_host
from core.errors import NotAProductLink, ShortLinkLost

_MOST_HOPS: Final = 5
_TOTAL_S: Final = 10.0


class ShortLinks:
    """Turns ``a.co/d/…`` and ``amzn.to/…`` into products, in at most five hops and ten seconds.

    `base_url` stands in for every shortener (tests): the link's path and query are asked of it. Only hosts that
    `core.catalog.asin.read_link` knows as Amazon's are ever asked, so no link leads to a private address.
    """

    def __init__(self, *, base_url: str | None = None) -> None:
        self._base = base_url.rstrip("/") if base_url else None
        self._client = new_client(at_once=4)

    async def follow(self, url: str) -> Product:
        """The product behind a short link.

        Raises:
            NotAProductLink: it leads to no product of Amazon's.
            ShortLinkLost: it could not be followed.

        """
        try:
            async with asyncio.timeout(_TOTAL_S):
                return await self._follow(url)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise ShortLinkLost(url, "no answer") from error

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _follow(self, url: str) -> Product:
        here = url
        for _ in range(_MOST_HOPS + 1):
            match self._read(here, url):
                case Product() as product:
                    return product
                case BareLink(asin):
                    return Product(asin, DEFAULT_MARKETPLACE.code)
                case ShortLink(address):
                    here = await self._next(address, url)
        raise ShortLinkLost(url, "too many redirects")

    def _read(self, here: str, url: str) -> Product | BareLink | ShortLink:
        """What an address on the way is; one of Amazon's own that names no product is a hop like a shortener's."""
        try:
            return read_link(here)
        except NotAProductLink as error:
            parts = urlsplit(here)
            if here != url and marketplace_of_host(parts.hostname or "") and parts.scheme in {"http", "https"}:
                return ShortLink(here)
            raise NotAProductLink(url) from error

    async def _next(self, address: str, url: str) -> str:
        parts = urlsplit(address)
        query = f"?{parts.query}" if parts.query else ""
        asked = f"{self._base}{parts.path}{query}" if self._base else f"https://{parts.hostname}{parts.path}{query}"
        async with self._client.stream("GET", asked) as response:
            location = response.headers.get("Location") if response.is_redirect else None
        if not location:
            raise ShortLinkLost(url, f"HTTP {response.status_code}")
        return urljoin(address, str(location))
