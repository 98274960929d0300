"""Looking at a listing's images over HTTP: once each, and within bounds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from adapters.pictures.fetching import MOST_BYTES
from adapters.pictures.pillow_pictures import PillowPictures
from adapters.storefronts.sandbox.products import HERO
from adapters.storefronts.sandbox.server import SandboxShop
from adapters.storefronts.sandbox.world import World
from core.audit.listing import AuditedListing, ListedPicture
from core.audit.report import audit
from core.memory import BriefMemory
from tests.adapters.pictures.drawing import GREY, bomb, drawn
from tests.servers.images import ImageServer, image_server

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTHING = ListedPicture()


class Eyes:
    """Pictures with a clock that a test turns."""

    def __init__(self, server: ImageServer) -> None:
        self.now = NOON
        self.memory = BriefMemory(lambda: self.now)
        self.pictures = PillowPictures(self.memory, base_url=server.base_url, one_s=5.0, all_s=10.0)


@asynccontextmanager
async def eyes() -> AsyncIterator[tuple[ImageServer, Eyes]]:
    async with image_server() as server:
        one = Eyes(server)
        try:
            yield server, one
        finally:
            await one.pictures.close()


async def test_the_main_image_is_seen_in_full_and_the_others_small():
    async with eyes() as (server, look):
        server.put("main.jpg", drawn(1700, 1200, share=0.8))
        server.put("back._AC_SL500_.jpg", drawn(500, figure="cross"))
        main, back = await look.pictures.look_at([server.url("main._AC_SL1500_.jpg"), server.url("back.jpg")])
    assert (main.width, main.height, main.white_ring) == (1700, 1200, Decimal(1))
    assert main.fill == pytest.approx(Decimal("0.8"), abs=Decimal("0.02"))
    assert (back.width, back.white_ring) == (None, None)
    assert back.likeness is not None


async def test_an_image_is_fetched_once_whoever_asks_and_however_often():
    async with eyes() as (server, look):
        url = server.put("main.jpg", drawn(600))
        first, second = await asyncio.gather(look.pictures.look_at([url]), look.pictures.look_at([url]))
        again = await PillowPictures(look.memory, base_url=server.base_url).look_at([url])
        assert server.asked == ["/images/I/main.jpg"]
    assert first == second == again
    assert first[0].width == 600


async def test_what_could_not_be_seen_is_tried_again_after_an_hour():
    async with eyes() as (server, look):
        url = server.put("main.jpg", b"", status=503)
        assert await look.pictures.look_at([url]) == (NOTHING,)
        server.put("main.jpg", drawn(600))
        assert await look.pictures.look_at([url]) == (NOTHING,)
        look.now += timedelta(hours=1, seconds=1)
        assert (await look.pictures.look_at([url]))[0].width == 600


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not here", 404),
        (b"http://127.0.0.1:9/images/I/other.jpg", 302),
        (b"<html>Enter the characters you see below</html>", 200),
        (drawn(400)[:700], 200),
        (b"\xff\xd8\xff" + b"\0" * (MOST_BYTES + 1), 200),
        (b"", 200),
    ],
    ids=["missing", "elsewhere", "robot check", "cut short", "too many bytes", "empty"],
)
async def test_of_an_image_that_is_none_nothing_is_known(body, status):
    async with eyes() as (server, look):
        url = server.put("main.jpg", body, status)
        assert await look.pictures.look_at([url]) == (NOTHING,)
        assert server.asked == ["/images/I/main.jpg"]


async def test_of_a_decompression_bomb_the_size_alone_is_known():
    async with eyes() as (server, look):
        (seen,) = await look.pictures.look_at([server.put("main.png", bomb(50_000, 50_000))])
    assert seen == ListedPicture(width=50_000, height=50_000)


async def test_a_silent_server_takes_no_longer_than_is_allowed_and_hides_no_other_image():
    async with image_server() as server:
        pictures = PillowPictures(BriefMemory(lambda: NOON), base_url=server.base_url, one_s=30.0, all_s=0.5)
        server.put("main.jpg", None)
        server.put("back._AC_SL500_.jpg", drawn(500))
        main, back = await pictures.look_at([server.url("main.jpg"), server.url("back.jpg")])
        await pictures.close()
    assert main == NOTHING
    assert back.likeness is not None


async def test_at_most_nine_images_are_asked_for_and_none_elsewhere():
    async with eyes() as (server, look):
        urls = [server.put(f"p{number}.jpg", drawn(300)) for number in range(20)]
        elsewhere = ["https://m.media-amazon.com/images/I/71abc.jpg", "http://127.0.0.1:9/images/I/71abc.jpg"]
        seen = await look.pictures.look_at([*elsewhere, *urls])
        assert len(seen) == 22
        assert len(server.asked) == 7
    assert seen[:2] == (NOTHING, NOTHING)


async def test_no_images_are_no_trouble():
    async with eyes() as (_, look):
        assert await look.pictures.look_at([]) == ()


@pytest.mark.parametrize(("marks", "width"), [("._AC_SL1600_", 1600), ("._AC_SL1500_", None), ("", None)])
async def test_an_unseen_main_image_is_as_large_as_its_address_promises(marks, width):
    async with eyes() as (server, look):
        (seen,) = await look.pictures.look_at([server.url(f"main{marks}.jpg")])
    assert seen == ListedPicture(width=width)


@pytest.mark.parametrize(
    ("main", "back", "broken"),
    [
        (drawn(2000), drawn(500, figure="cross"), {}),
        (drawn(2000, ground=GREY), drawn(500, figure="cross"), {"I04": "ERROR"}),
        (drawn(2000, share=0.8), drawn(500, figure="cross"), {"I05": "WARN"}),
        (drawn(2000, share=0.5), drawn(500, figure="cross"), {"I05": "WARN"}),
        (drawn(900), drawn(500, figure="cross"), {"I03": "ERROR"}),
        (drawn(2000), drawn(500), {"I07": "INFO"}),
    ],
    ids=["fine", "grey", "loose", "lost", "small", "twins"],
)
async def test_the_rules_about_pixels_read_what_was_seen(main, back, broken):
    async with eyes() as (server, look):
        server.put("main.jpg", main)
        server.put("back._AC_SL500_.jpg", back)
        seen = await look.pictures.look_at([server.url("main.jpg"), server.url("back.jpg")])
    report = audit(AuditedListing(as_of=NOON.date(), pictures=seen))
    found = {one.rule.id: one.severity.name for one in report.findings if one.rule.id != "I02"}
    assert found == broken


async def test_what_was_not_seen_is_not_checked_and_lowers_the_coverage():
    async with eyes() as (server, look):
        server.put("main.jpg", drawn(2000))
        seen = await look.pictures.look_at([server.url("main.jpg")])
        unseen = await look.pictures.look_at([server.url("gone.jpg")])
    known, unknown = (audit(AuditedListing(as_of=NOON.date(), pictures=one)) for one in (seen, unseen))
    assert known.coverage - unknown.coverage == 12
    assert {one.rule.id for one in unknown.findings} == {"I02"}


async def test_the_demos_pictures_can_be_seen():
    shop = SandboxShop(World(1, 1.0))
    address = await shop.open()
    pictures = PillowPictures(BriefMemory(lambda: NOON), base_url=address)
    try:
        main, back = await pictures.look_at([f"{address}/images/I/{HERO}0{number}.png" for number in (1, 2)])
    finally:
        await pictures.close()
        await shop.close()
    assert (main.width, main.height, main.white_ring, main.fill) == (2000, 2000, Decimal(1), Decimal("0.8"))
    assert back.likeness is not None
