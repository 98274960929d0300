"""The shop over a real socket."""

import gzip
import signal
import time
from contextlib import asynccontextmanager
from itertools import pairwise

import httpx
import pytest

from adapters.storefronts.sandbox.pages.numbers import written
from adapters.storefronts.sandbox.products import HERO, PRODUCTS, find
from adapters.storefronts.sandbox.server import SandboxShop
from adapters.storefronts.sandbox.world import World


class HandTurned:
    """A clock that stands still until it is turned."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@asynccontextmanager
async def opened(*, clock=time.monotonic, fault_share=0.0, seed=7):
    shop = SandboxShop(World(seed, 1.0, clock), fault_share=fault_share)
    async with httpx.AsyncClient(base_url=await shop.open()) as browser:
        try:
            yield shop, browser
        finally:
            await shop.close()


def page_of(response: httpx.Response) -> str:
    body = response.content
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: str(each.product))
async def test_every_product_is_served_with_its_price_of_the_moment(product):
    clock = HandTurned()
    async with opened(clock=clock) as (shop, browser):
        for clock.seconds in (0, 40, 130):
            response = await browser.get(f"/dp/{product.asin}", params={"marketplace": product.market})
            state = shop.world.state(product, clock.seconds)
            assert response.status_code == 200
            assert state.price is None or written(state.price, product.market).text in page_of(response)


async def test_the_hero_s_page_shows_the_drop():
    clock, hero = HandTurned(), find(HERO)
    async with opened(clock=clock) as (shop, browser):
        before = page_of(await browser.get(f"/dp/{HERO}"))
        clock.seconds = 9.0
        after = page_of(await browser.get(f"/dp/{HERO}"))
    assert "$29.99" in before
    assert written(shop.world.state(hero, 9).price, "com").text in after
    assert "$29.99" not in after


async def test_the_index_lists_everything_with_its_price():
    async with opened() as (shop, browser):
        shelf = page_of(await browser.get("/"))
    assert all(f"/dp/{each.asin}?marketplace={each.market}" in shelf for each in PRODUCTS)
    assert written(shop.world.state(find(HERO), 0).price, "com").text in shelf


@pytest.mark.parametrize(
    "path", ["/dp/B0NOTHERE1", f"/dp/{HERO}?marketplace=de", "/dp/short", "/images/I/x.png", "/else"]
)
async def test_what_the_shop_does_not_have_is_a_short_404(path):
    async with opened() as (_, browser):
        response = await browser.get(path)
    assert response.status_code == 404
    assert "Page Not Found" in response.text
    assert "api-services-support" in response.text


async def test_a_hostile_marketplace_is_not_echoed_as_markup():
    async with opened() as (_, browser):
        response = await browser.get("/dp/B0NOTHERE1", params={"marketplace": "<script>"})
    assert "<script>" not in response.text


async def test_pictures_are_served_by_the_shop_itself():
    async with opened() as (_, browser):
        response = await browser.get(f"/images/I/{HERO}01._AC_SL500_.png")
    assert response.headers["content-type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert int.from_bytes(response.content[16:20], "big") == 500


@pytest.mark.parametrize(("accepts", "encoding"), [("gzip, deflate, br", "gzip"), ("identity", None)])
async def test_a_body_is_gzipped_only_for_those_who_take_it(accepts, encoding):
    async with opened() as (_, browser):
        response = await browser.get(f"/dp/{HERO}", headers={"accept-encoding": accepts})
    assert response.headers.get("content-encoding") == encoding
    assert "productTitle" in response.text


async def test_one_product_is_sent_gzipped_without_saying_so():
    silent = next(each for each in PRODUCTS if each.unlabelled_gzip)
    async with opened() as (_, browser):
        response = await browser.get(f"/dp/{silent.asin}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in response.headers
    assert response.content.startswith(b"\x1f\x8b")
    assert "productTitle" in page_of(response)


async def test_faults_show_as_robot_checks_and_bare_503s_and_never_in_a_row():
    clock = HandTurned()
    async with opened(clock=clock, fault_share=0.4) as (_, browser):
        clock.seconds = 60.0
        given = [await browser.get("/dp/B0ZLANTRN8") for _ in range(60)]
    good = ["productTitle" in page_of(response) for response in given]
    kinds = {(r.status_code, "validateCaptcha" in r.text) for r, fine in zip(given, good, strict=True) if not fine}
    assert kinds == {(200, True), (503, True), (503, False)}
    assert good[0]
    assert all(one or other for one, other in pairwise(good))


async def test_the_host_keeps_its_signals_and_can_open_again():
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    shop = SandboxShop(World(7, 1.0))
    first = await shop.open()
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == handlers
    await shop.close()
    await shop.close()
    second = await shop.open()
    await shop.close()
    assert first.startswith("http://127.0.0.1:")
    assert second.startswith("http://127.0.0.1:")


async def test_nobody_is_served_after_closing():
    async with opened() as (shop, browser):
        await browser.get("/")
        await shop.close()
        with pytest.raises(httpx.ConnectError):
            await browser.get("/")
