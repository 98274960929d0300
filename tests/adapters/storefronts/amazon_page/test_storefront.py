"""Looks over a loopback server: what each answer becomes."""

import asyncio
import gzip
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.storefronts.amazon_page.fetching import MAX_ON_THE_WIRE, retry_after
from adapters.storefronts.amazon_page.storefront import AmazonPages
from core.catalog.asin import Product
from core.catalog.snapshot import Look, Outcome, Seen, Unseen
from tests.servers.amazon import AmazonServer, Answer, amazon_server

PAGES = Path(__file__).parents[3] / "payloads" / "amazon_page"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BOOK = Product("0306406152", "com")


def page(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


async def looks(amazon: AmazonServer, *products: Product) -> list[Look]:
    storefront = AmazonPages(now=lambda: NOW, base_url=amazon.base_url)
    try:
        return [look async for look in storefront.look(products)]
    finally:
        await storefront.close()


async def look_at(answer: Answer, product: Product = BOOK) -> Look:
    async with amazon_server(lambda _: answer) as amazon:
        (look,) = await looks(amazon, product)
    return look


async def test_a_product_page_is_seen() -> None:
    look = await look_at(Answer(body=gzip.compress(page("com_book")), headers={"Content-Encoding": "gzip"}))

    assert isinstance(look, Seen)
    assert look.product == BOOK
    assert look.snapshot.at == NOW
    assert look.snapshot.offer.price == Decimal("11.90")


async def test_a_whole_page_is_seen_whose_length_nobody_said() -> None:
    assert isinstance(await look_at(Answer(body=page("com_book"), unframed=True)), Seen)


async def test_the_store_is_asked_in_its_own_language_at_its_own_address() -> None:
    async with amazon_server(lambda _: Answer(body=page("de_accordion"))) as amazon:
        (look,) = await looks(amazon, Product("B0DEACCORD", "de"))

    assert isinstance(look, Seen)
    assert amazon.asked == ["/dp/B0DEACCORD?marketplace=de"]
    assert amazon.headers[0]["accept-language"] == "de-DE,de;q=0.9"
    assert amazon.headers[0]["cookie"] == "i18n-prefs=EUR; lc-acbde=de_DE"


@pytest.mark.parametrize(
    ("answer", "product", "why", "detail"),
    [
        (Answer(body=page("robot_button_com")), BOOK, "blocked", "robot check"),
        (Answer(status=404, body=page("robot_image_es")), BOOK, "blocked", "robot check"),
        (Answer(status=503, body=page("robot_image_es")), BOOK, "blocked", "robot check"),
        (Answer(status=503, body=page("dog_de")), BOOK, "blocked", "HTTP 503"),
        (Answer(status=429), BOOK, "blocked", "HTTP 429"),
        (Answer(status=500, body=b"oops"), BOOK, "error", "HTTP 500"),
        (Answer(body=page("dog_de")), BOOK, "error", "Amazon's error page"),
        (Answer(status=404, body=page("missing_fr")), BOOK, "not_found", "no such page"),
        (Answer(status=404, body=b"<html>gateway</html>"), BOOK, "error", "HTTP 404"),
        (Answer(body=page("search_it")), BOOK, "not_a_product", "search results"),
        (Answer(body=b""), BOOK, "error", "empty page"),
        (Answer(body=page("com_without_title")), BOOK, "error", "page without a title"),
        (Answer(body=page("com_book")), Product("B0OTHER001", "com"), "error", "page of another product, 0306406152"),
        (Answer(body=page("com_book")), Product("0306406152", "co.uk"), "error", "page of another store, com"),
        (Answer(body=page("de_in_pounds")), Product("B0POUNDS01", "de"), "error", "prices in another currency (GBP)"),
        (Answer(body=b" " * (MAX_ON_THE_WIRE + 1)), BOOK, "error", "page too large"),
        (Answer(body=gzip.compress(b" " * 30_000_000)), BOOK, "error", "page too large"),
        (Answer(body=page("com_book")[:400], breaks=True), BOOK, "error", "connection broken"),
        (Answer(body=page("com_book")[:900], unframed=True), BOOK, "error", "page cut short"),
        (Answer(body=gzip.compress(page("com_book"))[:-40], unframed=True), BOOK, "error", "page cut short"),
        (Answer(status=503, body=b"busy", unframed=True), BOOK, "blocked", "HTTP 503"),
        (
            Answer(status=302, headers={"Location": "http://example.com/dp/0306406152"}),
            BOOK,
            "error",
            "redirected elsewhere",
        ),
        (Answer(status=302, headers={"Location": "/dp/0306406152"}), BOOK, "error", "too many redirects"),
        (Answer(body=page("com_book")), Product("0306406152", "nowhere"), "error", "no Amazon store nowhere"),
    ],
)
async def test_a_look_that_saw_nothing_says_why(answer: Answer, product: Product, why: str, detail: str) -> None:
    look = await look_at(answer, product)

    assert isinstance(look, Unseen)
    assert (look.why, look.detail) == (Outcome(why), detail)


async def test_a_redirect_within_the_host_is_followed() -> None:
    def answer(path: str) -> Answer:
        if path.startswith("/dp/"):
            return Answer(status=301, headers={"Location": "/Kites/dp/0306406152"})
        return Answer(body=page("com_book"))

    async with amazon_server(answer) as amazon:
        (look,) = await looks(amazon, BOOK)

    assert isinstance(look, Seen)


async def test_a_closed_port_is_an_unseen_look() -> None:
    async with amazon_server(lambda _: Answer()) as amazon:
        gone = amazon.base_url
    storefront = AmazonPages(now=lambda: NOW, base_url=gone)

    (look,) = [look async for look in storefront.look([BOOK])]
    await storefront.close()

    assert isinstance(look, Unseen)
    assert look.detail == "could not connect"


async def test_the_wait_that_amazon_asks_for_is_passed_on() -> None:
    look = await look_at(Answer(status=503, headers={"Retry-After": "120"}))

    assert isinstance(look, Unseen)
    assert look.retry_after == timedelta(seconds=120)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("Sun, 22 Nov 2026 12:01:00 GMT", timedelta(minutes=1)),
        ("Sun, 22 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("99999999", timedelta(days=1)),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wait_is_read_in_seconds_or_as_a_date(value: str | None, wait: timedelta | None) -> None:
    assert retry_after(value, NOW) == wait


async def test_a_product_asked_twice_is_looked_at_once() -> None:
    async with amazon_server(lambda _: Answer(body=page("com_book"))) as amazon:
        seen = await looks(amazon, BOOK, BOOK)

    assert len(seen) == len(amazon.asked) == 1


async def test_quick_looks_do_not_wait_for_slow_ones_and_are_let_go_with_the_listener() -> None:
    slow = Product("B0SLOW0001", "com")

    def answer(path: str) -> Answer:
        return Answer(hangs=True) if slow.asin in path else Answer(body=page("com_book"))

    async with amazon_server(answer) as amazon:
        storefront = AmazonPages(now=lambda: NOW, base_url=amazon.base_url)
        listening = storefront.look([slow, BOOK])
        first = await anext(listening)
        await listening.aclose()
        await storefront.close()
        others = [task for task in asyncio.all_tasks() if "AmazonPages._look" in repr(task.get_coro())]

    assert first.product == BOOK
    assert others == []


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        ("B0APPAREL2", "page of another variation of the same product, B0APPAREL1"),
        ("B0PARENT01", "page of another product, a variation of it, B0APPAREL1"),
        ("B0OTHER001", "page of another product, B0APPAREL1"),
    ],
)
async def test_a_redirect_to_another_asin_is_said_and_not_taken(asked: str, detail: str) -> None:
    body = page("com_apparel_unchosen").replace(
        b"</form>", b'<input type="hidden" id="parentAsin" value="B0PARENT01"></form>', 1
    )

    look = await look_at(Answer(body=body), Product(asked, "com"))

    assert isinstance(look, Unseen)
    assert (look.why, look.detail) == (Outcome.ERROR, detail)
