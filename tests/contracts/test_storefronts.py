"""What every storefront promises: one look for each product, trouble never raised, and no value on failure."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal

import pytest

from adapters.storefronts.amazon_page import phrases
from adapters.storefronts.amazon_page.storefront import AmazonPages
from adapters.storefronts.apify.items import actor_named
from adapters.storefronts.apify.runs import ApifyRuns
from adapters.storefronts.apify.storefront import ApifyStorefront
from adapters.storefronts.fallback import FallbackStorefront, Source
from adapters.storefronts.sandbox.products import PRODUCTS
from adapters.storefronts.sandbox.server import SandboxShop
from adapters.storefronts.sandbox.world import World
from core.catalog.asin import Product
from core.catalog.snapshot import Look, Outcome, Seen, Unseen
from core.ports.world import Storefront
from core.runs import RunBook
from tests import databases
from tests.clock import TurnedClock
from tests.servers.amazon_shop import Good, amazon_shop, robot_check
from tests.servers.apify import TOKEN, Fault, apify_server, overviews

GONE = Product("B0GONE0001", "com")


@dataclass(frozen=True, slots=True)
class Stand:
    """A storefront, products that it has, and what makes it fail from now on."""

    storefront: Storefront
    has: tuple[Product, ...]
    fail: Callable[[], Awaitable[None]]


@asynccontextmanager
async def sandbox() -> AsyncIterator[Stand]:
    shop = SandboxShop(World(7, 1.0), fault_share=0)
    pages = AmazonPages(now=TurnedClock().now, base_url=await shop.open())
    try:
        yield Stand(pages, tuple(Product(one.asin, one.market) for one in PRODUCTS[:3]), shop.close)
    finally:
        await pages.close()
        await shop.close()


@asynccontextmanager
async def amazon_pages() -> AsyncIterator[Stand]:
    has = tuple(Product(f"B0STAND00{number}", "com") for number in range(3))
    async with amazon_shop() as shop:
        shop.goods |= {product.asin: Good(Decimal("25.00")) for product in has}

        async def fail() -> None:
            shop.goods |= {GONE.asin: Good(Decimal("25.00"))}
            shop.manners |= dict.fromkeys(shop.goods, robot_check)

        pages = AmazonPages(now=TurnedClock().now, base_url=shop.base_url)
        yield Stand(pages, has, fail)
        await pages.close()


@asynccontextmanager
async def apify() -> AsyncIterator[Stand]:
    has = tuple(Product(f"B0000000{number:02d}", "com") for number in range(3))
    clock = TurnedClock()
    storage = await databases.in_memory()

    def deliver(urls: list[str]) -> list[object]:
        return overviews([url for url in urls if GONE.asin not in url])

    async with apify_server(deliver) as server:

        async def fail() -> None:
            server.faults["start"] = [Fault(status=402)] * 9

        storefront = ApifyStorefront(
            ApifyRuns(TOKEN, server.base_url),
            actor_named("junglee/amazon-crawler", phrases),
            RunBook(storage, clock, "apify"),
            now=clock.now,
        )
        yield Stand(storefront, has, fail)
        await storefront.close()
    await storage.close()


@asynccontextmanager
async def fallback() -> AsyncIterator[Stand]:
    async with apify() as first, amazon_pages() as second:
        sources = (Source("Apify", first.storefront), Source("Amazon's own page", second.storefront))

        async def fail() -> None:
            await first.fail()
            await second.fail()

        yield Stand(FallbackStorefront(sources, now=TurnedClock().now), first.has, fail)


@pytest.fixture(params=[sandbox, amazon_pages, apify, fallback], ids=lambda made: made.__name__)
async def stand(request: pytest.FixtureRequest) -> AsyncIterator[Stand]:
    async with request.param() as made:
        yield made


async def looks(stand: Stand, *products: Product, doubted: tuple[Product, ...] = ()) -> list[Look]:
    return [look async for look in stand.storefront.look(products, doubted=doubted)]


async def test_each_product_is_looked_at_once_however_often_it_is_asked_for(stand: Stand) -> None:
    nowhere = Product("B0STAND000", "nowhere")
    found = await looks(stand, *stand.has, GONE, nowhere, *stand.has)

    assert sorted(look.product for look in found) == sorted([*stand.has, GONE, nowhere])
    assert {look.product for look in found if isinstance(look, Seen)} == set(stand.has)


async def test_what_is_seen_has_a_title_a_moment_and_says_where_it_was_read(stand: Stand) -> None:
    for look in await looks(stand, *stand.has):
        assert isinstance(look, Seen)
        assert look.snapshot.listing.title
        assert look.snapshot.at.tzinfo is not None
        assert look.source in {"amazon", "apify"}


async def test_a_product_that_is_doubted_is_looked_at_like_any_other(stand: Stand) -> None:
    for _ in range(2):
        found = await looks(stand, *stand.has, doubted=stand.has[:1])
        assert sorted(look.product for look in found) == sorted(stand.has)


async def test_trouble_is_an_unseen_look_that_says_why_and_nothing_is_raised(stand: Stand) -> None:
    await stand.fail()
    found = await looks(stand, *stand.has, GONE)

    assert sorted(look.product for look in found) == sorted([*stand.has, GONE])
    for look in found:
        assert isinstance(look, Unseen)
        assert look.why is not Outcome.OK
        assert look.detail
        assert look.source in {"amazon", "apify"}


async def test_nothing_asked_is_nothing_seen(stand: Stand) -> None:
    assert await looks(stand) == []


async def test_whoever_stops_listening_leaves_nothing_behind(stand: Stand) -> None:
    before = asyncio.all_tasks()
    async with aclosing(stand.storefront.look(stand.has)) as listening:
        await anext(listening)

    mine = {task for task in asyncio.all_tasks() - before if ".storefronts." in repr(task.get_coro())}
    assert mine == set()
