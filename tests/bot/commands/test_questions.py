"""Questions about the past, answered from what was seen: /lows, /priced, /outages, /undercuts."""

import pytest

from core.catalog.asin import Product
from core.catalog.snapshot import Availability
from core.messages import Picture
from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def a_week(stage: Stage) -> None:
    """The blender is tracked from 3 May 12:00: $50, from 4 May $45, from 5 May $50, from 6 May $45 again, then $48."""
    stage.shelf.put(BLENDER, "50.00")
    stage.shelf.put(CABLE, "60.00")
    await stage.say(f"/track {BLENDER.asin}")
    await stage.say(f"/track {CABLE.asin} as competitor")
    for price in ("45.00", "50.00", "45.00", "48.00"):
        stage.shelf.put(BLENDER, price)
        for _ in range(4):
            await stage.later(hours=6)


async def test_when_it_was_cheapest_is_told_with_every_time_and_a_chart(stage: Stage):
    await a_week(stage)
    card = await stage.answer("/lows blender this quarter")
    said = await stage.say("/lows 1 90d")
    assert card.title == "Lowest $45.00: 1 · Vortex Blender 1.5 L, 900 W"
    assert any(isinstance(block, Picture) for block in card.blocks)
    lines = said.splitlines()
    assert lines[1].startswith("Lowest: $45.00, 3 May 18:00 to 4 May 18:00 (24 h), 5 May 18:00 to 6 May 18:0")
    assert lines[2].startswith("Highest: $50.00, 3 May 12:00 to 3 May 18:00 (6 h), 4 May 18:00 to 5 May 18:00")
    assert lines[3] == "Now: $48.00, 6.7 % above it"
    assert lines[4].startswith("Looked through: since 3 May 12:00; not tracked before")


async def test_a_time_before_tracking_has_no_price_and_one_within_has_its_own(stage: Stage):
    await a_week(stage)
    none = await stage.say("/lows 1 in april")
    assert none.startswith("No price was seen then: 1 · Vortex")
    assert "Looked through: nothing is known of that time" in none
    assert (await stage.say("/lows 1 yesterday")).startswith("Lowest $45.00: 1 · Vortex")
    assert "is no time of the past" in await stage.say("/lows 1 in december 2026")


async def test_several_are_a_table(stage: Stage):
    await a_week(stage)
    said = await stage.say("/lows all")
    assert "1 | Vortex Blender 1.5 L, 900 W | $45.00 | 5 May 18:00 to 6 May" in said
    assert "2 | Braided USB-C Cable, 2 m | $60.00 | since 3 May" in said


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("on 3 may", "$50.00 to $45.00, 2 prices on 3 May: 1 · Vortex"),
        ("on 4 may 10:00", "$45.00 on 4 May 10:00: 1 · Vortex"),
        ("on 2 may", "No price was seen on 2 May: 1 · Vortex"),
        ("today", "$48.00 today: 1 · Vortex"),
        ("", "$48.00 today: 1 · Vortex"),
        ("on 31 feb", "“on 31 feb” is no time of the past"),
    ],
)
async def test_the_price_of_a_day_is_told(stage: Stage, asked, answer):
    await a_week(stage)
    assert (await stage.say(f"/priced 1 {asked}")).startswith(answer)


async def test_the_price_of_a_day_says_how_long_it_held(stage: Stage):
    await a_week(stage)
    said = await stage.say("/priced 1 on 4 may 10:00")
    assert "Price: $45.00, 3 May 18:00 to 4 May 18:00" in said
    assert "1 | Vortex Blender 1.5 L, 900 W | $45.00" in await stage.say("/priced all on 4 may 10:00")


async def test_outages_are_counted_with_their_dates(stage: Stage):
    await a_week(stage)
    assert (await stage.say("/outages 1")).startswith("Out of stock never: 1 · Vortex")
    for availability in (Availability.OUT_OF_STOCK, Availability.IN_STOCK):
        stage.shelf.stock(BLENDER, availability)
        await stage.later(hours=6)
        await stage.later(minutes=5)
    said = await stage.say("/outages blender 30d")
    assert said.startswith("Out of stock once: 1 · Vortex")
    assert "Together: 6 h" in said
    assert "% of the time" in said
    assert "Out: 7 May 18:06 to today 00:1" in said
    table = await stage.say("/outages all this year")
    assert "1 | Vortex Blender 1.5 L, 900 W | once | 6 h" in table
    assert "2 | Braided USB-C Cable, 2 m | never" in table
    assert (await stage.say("/outages 1 in april")).startswith("Out of stock: nothing was seen then: 1 · Vortex")


async def test_who_undercut_us_most_often_is_told_with_times_and_the_most(stage: Stage):
    assert "No competitor stands on one list" in await stage.say("/undercuts")
    await a_week(stage)
    assert (await stage.say("/undercuts 30d")).startswith("No competitor was cheaper than us")
    for price in ("40.00", "60.00", "36.00"):
        stage.shelf.put(CABLE, price)
        await stage.later(hours=6)
        await stage.later(minutes=5)
    card = await stage.answer("/undercuts")
    assert card.title == "2 · Braided USB-C Cable, 2 m undercut us"
    assert any(isinstance(block, Picture) for block in card.blocks)
    said = await stage.say("/undercuts this quarter")
    assert "2 | Braided USB-C Cable, 2 m | 2 | 6 h | 25 % today 06:1" in said
    assert ", still so" in said
    assert "Competitors looked through: 1, since" in said
    assert (await stage.say("/undercuts in april")).startswith("No competitor was cheaper than us")


async def test_a_long_table_is_cut_and_says_so(stage: Stage):
    products = [Product(f"B0TESTN{number:03d}", "com") for number in range(32)]
    for product in products:
        stage.shelf.put(product)
    await stage.say(f"/track {' '.join(product.asin for product in products)}")
    for line in ("/lows all", "/outages all", "/priced all"):
        said = await stage.say(line)
        assert "… and 2 more: name those you want." in said
        assert said.count("B0TESTN") == 30
