"""Looks through the real client at a loopback Apify: batches, pages, failed runs, refusals, restarts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.storage.sql.storage import SqlStorage
from adapters.storefronts.amazon_page import phrases
from adapters.storefronts.apify.items import actor_named
from adapters.storefronts.apify.runs import ApifyRuns
from adapters.storefronts.apify.storefront import ApifyStorefront
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Look, Outcome, Pending, Seen, Unseen
from core.patience import Patience
from core.runs import RunBook
from tests import databases
from tests.clock import TurnedClock
from tests.servers.apify import TOKEN, ApifyServer, Fault, apify_server, overview, overviews

JUNGLEE = "junglee/amazon-crawler"
AXESSO = "axesso_data/amazon-product-details-scraper"
ONE, TWO, THREE = (Product(f"B0000000{number:02d}", "com") for number in (1, 2, 3))
MOMENT = timedelta(milliseconds=300)


def products(count: int, market: str = "com") -> list[Product]:
    return [Product(f"B0{number:08d}", market) for number in range(count)]


class House:
    """One process after another over one database and one Apify."""

    def __init__(self, apify: ApifyServer, storage: SqlStorage, clock: TurnedClock) -> None:
        self.apify, self.storage, self.clock = apify, storage, clock

    @asynccontextmanager
    async def process(
        self,
        *,
        actor: str = JUNGLEE,
        token: str = TOKEN,
        patience: timedelta = timedelta(seconds=60),
        haste: timedelta = timedelta(0),
    ) -> AsyncIterator[ApifyStorefront]:
        storefront = ApifyStorefront(
            ApifyRuns(token, self.apify.base_url, answer_within=MOMENT * 4, pause=timedelta(milliseconds=1)),
            actor_named(actor, phrases),
            RunBook(self.storage, self.clock, "apify"),
            now=self.clock.now,
            patience=patience,
            haste=haste,
            rest=Patience(timedelta(seconds=30), timedelta(minutes=15), lambda: 0.5),
        )
        yield storefront
        await storefront.close()

    async def looks(self, *asked: Product, **how: Any) -> dict[Product, Look]:
        async with self.process(**how) as storefront:
            return await looks(storefront, *asked)

    async def spent(self) -> Decimal:
        return await RunBook(self.storage, self.clock, "apify").spent(timedelta(days=1))


async def looks(storefront: ApifyStorefront, *asked: Product) -> dict[Product, Look]:
    found = [look async for look in storefront.look(asked)]
    assert len(found) == len({look.product for look in found})
    return {look.product: look for look in found}


@pytest.fixture
async def house() -> AsyncIterator[House]:
    storage = await databases.in_memory()
    clock = TurnedClock()
    async with apify_server(overviews) as apify:
        apify.now = clock.now()
        yield House(apify, storage, clock)
    await storage.close()


def why(look: Look) -> tuple[Outcome, str]:
    assert isinstance(look, Unseen)
    assert look.source == "apify"
    return look.why, look.detail


async def test_a_product_is_seen_as_the_actor_tells_it_and_no_more(house: House) -> None:
    look = (await house.looks(ONE))[ONE]

    assert isinstance(look, Seen)
    assert (look.source, look.snapshot.at) == ("apify", house.clock.now())
    assert (look.snapshot.offer.price, look.snapshot.offer.currency) == (Decimal("20.01"), "USD")
    assert look.snapshot.offer.availability is Availability.UNKNOWN
    assert look.snapshot.ranks == ()


async def test_250_products_of_three_stores_are_asked_for_in_runs_of_at_most_100_each_of_one_store(
    house: House,
) -> None:
    asked = [*products(130), *products(60, "de"), *products(60, "ca"), *products(5)]
    found = await house.looks(*asked)

    assert len(found) == 250
    assert all(isinstance(look, Seen) for look in found.values())
    runs = [run.urls for run in house.apify.runs.values()]
    assert sorted(len(urls) for urls in runs) == [30, 60, 60, 100]
    assert all(len({url.split("/dp/")[0] for url in urls}) == 1 for urls in runs)
    assert len({url for urls in runs for url in urls}) == 250
    assert {look.snapshot.offer.currency for look in found.values() if isinstance(look, Seen)} == {"USD", "EUR", "CAD"}


async def test_items_come_page_by_page(house: House) -> None:
    house.apify.page = 7
    found = await house.looks(*products(100))

    assert all(isinstance(look, Seen) for look in found.values())
    assert house.apify.requests.count("items") == 15


@pytest.mark.parametrize(
    ("status", "detail"),
    [
        ("SUCCEEDED", "Apify delivered nothing for it"),
        ("FAILED", "Apify's run failed before it came to this one"),
        ("TIMED-OUT", "Apify's run timed out before it came to this one"),
        ("ABORTED", "Apify's run was aborted before it came to this one"),
    ],
)
async def test_what_was_delivered_is_kept_however_the_run_ends_and_the_rest_failed(
    house: House, status: str, detail: str
) -> None:
    house.apify.status = status
    house.apify.deliver = lambda urls: overviews(urls[:1])
    found = await house.looks(ONE, TWO)

    assert isinstance(found[ONE], Seen)
    assert why(found[TWO]) == (Outcome.ERROR, detail)


async def test_after_a_run_that_left_products_out_the_next_look_has_them_run_again(house: House) -> None:
    house.apify.deliver = lambda urls: overviews(urls[:1])
    await house.looks(ONE, TWO)
    found = await house.looks(TWO)

    assert isinstance(found[TWO], Seen)
    assert [len(run.urls) for run in house.apify.runs.values()] == [2, 1]


def item(product: Product, **fields: Any) -> dict[str, Any]:
    return overview(f"https://www.amazon.{product.market}/dp/{product.asin}") | fields


@pytest.mark.parametrize(
    ("items", "outcome", "detail"),
    [
        ([item(TWO)], Outcome.ERROR, "Apify delivered nothing for it"),
        ([item(Product(ONE.asin, "de"))], Outcome.ERROR, "Apify delivered nothing for it"),
        ([item(TWO, originalAsin=ONE.asin)], Outcome.ERROR, f"page of another product, {TWO.asin}"),
        ([item(ONE, price={"value": 9, "currency": "£"})], Outcome.ERROR, "prices in another currency (GBP)"),
        ([item(ONE, title=None)], Outcome.ERROR, "item without a title"),
        (
            [{"error": "no_results_found", "url": f"https://www.amazon.com/dp/{ONE.asin}"}],
            Outcome.ERROR,
            "the actor could not read it (no_results_found)",
        ),
        (
            [{"error": "product_not_found", "url": f"https://www.amazon.com/dp/{ONE.asin}"}],
            Outcome.NOT_FOUND,
            "no such page",
        ),
        ([None, 7, "x", [], {}, {"asin": 5}], Outcome.ERROR, "Apify delivered nothing for it"),
    ],
)
async def test_an_item_that_is_no_look_at_what_was_asked_carries_no_values(
    house: House, items: list[Any], outcome: Outcome, detail: str
) -> None:
    house.apify.deliver = lambda _: items
    found = await house.looks(ONE)

    assert list(found) == [ONE]
    assert why(found[ONE]) == (outcome, detail)


async def test_of_several_items_about_one_product_the_first_complete_one_counts(house: House) -> None:
    house.apify.deliver = lambda _: [
        item(ONE, error="timeout"),
        item(ONE, price=None),
        item(ONE, price={"value": 11, "currency": "$"}),
        item(ONE, price={"value": 12, "currency": "$"}),
    ]
    look = (await house.looks(ONE))[ONE]

    assert isinstance(look, Seen)
    assert look.snapshot.offer.price == 11


async def test_the_other_actor_is_asked_in_its_own_way_and_404_is_not_found(house: House) -> None:
    house.apify.deliver = lambda urls: [
        {"statusCode": 200, "url": urls[0], "asin": ONE.asin, "title": "Kettle", "price": 24.9, "countReview": 0},
        {"statusCode": 404, "statusMessage": "NOT_FOUND", "url": urls[1]},
    ]
    found = await house.looks(ONE, TWO, actor=AXESSO)

    (run,) = house.apify.runs.values()
    assert (run.actor, run.input) == (AXESSO, {"urls": [f"https://www.amazon.com/dp/{one.asin}" for one in (ONE, TWO)]})
    assert isinstance(found[ONE], Seen)
    assert why(found[TWO]) == (Outcome.NOT_FOUND, "no such page")


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (Fault(status=402, type="not-enough-usage-to-run-paid-actor"), "Apify's credit is used up"),
        (Fault(status=402, type="actor-memory-limit-exceeded"), "Apify's memory is taken up by other runs"),
        (Fault(status=403, type="full-permission-actor-not-approved"), "the actor must be approved at Apify first"),
        (Fault(status=404, type="record-not-found"), "Apify has no such actor (APIFY_ACTOR)"),
        (Fault(status=429, type="rate-limit-exceeded"), "Apify asks for fewer requests (HTTP 429)"),
        (Fault(status=500), "Apify answered HTTP 500"),
        (Fault(status=502, body="<html>Bad Gateway</html>"), "Apify answered HTTP 502"),
        (Fault(status=201, body="half a pag"), "Apify's answer could not be read"),
        (Fault(status=201, body='{"data": {"id": 5}}'), "Apify's answer could not be read"),
        (Fault(hangs=True), "Apify did not answer in time"),
    ],
)
async def test_a_refusal_is_one_plain_sentence_and_leaves_apify_alone_for_a_time(
    house: House, fault: Fault, detail: str
) -> None:
    house.apify.faults["start"] = [fault]
    async with house.process() as storefront:
        first = (await looks(storefront, ONE))[ONE]
        second = (await looks(storefront, TWO))[TWO]
        assert house.apify.requests.count("start") == 1
        assert isinstance(first, Unseen)
        assert isinstance(second, Unseen)
        assert first.detail.startswith(detail)
        assert (first.why, second.why, second.detail) == (Outcome.ERROR, Outcome.ERROR, first.detail)
        assert second.retry_after is not None
        house.clock.at += second.retry_after
        third = (await looks(storefront, THREE))[THREE]
    assert isinstance(third, Seen)


async def test_a_token_that_is_not_accepted_is_told_with_the_name_of_the_setting(house: House) -> None:
    found = await house.looks(ONE, token="wrong")

    assert why(found[ONE]) == (Outcome.ERROR, "Apify does not accept the token in APIFY_TOKEN")


async def test_the_wait_that_apify_asks_for_is_passed_on(house: House) -> None:
    house.apify.faults["start"] = [Fault(status=429, headers={"Retry-After": "240"})]
    look = (await house.looks(ONE))[ONE]

    assert isinstance(look, Unseen)
    assert look.retry_after == timedelta(seconds=240)


async def test_where_apify_cannot_be_reached_looks_fail_in_one_sentence(house: House) -> None:
    house.apify.base_url = "http://127.0.0.1:9"
    found = await house.looks(ONE)

    assert why(found[ONE]) == (Outcome.ERROR, "Apify could not be reached")


async def test_a_start_whose_answer_was_lost_is_found_again_and_not_repeated(house: House) -> None:
    house.apify.faults["start"] = [Fault(status=500, loses=True)]
    first = (await house.looks(ONE, TWO))[ONE]
    assert isinstance(first, Unseen)
    found = await house.looks(ONE, TWO)

    assert all(isinstance(look, Seen) for look in found.values())
    assert len(house.apify.runs) == 1


async def test_a_start_that_apify_never_had_is_made_again_once_that_is_sure(house: House) -> None:
    house.apify.faults["start"] = [Fault(status=503)]
    await house.looks(ONE)
    owed = (await house.looks(ONE))[ONE]
    assert isinstance(owed, Pending)
    assert owed.detail == "Apify may be starting a run for it already"
    assert house.apify.runs == {}
    house.clock.turn(minutes=2)

    assert isinstance((await house.looks(ONE))[ONE], Seen)
    assert len(house.apify.runs) == 1


async def test_a_run_that_outlasts_a_look_is_taken_in_by_the_next_one(house: House) -> None:
    house.apify.slow = True
    async with house.process(patience=MOMENT) as storefront:
        look = (await looks(storefront, ONE))[ONE]
        assert isinstance(look, Pending)
        assert look.detail == "Apify's run has not finished yet"
        house.apify.finish()
        assert isinstance((await looks(storefront, ONE))[ONE], Seen)
    assert len(house.apify.runs) == 1


async def test_a_look_in_haste_does_not_wait_for_a_run_and_a_later_one_takes_it_in(house: House) -> None:
    house.apify.slow = True
    async with house.process() as storefront:
        for _ in range(3):
            (look,) = [look async for look in storefront.look([ONE], in_haste=True)]
            assert isinstance(look, Pending)
        house.apify.finish()
        (look,) = [look async for look in storefront.look([ONE], in_haste=True)]
        assert isinstance(look, Seen)
    assert len(house.apify.runs) == 1


async def test_a_run_that_is_under_way_for_longer_than_any_may_take_is_a_failure(house: House) -> None:
    house.apify.slow = True
    async with house.process(patience=MOMENT) as storefront:
        await looks(storefront, ONE)
        house.clock.turn(minutes=15)
        assert why((await looks(storefront, ONE))[ONE]) == (Outcome.ERROR, "Apify's run has not finished yet")
    assert len(house.apify.runs) == 1


async def test_a_restart_in_the_middle_of_a_run_picks_it_up_and_starts_no_second_one(house: House) -> None:
    house.apify.slow = True
    asked = products(100)
    async with house.process() as storefront:
        listening = asyncio.create_task(looks(storefront, *asked))
        await house.apify.waited_for.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    house.apify.finish()
    house.clock.turn(minutes=10)
    found = await house.looks(*asked[:30]) | await house.looks(*asked[30:])

    assert all(isinstance(look, Seen) for look in found.values())
    assert len(house.apify.runs) == 1
    assert {look.snapshot.at for look in found.values() if isinstance(look, Seen)} == {house.apify.now}

    house.apify.slow = False
    assert all(isinstance(look, Seen) for look in (await house.looks(*asked)).values())
    assert len(house.apify.runs) == 2


async def test_a_death_between_the_start_and_its_answer_starts_no_second_run(house: House) -> None:
    # What the process that died had written down, and what it had asked of Apify.
    await RunBook(house.storage, house.clock, "apify").begin(JUNGLEE, [ONE])
    async with house.process() as dead:
        run_input = actor_named(JUNGLEE, phrases).asked_for([f"https://www.amazon.com/dp/{ONE.asin}"])
        await dead._runs.start(JUNGLEE, run_input, 1)
    found = await house.looks(ONE)

    assert isinstance(found[ONE], Seen)
    assert len(house.apify.runs) == 1


async def test_two_looks_at_one_product_at_once_share_one_run(house: House) -> None:
    async with house.process() as storefront:
        both = await asyncio.gather(looks(storefront, ONE, TWO), looks(storefront, TWO, THREE))

    assert all(isinstance(look, Seen) for found in both for look in found.values())
    assert sorted(url for run in house.apify.runs.values() for url in run.urls) == [
        f"https://www.amazon.com/dp/{one.asin}" for one in (ONE, TWO, THREE)
    ]


async def test_a_look_that_is_given_up_hands_nothing_over(house: House) -> None:
    async with house.process() as storefront:
        async with aclosing(storefront.look([ONE, TWO])) as listening:
            await anext(listening)
        again = await looks(storefront, ONE, TWO)

    assert all(isinstance(look, Seen) for look in again.values())
    assert len(house.apify.runs) == 1


async def test_faults_while_waiting_are_outlived_and_those_that_last_leave_the_run_for_the_next_look(
    house: House,
) -> None:
    house.apify.faults = {"run": [Fault(status=500), Fault(status=429)], "items": [Fault(status=502)]}
    assert isinstance((await house.looks(ONE))[ONE], Seen)
    house.apify.faults = {"items": [Fault(status=500)] * 3}
    assert why((await house.looks(TWO))[TWO])[1] == "Apify answered HTTP 500"

    assert isinstance((await house.looks(TWO))[TWO], Seen)
    assert len(house.apify.runs) == 2


async def test_what_runs_cost_is_remembered_as_apify_says_it(house: House) -> None:
    await house.looks(ONE)
    house.apify.usage = 0.0315
    await house.looks(TWO)
    house.apify.faults["start"] = [Fault(status=402)]
    await house.looks(THREE)

    assert await house.spent() == Decimal("0.2815")


async def test_a_product_of_a_store_that_does_not_exist_is_no_run(house: House) -> None:
    nowhere = replace(ONE, market="nowhere")
    found = await house.looks(nowhere, ONE)

    assert why(found[nowhere])[1] == "no Amazon store nowhere"
    assert isinstance(found[ONE], Seen)
    assert [len(run.urls) for run in house.apify.runs.values()] == [1]
