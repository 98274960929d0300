"""The end of a silence: told then, by a look taken after it, and without one where there is nothing to tell."""

from dataclasses import replace

from core.catalog.snapshot import Outcome
from tests.shop import BLENDER
from tests.stage import Stage

DROP = "Price dropped 12 %: $50.00 → $44.00"


async def in_silence(stage: Stage, price: str, *, hours: int = 7) -> None:
    """The blender is muted for so many hours; after six a look has found this price."""
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 only changes 10%")
    await stage.say(f"/mute 1 {hours}h")
    stage.shelf.put(BLENDER, price)
    assert await stage.later(hours=6) == []
    stage.shelf.looked.clear()


async def test_what_differs_is_looked_at_once_more_and_told(stage: Stage):
    await in_silence(stage, "44.00")
    assert await stage.later(hours=1) == []
    assert stage.shelf.looked == []
    (told,) = await stage.later(seconds=1)
    assert told.startswith(DROP)
    assert stage.shelf.looked == [BLENDER]


async def test_where_nothing_differs_nobody_looks_before_its_time(stage: Stage):
    await in_silence(stage, "49.00")
    assert [await stage.later(hours=1), await stage.later(minutes=1)] == [[], []]
    assert stage.shelf.looked == []


async def test_what_has_come_back_since_the_last_look_is_never_told(stage: Stage):
    await in_silence(stage, "44.00")
    stage.shelf.put(BLENDER, "50.00")
    assert [await stage.later(hours=1), await stage.later(seconds=1)] == [[], []]
    assert stage.shelf.looked == [BLENDER]
    assert await stage.later(hours=6) == []


async def test_while_the_store_shows_robot_checks_nothing_is_told_of_old_and_patience_is_kept(stage: Stage):
    await in_silence(stage, "44.00")
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    told = [await stage.later(hours=1), await stage.later(seconds=1), *[await stage.later(seconds=5) for _ in range(9)]]
    assert told == [[]] * 11
    assert stage.shelf.looked == [BLENDER]
    stage.shelf.mend(BLENDER)
    (told,) = await stage.later(hours=1)
    assert told.startswith(DROP)


async def test_a_look_that_is_due_anyhow_is_the_look(stage: Stage):
    await in_silence(stage, "44.00", hours=8)
    (told,) = await stage.later(hours=7)
    assert told.startswith(DROP)
    assert stage.shelf.looked == [BLENDER]


async def test_more_silences_than_a_page_end_together_and_each_is_told_once(stage: Stage, monkeypatch):
    monkeypatch.setattr("core.resumption._PAGE", 2)
    many = [replace(BLENDER, asin=f"B0TESTMA{number:02}") for number in range(5)]
    for product in many:
        stage.shelf.put(product, "50.00")
        await stage.say(f"/track {product.asin} only changes 10%")
    await stage.confirm("/mute all 7h")
    for product in many:
        stage.shelf.put(product, "44.00")
    await stage.later(hours=6)
    stage.shelf.looked.clear()
    assert await stage.later(hours=1) == []
    (told,) = await stage.later(seconds=1)
    assert told.count(DROP) == len(many)
    assert sorted(stage.shelf.looked, key=str) == many
