"""Silence, and what comes after it."""

from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def test_a_muted_product_is_looked_at_and_not_told(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    assert (await stage.say("/mute 1 12h")).startswith("Muted until Mon 00:00: 1 · Vortex Blender")
    stage.shelf.put(BLENDER, "40.00")
    assert await stage.later(hours=6) == []
    assert "$40.00" in await stage.say("/show 1")
    assert "Muted: until Mon 00:00" in await stage.say("/show 1")


async def test_what_still_differs_when_the_silence_ends_is_told_then(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    await stage.say("/mute 1 7h")
    stage.shelf.put(BLENDER, "40.00")
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(hours=6)
    assert "measured from $50.00" in alert
    assert await stage.later(hours=6) == []


async def test_what_came_and_went_in_the_silence_is_not_told(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    await stage.say("/mute 1 7h")
    stage.shelf.put(BLENDER, "40.00")
    assert await stage.later(hours=6) == []
    stage.shelf.put(BLENDER, "50.00")
    assert await stage.later(hours=6) == []


async def test_silence_always_says_until_when(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    assert (await stage.say("/mute blender")).startswith("Muted until you unmute: 1 ·")
    assert (await stage.confirm("/mute all until mon 9:00")).startswith("Muted until Mon 09:00: 2 products")
    assert "muted until Mon 09:00" in await stage.say("/list muted")
    assert "muted until Mon 09:00" in await stage.say("/alerts 1")


async def test_a_moment_that_is_past_or_none_is_refused(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    answer = await stage.say("/mute 1 until 2020-01-01")
    assert answer.startswith("“2020-01-01” is no moment in the future.")
    assert "Muted" not in await stage.say("/show 1")


async def test_a_mute_can_be_undone(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await stage.say("/mute 1 4h")
    await stage.say("/undo")
    assert "Muted" not in await stage.say("/show 1")
