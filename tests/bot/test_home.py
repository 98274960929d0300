"""A person's own page: lists, open alerts, health and budget, in the words of the rest."""

from bot.home import home_card
from core.messages import Form
from tests.shop import BLENDER, CABLE
from tests.stage import ANA, HERE, Stage, words


async def page(stage: Stage) -> str:
    return words(await home_card(stage.conversation._staff, HERE, ANA))


async def test_a_newcomer_is_told_the_one_thing_to_do_first_and_given_the_form(stage: Stage):
    card = await home_card(stage.conversation._staff, HERE, ANA)
    assert "send me an Amazon link" in words(card)
    assert "No alert is open." in words(card)
    assert isinstance(card.blocks[-1], Form)


async def test_it_names_the_lists_with_their_products_nearest_to_firing_first(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    stage.shelf.put(CABLE, "10.00")
    await stage.say("/track B0TESTBL01 only drops 50%")
    await stage.say("/track B0TESTCA01 list cables only below 9.90")
    shown = await page(stage)
    assert "(1), cables (1)" in shown
    assert shown.index("Braided USB-C") < shown.index("Vortex Blender")


async def test_open_alerts_stand_there_until_somebody_takes_them_in_hand(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 only drops 10%")
    stage.shelf.put(BLENDER, "40.00")
    await stage.later(hours=6)
    shown = await page(stage)
    assert "Open alerts:" in shown
    assert "Price dropped 20 %: $50.00 → $40.00" in shown
    assert "/ack 1" in shown
    await stage.say("/ack 1")
    assert "No alert is open." in await page(stage)


async def test_it_says_how_looking_goes_and_that_no_budget_is_set(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    shown = await page(stage)
    assert "read within its interval" in shown
    assert "Next look: " in shown
    assert "No budget is set" in shown
