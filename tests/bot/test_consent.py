"""Plans: what is asked back before it is done."""

import re

import pytest

from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, Stage


async def two_products(stage: Stage) -> None:
    """A blender of our own, and a competitor's cable on the list “cables”."""
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01")
    await stage.say("/track B0TESTCA01 as competitor list cables")


async def test_untracking_several_products_is_asked_back_and_done_once_confirmed(stage: Stage):
    await two_products(stage)
    plan = await stage.say("/untrack 1 2")
    assert plan.startswith("/untrack 2 products?")
    assert "1 · Vortex Blender" in plan
    assert "Only you can confirm this, within ten minutes." in plan
    assert (await stage.say("/list")).startswith("2 products tracked")
    (confirm,) = re.findall(r"/(confirm \w+)", plan)
    assert (await stage.say(confirm)).startswith("No longer tracking 2 products")
    assert "Nothing is tracked here yet" in await stage.say("/list")
    assert "Undone" in await stage.say("/undo")
    assert (await stage.say("/list")).startswith("2 products tracked")


ASKED_BACK = (
    "/untrack 1 2",
    "/untrack all",
    "/untrack everything",
    "/untrack all competitors",
    "/untrack own",
    "/untrack list:cables",
    "/untrack everything on list cables",
    "/mute all",
    "/mute all competitors 4h",
    "/mute list:cables 4h",
    "/mute all price 4h",
    "/unmute all",
    "/unmute all price",
    "/alert all drops 5%",
    "/alert competitor drops 5%",
    "/alert list:cables drops 5%",
    "/alert off own",
    "/alert off all price",
    "untrack everything",
    "mute all the competitors",
)
DONE_AT_ONCE = (
    "/untrack 1",
    "/untrack B0TESTCA01",
    "/untrack braided cable",
    "/mute 1 4h",
    "/mute blender price 4h",
    "/mute 1 2 4h",
    "/unmute 1",
    "/alert 1 drops 5%",
    "/alert 1 2 drops 5%",
    "/alert off 1 price",
    "/show all",
    "/check all",
    "/alerts all",
    "/ack all",
    "/compare all",
    "/list competitor",
)


@pytest.mark.parametrize("line", ASKED_BACK)
async def test_several_and_groups_are_asked_back_before_they_are_changed(stage: Stage, line: str):
    await two_products(stage)
    before = await stage.say("/alerts all")
    assert "/confirm " in await stage.say(line)
    assert await stage.say("/alerts all") == before


@pytest.mark.parametrize("line", DONE_AT_ONCE)
async def test_what_is_named_is_changed_at_once_and_looking_is_never_asked_back(stage: Stage, line: str):
    await two_products(stage)
    answer = await stage.say(line)
    assert answer
    assert "/confirm " not in answer


@pytest.mark.parametrize("line", [line for line in ASKED_BACK if line != "/untrack 1 2"])
async def test_a_group_of_one_product_is_asked_back_as_well(stage: Stage, line: str):
    stage.shelf.put(CABLE)
    await stage.say(f"/track B0TESTCA01 list cables {'' if 'own' in line else 'as competitor'}")
    before = await stage.say("/alerts all")
    assert "/confirm " in await stage.say(line)
    assert await stage.say("/alerts all") == before


@pytest.mark.parametrize(
    ("line", "title", "shown"),
    [
        ("/mute all price until mon 9:00", "/mute 2 products?", "/mute all price until mon 9:00"),
        ("/alert all competitors drops 5%", "/alert 2 · Braided USB-C Cable, 2 m?", "/alert competitor price drops 5%"),
    ],
)
async def test_a_plan_shows_all_that_would_be_done(stage: Stage, line: str, title: str, shown: str):
    await two_products(stage)
    first, second, *_ = (await stage.say(line)).splitlines()
    assert (first, second) == (title, shown)


async def test_what_joins_a_group_while_its_plan_waits_is_left_alone(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    plan = await stage.say("/untrack everything")
    assert plan.startswith("/untrack 1 · Vortex Blender")
    stage.shelf.put(CABLE)
    await stage.say("/track B0TESTCA01")
    (confirm,) = re.findall(r"/(confirm \w+)", plan)
    assert (await stage.say(confirm)).startswith("No longer tracking 1 ·")
    assert (await stage.say("/list")).startswith("1 product tracked")


async def test_all_competitors_are_the_competitors_and_not_everything(stage: Stage):
    await two_products(stage)
    assert (await stage.confirm("/untrack all competitors")).startswith("No longer tracking 2 · Braided")
    assert (await stage.say("/list")).startswith("1 product tracked")


async def test_a_plan_is_for_its_asker_its_chat_and_ten_minutes(stage: Stage):
    await two_products(stage)
    (confirm,) = re.findall(r"/(confirm \w+)", await stage.say("/untrack all"))
    await stage.say(confirm, person=BEN)
    await stage.say(confirm, chat=ChatId("console", "", "other"))
    assert (await stage.say("/list")).startswith("2 products tracked")
    stage.clock.turn(minutes=11)
    await stage.say(confirm)
    assert (await stage.say("/list")).startswith("2 products tracked")
    (cancel,) = re.findall(r"/(cancel \w+)", await stage.say("/untrack all"))
    assert "nothing was changed" in await stage.say(cancel)
    await stage.say(cancel.replace("cancel", "confirm"))
    assert (await stage.say("/list")).startswith("2 products tracked")
