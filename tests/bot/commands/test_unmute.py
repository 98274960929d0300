"""The end of a silence before its time."""

from tests.shop import BLENDER
from tests.stage import Stage


async def test_what_changed_in_the_silence_is_told_at_the_next_look(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    await stage.say("/mute 1")
    stage.shelf.put(BLENDER, "40.00")
    assert await stage.later(hours=6) == []
    assert (await stage.say("/unmute 1")).startswith("No longer muted: 1 · Vortex Blender")
    (alert,) = await stage.later(hours=6)
    assert "measured from $50.00" in alert
    assert "Muted" not in await stage.say("/show 1")


async def test_what_is_not_muted_stays_as_it_is(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    assert await stage.confirm("/unmute all") == "Nothing of that is muted"
