"""Looking at products on Amazon's own pages."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from adapters.storefronts.amazon_page.breaker import Breaker, LeftAlone
from adapters.storefronts.amazon_page.fetching import Fetched, FetchFailed, fetch, new_client
from adapters.storefronts.amazon_page.host import Host, Manners
from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.asin import Product
from core.catalog.marketplace import Marketplace, marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Look, Outcome, Seen, Snapshot, Unseen

_MOST_CONNECTIONS: Final = 16
_SERVER_ERRORS: Final = 500
_BLOCKING: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.FORBIDDEN})


class AmazonPages:
    """A storefront that reads product pages, a few at once of each store, spaced; a store that refuses is left alone.

    `base_url` puts all stores behind one root, which is told the store (``{base}/dp/{ASIN}?marketplace={M}``); on this
    machine there are no pauses between looks. `pace` divides the waits after refusals; `chance` and `sleep` are for
    those who turn the clock by hand.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        base_url: str | None = None,
        pace: float = 1.0,
        chance: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now = now
        self._base = base_url.rstrip("/") if base_url else None
        self._client = new_client(at_once=_MOST_CONNECTIONS)
        is_here = self._base is not None and _is_loopback(self._base)
        self._manners = Manners(now=now, sleep=sleep, chance=chance, pace=pace, is_here=is_here)
        self._hosts: dict[str, Host] = {}

    async def look(
        self, products: Sequence[Product], *, doubted: Collection[Product] = (), in_haste: bool = False
    ) -> AsyncGenerator[Look, None]:
        """One look for each product, as they come. Whoever stops listening stops the looks that are under way."""
        wanted = tuple(dict.fromkeys(products))
        tasks = [asyncio.create_task(self._look(product, len(wanted))) for product in wanted]
        try:
            for task in asyncio.as_completed(tasks):
                yield await task
        finally:
            for open_task in tasks:
                open_task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Let go of connections."""
        with suppress(RuntimeError):
            await self._client.aclose()

    async def _look(self, product: Product, company: int) -> Look:
        store = marketplace(product.market)
        if store is None:
            return self._unseen(product, Outcome.ERROR, f"no Amazon store {product.market}")
        host = self._hosts.setdefault(store.code, Host(store, self._manners))
        try:
            async with host.visit() as breaker:
                async with host.place(company):
                    fetched = await fetch(
                        self._client, self._address(product, store), preferences=host.preferences, now=self._now()
                    )
                # In a thread: a hostile page may take the best part of a second, and the loop has other work.
                reading = await asyncio.to_thread(read_page, fetched.body, market=store)
                look = self._judge(product, store, fetched, reading)
                _report(look, fetched, breaker)
                return look
        except LeftAlone as left:
            return self._unseen(product, Outcome.ERROR, str(left), left.wait)
        except FetchFailed as trouble:
            return self._unseen(product, Outcome.ERROR, str(trouble))

    def _address(self, product: Product, store: Marketplace) -> str:
        if self._base:
            return f"{self._base}/dp/{product.asin}?marketplace={store.code}"
        return f"https://{store.host}/dp/{product.asin}"

    def _judge(self, product: Product, store: Marketplace, fetched: Fetched, reading: Reading) -> Look:
        why, detail = _trouble(product, store, fetched.status, reading)
        if why is not Outcome.OK or reading.listing is None:
            return self._unseen(product, why, detail, fetched.retry_after)
        return Seen(
            Snapshot(
                product=product,
                at=self._now(),
                offer=reading.offer,
                listing=reading.listing,
                ranks=reading.ranks,
                rating=reading.rating,
                reviews=reading.reviews,
            )
        )

    def _unseen(self, product: Product, why: Outcome, detail: str, wait: timedelta | None = None) -> Unseen:
        return Unseen(product=product, at=self._now(), why=why, detail=detail, retry_after=wait)


def _report(look: Look, fetched: Fetched, breaker: Breaker) -> None:
    """Tell the store's breaker whether it answers us: a robot check or 5xx is a refusal, a page of any kind is not."""
    if isinstance(look, Unseen) and (look.why is Outcome.BLOCKED or fetched.status >= _SERVER_ERRORS):
        breaker.refused("robot checks" if look.detail == "robot check" else look.detail, fetched.retry_after)
    else:
        breaker.worked()


def _trouble(product: Product, store: Marketplace, status: int, reading: Reading) -> tuple[Outcome, str]:
    """Why this answer is no look at this product; OK where it is one."""
    if reading.outcome is Outcome.BLOCKED:
        return Outcome.BLOCKED, reading.detail
    if status != HTTPStatus.OK:
        return _by_status(status, reading)
    if reading.outcome is not Outcome.OK:
        return reading.outcome, reading.detail
    return _mismatch(product, store, reading)


def _by_status(status: int, reading: Reading) -> tuple[Outcome, str]:
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        is_gone = reading.outcome is Outcome.NOT_FOUND
        return (Outcome.NOT_FOUND, reading.detail) if is_gone else (Outcome.ERROR, f"HTTP {status}")
    return (Outcome.BLOCKED if status in _BLOCKING else Outcome.ERROR), f"HTTP {status}"


def _mismatch(product: Product, store: Marketplace, reading: Reading) -> tuple[Outcome, str]:
    if reading.asin is None:
        return Outcome.ERROR, "page without an ASIN"
    if reading.asin != product.asin:
        return Outcome.ERROR, f"page of another {_kinship(product, reading)}, {reading.asin}"
    if reading.market not in {None, store.code}:
        return Outcome.ERROR, f"page of another store, {reading.market}"
    currency = reading.offer.currency
    if currency not in {None, store.currency}:
        return Outcome.ERROR, f"prices in another currency ({currency})"
    return Outcome.OK, ""


def _kinship(product: Product, reading: Reading) -> str:
    """What the page's product is to the one that was asked for: where Amazon redirects to, as far as the page tells."""
    listing = reading.listing
    if listing is None:
        return "product"
    if listing.parent_asin == product.asin:
        return "product, a variation of it"
    is_sibling = any(variation.asin == product.asin for variation in listing.variations)
    return "variation of the same product" if is_sibling else "product"


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
