"""Apify as the data source of a process: killed in the middle of a run, refused, and asked about."""

import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.processes.amazcope import Place, amazcope
from tests.servers.amazon_shop import AmazonShop, Good
from tests.servers.apify import TOKEN, ApifyServer, Fault, apify_server, overviews

ASIN = "B000000001"


@pytest.fixture
async def apify() -> AsyncIterator[ApifyServer]:
    async with apify_server(overviews) as served:
        yield served


@pytest.fixture
def paying(place: Place, apify: ApifyServer) -> Place:
    theirs = {"APIFY_TOKEN": TOKEN, "APIFY_BASE_URL": apify.base_url, "AMAZCOPE_CHECK_EVERY": "1h"}
    return replace(place, settings=place.settings | theirs)


async def test_killed_in_the_middle_of_a_run_it_takes_in_that_run_and_pays_for_no_second_one(
    paying: Place, apify: ApifyServer
) -> None:
    apify.slow = True
    async with amazcope(paying, "run") as process:
        process.say(f"/track {ASIN}")
        await apify.waited_for.wait()
        process.signal(signal.SIGKILL)
        await process.end()
    apify.finish()

    async with amazcope(paying, "run") as process:
        while "Price: $20.01" not in await process.ask(f"/show {ASIN}"):
            assert len(apify.runs) == 1
        assert await process.stop() == 0
        assert process.err == ""
    assert [run.urls for run in apify.runs.values()] == [[f"https://www.amazon.com/dp/{ASIN}"]]


async def test_what_apify_refuses_is_read_from_amazons_own_page(
    paying: Place, apify: ApifyServer, shop: AmazonShop
) -> None:
    apify.faults["start"] = [Fault(status=402)]
    shop.goods[ASIN] = Good(Decimal("25.00"))
    async with amazcope(paying, "run") as process:
        assert "Price: $25.00" in await process.ask(f"/track {ASIN}")
        assert await process.stop() == 0
        assert process.err == ""


async def test_what_nobody_can_read_is_told_with_the_setting_to_correct(paying: Place) -> None:
    wrong = replace(
        paying, settings=paying.settings | {"APIFY_TOKEN": "wrong", "AMAZON_BASE_URL": "http://127.0.0.1:9"}
    )
    async with amazcope(wrong, "run") as process:
        answer = await process.ask(f"/track {ASIN}")
        assert "Apify does not accept the token in APIFY_TOKEN; Amazon's own page: could not connect for B0" in answer
        assert "wrong" not in answer
        assert await process.stop() == 0
        assert process.err == ""
    async with amazcope(wrong, "doctor") as process:
        assert await process.end() == 1
        assert (
            "BROKEN Data source: Apify does not accept the token in APIFY_TOKEN. Fix: correct APIFY_TOKEN."
            in process.out
        )


async def test_the_doctor_names_whose_token_it_is(paying: Place) -> None:
    async with amazcope(paying, "doctor") as process:
        await process.end()
        assert "Apify accepts the token of kettles, and has the actor junglee/amazon-crawler." in process.out
