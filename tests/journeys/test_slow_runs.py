"""Runs at Apify that take long: everybody else has their turn meanwhile, and nothing is paid twice."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.storefronts.amazon_page import phrases
from adapters.storefronts.apify.items import actor_named
from adapters.storefronts.apify.runs import ApifyRuns
from adapters.storefronts.apify.storefront import ApifyStorefront
from adapters.storefronts.fallback import FallbackStorefront, Source
from core.budget import Budget
from core.cadence import Cadence
from core.catalog.asin import Product
from core.patrol import Patrol
from core.runs import RunBook
from tests.servers.apify import TOKEN, ApifyServer, apify_server, overviews
from tests.shop import Shelf
from tests.stage import Stage

SLOW, OTHER = Product("B000000001", "com"), Product("B000000002", "com")


@pytest.fixture
async def apify() -> AsyncIterator[ApifyServer]:
    async with apify_server(overviews) as served:
        yield served


@pytest.fixture
async def pages(stage: Stage, apify: ApifyServer) -> AsyncIterator[Shelf]:
    """Apify comes first on this stage, then pages, which have everything."""
    apify.now = stage.clock.now()
    runs = ApifyStorefront(
        ApifyRuns(TOKEN, apify.base_url, pause=timedelta(milliseconds=1)),
        actor_named("junglee/amazon-crawler", phrases),
        RunBook(stage.storage, stage.clock, "apify"),
        now=stage.clock.now,
        patience=timedelta(0),
        haste=timedelta(0),
    )
    for product in (SLOW, OTHER):
        stage.shelf.put(product)
    stage.patrol._storefront = FallbackStorefront(
        [Source("Apify", runs), Source("Amazon's own page", stage.shelf)], now=stage.clock.now
    )
    yield stage.shelf
    await stage.patrol._storefront.close()


async def standing(stage: Stage, product: Product):
    async with stage.storage.begin() as work:
        return (await work.products.stand([product]))[product]


async def test_a_run_of_ten_minutes_is_no_failure_and_is_paid_for_once(stage: Stage, apify: ApifyServer, pages: Shelf):
    apify.slow = True
    answer = await stage.say(f"/track {SLOW.asin}")
    assert "Apify's run has not finished yet for B000000001: what it reads comes with the next look, 12:01" in answer
    for _ in range(9):
        assert await stage.later(minutes=1) == []
        owed = await standing(stage, SLOW)
        assert (owed.failure, owed.accepted) == (None, None)
        assert owed.due_at - stage.clock.now() <= timedelta(minutes=1)

    apify.finish()
    await stage.later(minutes=1)
    seen = await standing(stage, SLOW)
    assert (seen.failure, str(seen.accepted.offer.price), seen.accepted.source) == (None, "20.01", "apify")
    assert len(apify.runs) == 1
    assert pages.looked == []
    async with stage.storage.begin() as work:
        assert sum((await work.looks.since(stage.clock.now() - timedelta(days=1))).values()) == 1


async def test_others_are_looked_at_while_a_run_is_under_way(stage: Stage, apify: ApifyServer, pages: Shelf):
    await stage.say(f"/track {OTHER.asin} every 15m")
    stage.clock.turn(minutes=8)
    apify.slow = True
    await stage.say(f"/track {SLOW.asin}")
    apify.slow = False
    apify.now = stage.clock.now() + timedelta(minutes=7)
    await stage.later(minutes=7)

    assert (await standing(stage, OTHER)).looked_at == apify.now
    assert (await standing(stage, SLOW)).looked_at is None
    assert [run.urls[0][-10:] for run in apify.runs.values()] == [OTHER.asin, SLOW.asin, OTHER.asin]


async def test_pages_are_read_once_a_run_takes_longer_than_any_may(stage: Stage, apify: ApifyServer, pages: Shelf):
    apify.slow = True
    await stage.say(f"/track {SLOW.asin}")
    await stage.later(minutes=16)

    assert (await standing(stage, SLOW)).accepted.source == "amazon"
    assert len(apify.runs) == 1


async def test_a_reading_that_comes_after_a_newer_one_changes_nothing(stage: Stage, apify: ApifyServer, pages: Shelf):
    apify.slow = True
    await stage.say(f"/track {SLOW.asin}")
    await stage.later(minutes=16)
    before = await standing(stage, SLOW)
    apify.finish()
    assert await stage.later(hours=1) == []
    await stage.say(f"/check {SLOW.asin}")

    after = await standing(stage, SLOW)
    assert (after.accepted, after.looked_at) == (before.accepted, before.looked_at)
    assert len(apify.runs) == 1


async def test_what_was_asked_of_apify_is_said_by_check_too(stage: Stage, apify: ApifyServer, pages: Shelf):
    await stage.say(f"/track {SLOW.asin} {OTHER.asin}")
    apify.slow = True
    assert "has not finished yet" in await stage.say(f"/check {SLOW.asin}")
    assert "Apify's run has not finished yet for B000000002" in await stage.say("/check all")


async def test_the_wait_for_a_run_goes_with_the_pace(stage: Stage, apify: ApifyServer, pages: Shelf):
    apify.slow = True
    storefront = stage.patrol._storefront
    stage.patrol = Patrol(stage.storage, storefront, stage.clock, Cadence(timedelta(hours=6), pace=60), Budget())
    await stage.say(f"/track {SLOW.asin}")
    await stage.later(minutes=2)

    assert (await standing(stage, SLOW)).due_at - stage.clock.now() == timedelta(seconds=-5)
