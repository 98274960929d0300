"""Two looks: what is doubtful is told when a second look agrees, and leaves no trace where none does."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from core.cadence import Cadence
from core.catalog.snapshot import Availability, Variation, Witness
from core.patrol import Patrol
from tests.clock import NOON
from tests.shop import BLENDER
from tests.stage import HERE, Stage

DISPUTED = (Witness("offer box", Decimal("44.99")), Witness("cart form", Decimal("20.00")))


async def tracked(stage: Stage) -> None:
    stage.shelf.put(BLENDER, "49.99")
    stage.shelf.edit(
        BLENDER, bullets=("Boils", "Blends"), images=("https://m.media-amazon.com/images/I/71a._AC_SL1500_.jpg",)
    )
    await stage.say("/track B0TESTBL01")


async def accepted(stage: Stage):
    async with stage.storage.begin() as work:
        return (await work.products.stand([BLENDER]))[BLENDER].accepted


async def versions(stage: Stage) -> int:
    async with stage.storage.begin() as work:
        return len((await work.series.listings_since([BLENDER], NOON))[BLENDER])


async def points(stage: Stage) -> int:
    async with stage.storage.begin() as work:
        return len((await work.series.offers_since([BLENDER], NOON))[BLENDER])


CHANGES = {
    "stock": lambda shelf: shelf.stock(BLENDER, Availability.OUT_OF_STOCK),
    "stock and its price": lambda shelf: shelf.offer(
        BLENDER, availability=Availability.OUT_OF_STOCK, price=None, seller=None
    ),
    "Buy Box": lambda shelf: shelf.offer(BLENDER, seller="Somebody Else"),
    "no featured offer": lambda shelf: shelf.offer(
        BLENDER, seller=None, price=None, availability=Availability.NO_FEATURED_OFFER
    ),
    "price jump": lambda shelf: shelf.offer(BLENDER, price=Decimal("20.00")),
    "price vanished": lambda shelf: shelf.offer(BLENDER, price=None),
    "title": lambda shelf: shelf.edit(BLENDER, title="Another title"),
    "bullets": lambda shelf: shelf.edit(BLENDER, bullets=("Boils", "Blends", "Cleans")),
    "images": lambda shelf: shelf.edit(BLENDER, images=("https://m.media-amazon.com/images/I/81b._AC_SL1500_.jpg",)),
    "A+ content": lambda shelf: shelf.edit(BLENDER, has_aplus=True),
    "variations": lambda shelf: shelf.edit(BLENDER, variations=(Variation("B0TESTBL02", "Red"),)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
async def test_a_change_that_the_second_look_does_not_find_leaves_no_trace(stage: Stage, change):
    await tracked(stage)
    before, shelf = await accepted(stage), stage.shelf
    shown = shelf._goods[BLENDER]
    change(shelf)
    assert await stage.later(hours=6) == []
    held = await accepted(stage)
    assert (held.offer, held.listing) == (before.offer, before.listing)
    assert "In doubt: " in await stage.say("/show 1")
    shelf._goods[BLENDER] = shown
    assert await stage.later(minutes=3) == []
    after = await accepted(stage)
    assert (after.offer, after.listing) == (before.offer, before.listing)
    assert (await versions(stage), await points(stage)) == (1, 1)
    assert "In doubt" not in await stage.say("/show 1")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
async def test_a_change_that_the_second_look_finds_again_is_accepted(stage: Stage, change):
    await tracked(stage)
    change(stage.shelf)
    shown = stage.shelf._goods[BLENDER]
    await stage.later(hours=6)
    await stage.later(minutes=3)
    after = await accepted(stage)
    seller = after.offer.seller
    assert after.offer == replace(shown.offer, seller=seller)
    assert seller == (shown.offer.seller or (None if shown.offer.availability.value == "no_featured_offer" else seller))
    assert after.listing == shown.listing
    assert stage.shelf.doubted == [BLENDER]


async def test_what_a_second_look_confirmed_is_told_with_the_time_when_it_was_first_seen(stage: Stage):
    await tracked(stage)
    stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Out of stock")
    assert "First seen: 18:00, confirmed 18:03" in alert


async def test_a_doubt_about_stock_does_not_hold_back_a_price_that_is_certain(stage: Stage):
    await tracked(stage)
    stage.shelf.offer(BLENDER, price=Decimal("42.99"), availability=Availability.OUT_OF_STOCK)
    (alert,) = await stage.later(hours=6)
    assert alert.startswith("Price dropped 14 %: $49.99 → $42.99")
    assert "First seen" not in alert
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Out of stock")


async def test_a_doubt_outlives_a_restart(stage: Stage):
    await tracked(stage)
    stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    assert await stage.later(hours=6) == []
    reborn = Stage(stage.storage)
    reborn.clock.at = stage.clock.at
    reborn.shelf._goods = stage.shelf._goods
    (alert,) = await reborn.later(minutes=3)
    assert alert.startswith("Out of stock")
    assert reborn.shelf.doubted == [BLENDER]


async def test_second_looks_that_settle_nothing_come_ever_more_rarely(stage: Stage):
    await tracked(stage)
    stage.shelf.looked.clear()
    stage.clock.turn(hours=6)
    for minute in range(5 * 60):
        stage.shelf.offer(BLENDER, price=Decimal(5 * 2 ** (minute % 7)))
        await stage.later(minutes=1)
    assert len(stage.shelf.looked) <= 8


async def test_a_price_that_the_page_disputes_is_never_accepted_at_once(stage: Stage):
    await tracked(stage)
    stage.shelf.offer(BLENDER, price=Decimal("44.99"), candidates=DISPUTED)
    assert await stage.later(hours=6) == []
    shown = await stage.say("/show 1")
    assert "Price: $49.99" in shown
    assert (
        "Price not sure: B0TESTBL01: the page says $44.99 or $20.00; until a second look is sure, $49.99 holds" in shown
    )
    assert "The price could not be read for sure:\n- B0TESTBL01" in await stage.say("/status")
    assert await stage.later(minutes=3) == []
    stage.shelf.offer(BLENDER, price=Decimal("44.99"), candidates=())
    (alert,) = await stage.later(minutes=6)
    assert alert.startswith("Price dropped 10 %: $49.99 → $44.99")
    assert "First seen: 18:00, confirmed 18:09" in alert
    assert "not sure" not in await stage.say("/show 1")


async def test_a_disputed_price_that_jumps_is_accepted_only_if_a_sure_look_agrees_with_a_witness(stage: Stage):
    await tracked(stage)
    stage.shelf.offer(BLENDER, price=None, candidates=DISPUTED)
    assert await stage.later(hours=6) == []
    stage.shelf.offer(BLENDER, price=Decimal("500.00"), candidates=())
    assert await stage.later(minutes=3) == []
    stage.shelf.offer(BLENDER, price=Decimal("20.00"), candidates=DISPUTED)
    assert await stage.later(minutes=6) == []
    stage.shelf.offer(BLENDER, price=Decimal("20.00"), candidates=())
    (alert,) = await stage.later(minutes=12)
    assert alert.startswith("Price dropped 60 %: $49.99 → $20.00")


async def test_a_first_look_at_a_disputed_price_shows_none(stage: Stage):
    stage.shelf.put(BLENDER, "44.99")
    stage.shelf.offer(BLENDER, candidates=DISPUTED)
    answer = await stage.say("/track B0TESTBL01")
    assert "Price: no price" in answer
    assert "the page says $44.99 or $20.00; until a second look is sure, none is shown" in answer
    stage.shelf.offer(BLENDER, candidates=())
    assert await stage.later(minutes=3) == []
    assert "Price: $44.99" in await stage.say("/show 1")


async def test_a_title_edit_is_not_held_back_by_a_picture_that_flickers(stage: Stage):
    await tracked(stage)
    stage.shelf.edit(BLENDER, title="Another title")
    for name in "bc":
        stage.shelf.edit(BLENDER, images=(f"https://m.media-amazon.com/images/I/{name}.jpg",))
        await stage.later(hours=6)
    listing = (await accepted(stage)).listing
    assert listing.title == "Another title"
    assert "71a" in listing.images[0]


async def test_the_wait_for_the_second_look_can_be_set_for_all_kinds(stage: Stage):
    await tracked(stage)
    stage.patrol = Patrol(
        stage.storage, stage.shelf, stage.clock, Cadence(timedelta(hours=6), confirm_after=timedelta(minutes=10))
    )
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(minutes=10)
    assert alert.startswith("Listing gone")
    async with stage.storage.begin() as work:
        assert await work.alerts.waiting(HERE) == 0


async def test_a_listing_version_is_written_for_a_confirmed_edit_and_never_for_a_flicker(stage: Stage):
    await tracked(stage)
    stage.shelf.looked.clear()
    for parts in (
        {"images": ("https://images-na.ssl-images-amazon.com/images/I/71a._SX300_.jpg",)},
        {"bullets": (), "images": ()},
        {"title": "Vortex  Blender 1.5 L, 900 W "},
    ):
        stage.shelf.edit(BLENDER, **parts)
        assert await stage.later(hours=6) == []
    assert (len(stage.shelf.looked), await versions(stage)) == (3, 1)
    stage.shelf.edit(BLENDER, title="Vortex Blender 2 L", bullets=("Boils", "Blends", "Cleans"))
    await stage.later(hours=6)
    assert await versions(stage) == 1
    await stage.later(minutes=3)
    assert await versions(stage) == 2
    changes = await stage.say("/changes 1 7d")
    assert "Vortex Blender 2 L" in changes
    assert "1 new" in changes
    assert "images" not in changes
