"""A store that refuses is left alone, and one look tries again; the clock is turned by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.storefronts.amazon_page.breaker import Breaker, LeftAlone
from adapters.storefronts.amazon_page.host import Host, Manners
from adapters.storefronts.amazon_page.pacing import Pace
from adapters.storefronts.amazon_page.preferences import Preferences
from adapters.storefronts.amazon_page.storefront import AmazonPages
from core.catalog.asin import Product
from core.catalog.marketplace import Marketplace, marketplace
from core.catalog.snapshot import Look, Outcome, Seen, Unseen
from core.patience import Patience
from tests.clock import TurnedClock
from tests.servers.amazon import AmazonServer, Answer, amazon_server

PAGES = Path(__file__).parents[3] / "payloads" / "amazon_page"
ROBOT = (PAGES / "robot_button_com.html").read_bytes()
BOOK = (PAGES / "com_book.html").read_bytes()
SEEN = Product("0306406152", "com")
MINUTE = timedelta(minutes=1)


def store(code: str) -> Marketplace:
    found = marketplace(code)
    assert found is not None
    return found


def others(count: int, market: str = "com") -> list[Product]:
    return [Product(f"B0{number:08d}", market) for number in range(count)]


class Shop:
    """Pages of one loopback shop, read with a clock turned by hand."""

    def __init__(self) -> None:
        self.clock = TurnedClock()
        self.amazon = AmazonServer(self.answer)
        self.pages = self.opened()
        self.refuses = True
        self.headers: dict[str, str] = {}

    def opened(self, pace: float = 1.0) -> AmazonPages:
        return AmazonPages(now=self.clock.now, base_url=self.amazon.base_url, chance=lambda: 0.5, pace=pace)

    def answer(self, _: str) -> Answer:
        return Answer(body=ROBOT if self.refuses else BOOK, headers=self.headers)

    async def look(self, *products: Product) -> list[Look]:
        return [look async for look in self.pages.look(products)]

    async def look_in_turn(self, products: list[Product]) -> list[Look]:
        return [look for product in products for look in await self.look(product)]


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    made = Shop()
    async with amazon_server(made.answer) as made.amazon:
        made.pages = made.opened()
        yield made
        await made.pages.close()


async def test_after_five_robot_checks_in_a_row_the_store_is_not_asked_any_more(shop: Shop) -> None:
    looks = await shop.look_in_turn(others(9))

    assert len(shop.amazon.asked) == 5
    assert [look.detail for look in looks if isinstance(look, Unseen)] == ["robot check"] * 5 + [
        "waiting after robot checks"
    ] * 4
    last = looks[-1]
    assert isinstance(last, Unseen)
    assert (last.why, last.retry_after) == (Outcome.ERROR, MINUTE)


async def test_a_page_in_between_begins_the_row_anew(shop: Shop) -> None:
    for _ in range(3):
        await shop.look_in_turn(others(4))
        shop.refuses = False
        await shop.look(SEEN)
        shop.refuses = True
    assert len(shop.amazon.asked) == 15


async def test_after_the_wait_one_look_tries_and_the_others_wait_for_what_comes_of_it(shop: Shop) -> None:
    await shop.look_in_turn(others(5))
    shop.clock.at += MINUTE
    looks = await shop.look(*others(30))

    assert len(shop.amazon.asked) == 6
    assert sum(isinstance(look, Unseen) and look.detail == "robot check" for look in looks) == 1
    assert {look.retry_after for look in looks if isinstance(look, Unseen)} == {None, 2 * MINUTE}


async def test_when_the_one_that_tries_succeeds_everybody_is_let_in(shop: Shop) -> None:
    await shop.look_in_turn(others(5))
    shop.clock.at += MINUTE
    shop.refuses = False
    looks = await shop.look(SEEN, *others(8))

    assert len(shop.amazon.asked) == 5 + 9
    assert sum(isinstance(look, Seen) for look in looks) == 1


async def test_one_store_that_refuses_says_nothing_of_the_others(shop: Shop) -> None:
    await shop.look_in_turn(others(6))
    assert len(shop.amazon.asked) == 5
    await shop.look_in_turn(others(2, "de"))
    assert len(shop.amazon.asked) == 7


async def test_waits_after_refusals_are_divided_by_the_pace(shop: Shop) -> None:
    shop.pages = shop.opened(pace=60)
    *_, last = await shop.look_in_turn(others(6))

    assert isinstance(last, Unseen)
    assert last.retry_after == timedelta(seconds=1)


async def test_a_look_that_is_given_up_while_it_tries_lets_another_one_try() -> None:
    clock = TurnedClock()
    breaker = Breaker(Patience(MINUTE, MINUTE, lambda: 0.5), now=clock.now)
    for _ in range(5):
        breaker.refused("robot checks", None)
    with pytest.raises(LeftAlone, match="waiting after robot checks"):
        await breaker.enter()
    clock.at += MINUTE

    assert await breaker.enter()
    waiting = asyncio.create_task(breaker.enter())
    await asyncio.sleep(0)
    breaker.leave()
    assert await waiting


async def test_amazon_itself_is_left_alone_at_the_first_retry_after_for_as_long_as_it_asks() -> None:
    clock = TurnedClock()
    breaker = Breaker(Patience(MINUTE, MINUTE), now=clock.now)
    breaker.refused("HTTP 503", timedelta(minutes=7))

    with pytest.raises(LeftAlone, match="waiting after HTTP 503") as left:
        await breaker.enter()
    assert left.value.wait == timedelta(minutes=7)


@asynccontextmanager
async def held(host: Host) -> AsyncIterator[None]:
    async with host.visit(), host.place(1):
        yield


async def test_each_store_has_its_own_places_and_pace() -> None:
    clock, slept = TurnedClock(), list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    manners = Manners(now=clock.now, sleep=sleep, chance=lambda: 0.5, at_once=1)
    com, de = Host(store("com"), manners), Host(store("de"), manners)
    async with held(com), held(de):
        pass
    assert slept == []
    async with held(com):
        pass
    assert slept == [1.5]


@pytest.mark.parametrize(("refusals", "seconds"), [(0, 1.5), (1, 3), (2, 6), (4, 24), (5, 30), (99, 30)])
async def test_pauses_double_with_each_refusal(refusals: int, seconds: float) -> None:
    clock, slept = TurnedClock(), list[float]()

    async def sleep(pause: float) -> None:
        slept.append(pause)

    pace = Pace(timedelta(seconds=1.5), now=clock.now, sleep=sleep, chance=lambda: 0.5)
    await pace.turn(refusals)
    await pace.turn()
    assert slept == [seconds]


def sleeper(slept: list[float]) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    return sleep


async def test_no_two_pauses_are_alike() -> None:
    clock, slept, chances = TurnedClock(), list[float](), iter((0.0, 1.0, 0.5))
    pace = Pace(timedelta(seconds=2), now=clock.now, sleep=sleeper(slept), chance=lambda: next(chances))
    for _ in range(3):
        await pace.turn()
    assert slept == [1.5, 4.0]


@pytest.mark.parametrize(
    ("code", "cookies"),
    [
        ("com", "i18n-prefs=USD; lc-main=en_US"),
        ("co.uk", "i18n-prefs=GBP; lc-acbuk=en_GB"),
        ("co.jp", "i18n-prefs=JPY; lc-acbjp=ja_JP"),
    ],
)
def test_each_store_is_told_its_own_currency_and_language(code: str, cookies: str) -> None:
    assert Preferences(store(code)).headers()["Cookie"] == cookies


def test_the_session_that_holds_the_delivery_location_is_kept_and_nothing_else() -> None:
    preferences = Preferences(store("de"))
    preferences.keep(
        [
            "session-id=262-1; Domain=.amazon.de; Path=/; Secure",
            "ubid-acbde=260-2; Max-Age=31536000",
            "i18n-prefs=USD",
            "lc-acbde=en_GB",
            "at-acbde=a-login; HttpOnly",
            "x-main=somebody",
            "session-token=" + "x" * 5000,
            "=",
            "\x00\xff",
        ]
    )
    kept = "i18n-prefs=EUR; lc-acbde=de_DE; session-id=262-1"
    assert preferences.headers()["Cookie"] == f"{kept}; ubid-acbde=260-2"

    preferences.keep(["ubid-acbde=gone; Max-Age=0"])
    assert preferences.headers()["Cookie"] == kept


async def test_cookies_of_one_store_are_never_told_to_another(shop: Shop) -> None:
    shop.refuses, shop.headers = False, {"Set-Cookie": "session-id=1; Path=/"}
    for market in ("com", "de", "com"):
        await shop.look(Product("0306406152", market))

    assert ["session-id=1" in headers["cookie"] for headers in shop.amazon.headers] == [False, False, True]
