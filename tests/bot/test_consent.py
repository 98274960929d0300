"""Plans: what is asked back before it is done."""

import re

from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, Stage


async def two_products(stage: Stage) -> None:
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01 B0TESTCA01")


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


async def test_one_product_needs_no_question(stage: Stage):
    await two_products(stage)
    assert (await stage.say("/untrack 1")).startswith("No longer tracking 1 ·")
    assert (await stage.say("/untrack all")).startswith("No longer tracking 2 ·")


async def test_writes_on_a_group_are_asked_back_and_looking_is_not(stage: Stage):
    await two_products(stage)
    for line in ("/mute all", "/alert all drops 5%", "/alert off own", "/untrack all"):
        assert "/confirm " in await stage.say(line)
    for line in ("/show all", "/check all", "/alerts all", "/ack all", "/mute 1 2 4h"):
        assert "/confirm " not in await stage.say(line)


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
