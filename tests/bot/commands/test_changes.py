"""What changed lately."""

from core.catalog.snapshot import Availability
from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def test_one_product_s_changes_newest_first(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "48.00")
    await stage.later(hours=6)
    stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    for _ in range(2):
        await stage.later(hours=6)
    lines = (await stage.say("/changes blender")).splitlines()
    assert lines[0] == "2 changes in the last 7 days: 1 · Vortex Blender 1.5 L, 900 W"
    assert lines[1].endswith(": Stock: in stock → out of stock")
    assert lines[2].endswith(": Price dropped 4 %: $50.00 → $48.00")


async def test_all_products_in_one_table(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product, "50.00")
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    assert await stage.say("/changes") == "Nothing changed in the last 7 days on 2 products"
    stage.shelf.put(CABLE, "51.00")
    await stage.later(hours=6)
    answer = await stage.say("/changes 2d")
    assert answer.startswith("1 change in the last 2 days on 1 of 2 products\nNo. | Product | When | What")
    assert "2 | Braided USB-C Cable, 2 m | " in answer
    assert "Price rose 2 %: $50.00 → $51.00" in answer


async def test_the_window_ends_what_is_told(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "48.00")
    await stage.later(hours=6)
    await stage.later(days=8)
    assert (await stage.say("/changes 1")).startswith("Nothing changed in the last 7 days: 1 · Vortex")
    assert (await stage.say("/changes 1 30d")).startswith("1 change in the last 30 days")


async def test_with_nothing_tracked_there_is_nothing_to_tell(stage: Stage):
    assert (await stage.say("/changes")).startswith("Nothing is tracked here yet")
    assert "is not on a list" in await stage.say("/changes B0TESTBL01")
