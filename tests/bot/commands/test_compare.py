"""Products side by side."""

from tests.shop import BLENDER, CABLE, LAMP
from tests.stage import Stage


async def test_the_cheapest_comes_first_with_what_its_price_did(stage: Stage):
    stage.shelf.put(BLENDER, "50.00", rank=900)
    stage.shelf.put(CABLE, "60.00", rank=300)
    await stage.say("/track B0TESTBL01")
    await stage.say("/track B0TESTCA01 as competitor")
    stage.shelf.put(CABLE, "45.00", rank=300)
    await stage.later(hours=6)
    lines = (await stage.say("/compare 1 2")).splitlines()
    assert lines[0] == "2 products compared"
    assert lines[1] == "No. | Product | Price | Lowest, 30 days | Change, 30 days | BSR | Rating | Stock"
    assert lines[2].startswith("2 | Braided USB-C Cable, 2 m (competitor) | $45.00 | $45.00 | −25 % | #300 in Kitchen")
    assert lines[3].startswith("1 | Vortex Blender 1.5 L, 900 W | $50.00 | $50.00 | none | #900 in Kitchen")
    assert "Cheapest: 2 · Braided USB-C Cable, 2 m at $45.00" in lines
    assert "Best ranked: 2 · Braided USB-C Cable, 2 m, #300 in Kitchen & Dining" in lines


async def test_one_alone_is_compared_with_the_competitors(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01")
    refused = await stage.say("/compare blender")
    assert refused.startswith("A comparison needs two products or more")
    await stage.say("/track B0TESTCA01 as competitor")
    assert (await stage.say("/compare blender")).startswith("2 products compared")
    assert (await stage.say("/compare blender competitor")).startswith("2 products compared")
    assert (await stage.say("/compare 2")).startswith("A comparison needs two products or more")


async def test_prices_in_different_currencies_have_no_cheapest(stage: Stage):
    for product in (BLENDER, LAMP):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01 B0TESTLA01@de")
    answer = await stage.say("/compare all")
    assert "49,99 €" in answer
    assert "Cheapest" not in answer
