"""Listings that go, lead elsewhere, and come back."""

from core.catalog.snapshot import Outcome
from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def test_a_listing_is_gone_after_two_answers_an_hour_apart_and_told_once(stage: Stage):
    stage.shelf.put(BLENDER)
    assert "listing gone" in await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    assert "Amazon has no such page for B0TESTBL01" in await stage.say("/show 1")
    (alert,) = await stage.later(hours=1)
    assert alert.startswith("Listing gone · Vortex Blender 1.5 L, 900 W")
    assert "First seen: 18:00, confirmed 19:00" in alert
    assert "Rule: listing gone, set by Ana today" in alert
    assert "BSR" not in alert
    assert await stage.later(hours=6) == []
    shown = await stage.say("/show 1")
    assert "Amazon has no page for B0TESTBL01 since 3 May 18:00. I say so when it is back." in shown
    assert "$49.99" in shown


async def test_a_page_missing_twice_within_the_hour_is_not_gone_yet(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    await stage.say("/check 1")
    assert await stage.later(minutes=50) == []
    await stage.say("/check 1")
    assert await stage.told() == []
    (alert,) = await stage.later(minutes=10)
    assert alert.startswith("Listing gone")


async def test_a_robot_check_in_between_neither_confirms_nor_resets(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    assert await stage.later(hours=1) == []
    stage.shelf.take_away(BLENDER)
    (alert,) = await stage.later(hours=1)
    assert alert.startswith("Listing gone")
    assert "First seen: 18:00" in alert


async def test_blocks_and_errors_alone_are_never_gone(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01 every 1d")
    for why, detail in (
        (Outcome.BLOCKED, "robot check"),
        (Outcome.ERROR, "HTTP 503"),
        (Outcome.NOT_A_PRODUCT, "search"),
    ):
        stage.shelf.fail(BLENDER, why, detail)
        told = await stage.later(hours=24)
        assert "Listing" not in " ".join(told)


async def test_a_page_read_in_between_resets(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    stage.shelf.mend(BLENDER)
    assert await stage.later(hours=1) == []
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    assert "Amazon has no page" not in await stage.say("/show 1")


async def test_a_listing_is_back_when_two_looks_have_read_it(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    assert len(await stage.later(hours=1)) == 1
    stage.shelf.put(BLENDER, "42.99")
    assert await stage.later(hours=6) == []
    assert "Amazon has no page for B0TESTBL01" in await stage.say("/show 1")
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Listing back · Vortex Blender")
    assert "Price dropped" in alert
    assert "$42.99" in await stage.say("/show 1")


async def test_a_listing_that_flickers_while_it_is_gone_is_not_back(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    await stage.later(hours=6)
    await stage.later(hours=1)
    stage.shelf.mend(BLENDER)
    assert await stage.later(hours=6) == []
    stage.shelf.take_away(BLENDER)
    assert await stage.later(minutes=3) == []
    assert "Amazon has no page for B0TESTBL01 since 3 May 18:00." in await stage.say("/show 1")


async def test_a_listing_that_leads_to_another_is_redirected_and_the_other_can_be_tracked(stage: Stage):
    stage.shelf.put(BLENDER)
    stage.shelf.put(CABLE)
    await stage.say("/track B0TESTBL01")
    stage.shelf.lead(BLENDER, CABLE.asin)
    assert await stage.later(hours=6) == []
    assert "Amazon showed another product, B0TESTCA01, for B0TESTBL01 at 18:00" in await stage.say("/show 1")
    (alert,) = await stage.later(hours=1)
    assert alert.startswith("Listing redirected to B0TESTCA01 · Vortex Blender")
    assert "/track B0TESTCA01 on com" in alert
    assert "Tracking 2 · Braided USB-C Cable" in await stage.say("/track B0TESTCA01 on com")
    assert "Amazon shows B0TESTCA01 in the place of B0TESTBL01 since 18:00." in await stage.say("/show 1")


async def test_what_leads_elsewhere_and_then_goes_is_told_as_both(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01 every 1h")
    stage.shelf.lead(BLENDER, CABLE.asin)
    told = [line for _ in range(2) for line in await stage.later(hours=1)]
    stage.shelf.take_away(BLENDER)
    told += [line for _ in range(3) for line in await stage.later(hours=1)]
    assert [line.split(" · ")[0] for line in told] == ["Listing redirected to B0TESTCA01", "Listing gone"]


async def test_a_suspicion_outlives_a_restart(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    assert await stage.later(hours=6) == []
    reborn = Stage(stage.storage)
    reborn.clock.at = stage.clock.at
    reborn.shelf.take_away(BLENDER)
    (alert,) = await reborn.later(hours=1)
    assert alert.startswith("Listing gone")


async def test_a_gone_listing_is_asked_for_at_its_usual_interval_and_is_no_failure(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.take_away(BLENDER)
    await stage.later(hours=6)
    await stage.later(hours=1)
    stage.shelf.looked.clear()
    for _ in range(5):
        await stage.later(hours=1)
    assert stage.shelf.looked == []
    status = await stage.say("/status")
    assert status.startswith("The one product tracked here was read within its interval.")
    assert "Not there:\n- Amazon has no page for B0TESTBL01" in status
