"""Care looks at the images of listings: each version's once, within bounds, and never at the cost of the audit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.pictures.pillow_pictures import PillowPictures
from core.cadence import Cadence
from core.care import EVERY, Care
from core.memory import BriefMemory
from core.ports.pictures import Pictures
from core.watching.rule import Rule
from tests.adapters.pictures.drawing import GREY, WHITE, drawn
from tests.core.alerts.test_audit_score import GOOD
from tests.servers.images import ImageServer, image_server
from tests.shop import BLENDER, CABLE
from tests.stage import HERE, Stage

AUGUST = datetime(2026, 8, 10, 9, 0, tzinfo=UTC)


class Watched:
    """An own listing with an audit rule, whose images a test draws."""

    def __init__(self, stage: Stage, server: ImageServer, pictures: Pictures | None = None) -> None:
        self.stage, self.server = stage, server
        # Its memory is as short as a process: that nothing is asked for twice is care's own doing.
        self.pictures = pictures or PillowPictures(BriefMemory(stage.clock.now), base_url=server.base_url)

    async def tracked(self, *, product=BLENDER, **images) -> None:
        """Track it with these images."""
        self.stage.clock.at = AUGUST
        self.stage.shelf.put(product)
        self.show(product, **images)
        await self.stage.say(f"/track {product.asin} only audit")

    def show(self, product=BLENDER, *, main: bytes | None, name: str = "main") -> None:
        """The listing with this main image, and seven in all."""
        for number, figure in enumerate(("ellipse", "cross", "square") * 2):
            self.server.put(f"other-{number}._AC_SL500_.jpg", drawn(200, 120 + 70 * number, figure=figure))
        others = [self.server.url(f"other-{number}.jpg") for number in range(6)]
        first = self.server.put(f"{name}-{product.asin}.jpg", main) if main else self.server.url("gone.jpg")
        self.stage.shelf.edit(product, **{**GOOD, "images": (first, *others)})

    async def cared(self, *, after: timedelta = EVERY) -> list[str]:
        """A round of care that much later, by a process that has just begun; what was told."""
        self.stage.clock.at += after
        pictures = self.pictures
        if isinstance(pictures, PillowPictures):
            pictures = PillowPictures(BriefMemory(self.stage.clock.now), base_url=self.server.base_url)
        await Care(self.stage.storage, self.stage.clock, Cadence(timedelta(hours=6)), pictures).round()
        await pictures.close()
        return await self.stage.told()

    async def rule(self) -> Rule:
        """The audit rule, with what it remembers."""
        async with self.stage.storage.begin() as work:
            (one,) = [row for row, _ in await work.watches.standing_in(HERE) if row.watch.product == BLENDER]
        return one.rules[0]


@pytest.fixture
async def watched(stage: Stage):
    async with image_server() as server:
        yield Watched(stage, server)


async def test_images_are_fetched_once_for_as_long_as_they_are_the_same(watched: Watched):
    await watched.tracked(main=drawn(1700, ground=GREY))
    assert await watched.cared() == []
    assert len(watched.server.asked) == 7
    assert "I04=ERROR" in (await watched.rule()).about
    assert [one for _ in range(3) for one in await watched.cared()] == []
    assert len(watched.server.asked) == 7


async def test_a_new_main_image_that_is_not_on_white_is_told_when_it_has_been_looked_at(watched: Watched):
    await watched.tracked(main=drawn(1700, ground=WHITE))
    assert await watched.cared() == []
    watched.show(main=drawn(900, ground=GREY), name="new")
    assert await watched.stage.later(hours=6) == []
    await watched.stage.later(minutes=3)
    (told,) = await watched.cared()
    assert told.startswith("Audit score fell: ")
    assert "I04: Main image's border is" in told
    assert await watched.cared() == []


async def test_an_edit_of_the_text_is_judged_with_the_images_that_were_seen_before(watched: Watched):
    await watched.tracked(main=drawn(900, ground=GREY))
    await watched.cared()
    watched.stage.shelf.edit(BLENDER, title="Vortex Blender with Glass Jar, 900 W, 1.5 L, Black")
    await watched.stage.later(hours=6)
    await watched.stage.later(minutes=3)
    assert "I04=ERROR" in (await watched.rule()).about
    assert len(watched.server.asked) == 7


@pytest.mark.parametrize("body", [None, b"no image", b"\xff\xd8\xff broken"], ids=["gone", "text", "broken"])
async def test_what_cannot_be_seen_is_not_judged_and_stops_nothing(watched: Watched, body):
    await watched.tracked(main=None)
    if body:
        watched.show(main=body)
    await watched.stage.say("/check 1")
    assert await watched.cared() == []
    about = (await watched.rule()).about
    assert not {"I03", "I04", "I05"} & {part.split("=")[0] for part in about.split(" ")}


async def test_an_image_that_could_not_be_seen_is_tried_again_a_week_later(watched: Watched):
    await watched.tracked(main=b"not yet")
    await watched.cared()
    watched.show(main=drawn(1700, ground=GREY))
    assert await watched.cared() == []
    assert "I04=ERROR" in (await watched.rule()).about


class Slow:
    """Eyes that take their time, by the clock of the test."""

    def __init__(self, stage: Stage, takes: timedelta) -> None:
        self.stage, self.takes, self.looked = stage, takes, 0

    async def look_at(self, urls):
        """Nothing is seen, and time has passed."""
        self.looked += 1
        self.stage.clock.at += self.takes
        return ()

    async def close(self) -> None:
        """Nothing to let go of."""


async def test_a_round_of_looking_ends_after_ten_minutes_and_the_audits_are_done_all_the_same(stage: Stage):
    async with image_server() as server:
        slow = Slow(stage, timedelta(minutes=7))
        watched = Watched(stage, server, slow)
        products = [BLENDER, CABLE, *(replace(CABLE, asin=f"B0MANY0{number}00") for number in range(4))]
        for product in products:
            await watched.tracked(product=product, main=drawn(300))
        assert await watched.cared() == []
    assert slow.looked == 2
    assert (await watched.rule()).anchor is not None
