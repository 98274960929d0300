"""Rules for all, for a role and for a list: what is added later, shown, replaced, ended, undone."""

import re

import pytest

from core.catalog.asin import Product
from core.messages import ChatId, Document
from tests.shop import BLENDER, CABLE, LAMP
from tests.stage import Stage

MIXER = Product("B0TESTMX01", "com")
ELSEWHERE = ChatId("console", "", "elsewhere")


@pytest.fixture
async def tracked(stage: Stage) -> Stage:
    for product in (BLENDER, CABLE, LAMP, MIXER):
        stage.shelf.put(product, "50.00")
    await stage.say("/track B0TESTBL01 only buybox")
    return stage


async def rules_of(stage: Stage, number: int) -> str:
    rows = (await stage.say(f"/alerts {number}")).splitlines()
    return " · ".join(row for row in rows if row.startswith(f"{number} | "))


async def test_a_rule_for_all_holds_for_what_is_added_later_and_names_who_set_it(tracked: Stage):
    answer = await tracked.confirm("/alert all price below 20 and bsr below 500")
    assert "It holds for products that are added later, too." in answer
    await tracked.say("/track B0TESTCA01")
    assert "price below $20.00 and BSR below 500 | Ana, today" in await rules_of(tracked, 2)
    assert "price ±10 %" in await rules_of(tracked, 2)
    assert "- products: price below $20.00 and BSR below 500, set by Ana" in await tracked.say("/alerts")


async def test_a_rule_for_all_of_several_products_holds_for_what_is_added_later_and_while_the_plan_waits(
    tracked: Stage,
):
    await tracked.say("/track B0TESTMX01")
    plan = await tracked.say("/alert all drops 7%")
    await tracked.say("/track B0TESTCA01")
    (confirm,) = re.findall(r"/(confirm \w+)", plan)
    assert "It holds for products that are added later, too." in await tracked.say(confirm)
    await tracked.say("/track B0TESTLA01 on de")
    for number in (1, 2, 3, 4):
        assert "price −7 %" in await rules_of(tracked, number)
    await tracked.confirm("/alert off all price")
    assert "−7 %" not in await tracked.say("/alerts")


async def test_a_rule_for_the_competitors_of_a_list_holds_for_them_alone(tracked: Stage):
    await tracked.say("/track B0TESTMX01 as competitor list cables")
    await tracked.confirm("/alert competitors on list cables drops 7%")
    await tracked.say("/track B0TESTCA01 as competitor list cables")
    await tracked.say("/track B0TESTLA01 on de list cables")
    assert ["price −7 %" in await rules_of(tracked, number) for number in (1, 2, 3, 4)] == [False, True, True, False]


async def test_a_rule_for_a_role_holds_for_that_role_alone(tracked: Stage):
    await tracked.say("/track B0TESTMX01 as competitor")
    answer = await tracked.confirm("/alert competitor drops 7%")
    assert "It holds for competitors that are added later, too." in answer
    await tracked.say("/track B0TESTCA01 as competitor")
    await tracked.say("/track B0TESTLA01 on de")
    assert "price −7 %" in await rules_of(tracked, 3)
    assert "price −7 %" not in await rules_of(tracked, 4)


async def test_a_rule_for_a_list_holds_for_that_list_alone(tracked: Stage):
    await tracked.say("/track B0TESTCA01 list cables")
    await tracked.confirm("/alert list:cables drops 7%")
    await tracked.say("/track B0TESTMX01 list cables")
    await tracked.say("/track B0TESTLA01 on de")
    assert "price −7 %" in await rules_of(tracked, 3)
    assert "price −7 %" not in await rules_of(tracked, 4)


async def test_a_rule_for_single_products_is_theirs_alone(tracked: Stage):
    assert "added later" not in await tracked.say("/alert 1 drops 7%")
    await tracked.say("/track B0TESTCA01")
    assert "price −7 %" not in await rules_of(tracked, 2)


async def test_only_means_only_and_a_wish_comes_before_the_lists_rule(tracked: Stage):
    await tracked.confirm("/alert all changes 5%")
    await tracked.say("/track B0TESTCA01 only stock")
    await tracked.say("/track B0TESTMX01 changes 20%")
    assert "±5 %" not in await rules_of(tracked, 2)
    assert "price ±20 %" in await rules_of(tracked, 3)
    assert "±5 %" not in await rules_of(tracked, 3)


async def test_the_same_words_with_another_value_take_its_place(tracked: Stage):
    await tracked.confirm("/alert all changes 5%")
    await tracked.confirm("/alert all changes 8%")
    await tracked.say("/track B0TESTCA01")
    assert "price ±8 %" in await rules_of(tracked, 2)
    assert "±5 %" not in await tracked.say("/alerts")


async def test_undo_takes_it_back_and_brings_back_what_it_replaced(tracked: Stage):
    await tracked.confirm("/alert all changes 5%")
    await tracked.confirm("/alert all changes 8%")
    await tracked.say("/undo")
    assert "- products: price ±5 %" in await tracked.say("/alerts")
    await tracked.say("/undo")
    assert "added later" not in await tracked.say("/alerts")


async def test_alert_off_for_all_ends_it_for_what_comes_later_and_can_be_undone(tracked: Stage):
    await tracked.confirm("/alert all changes 5%")
    await tracked.confirm("/alert off all price")
    await tracked.say("/track B0TESTCA01")
    assert "±5 %" not in await rules_of(tracked, 2)
    await tracked.say("/undo")
    await tracked.say("/undo")
    await tracked.say("/track B0TESTMX01")
    assert "price ±5 %" in await rules_of(tracked, 3)


async def test_an_amount_is_in_each_stores_currency_and_one_of_another_is_left_out(tracked: Stage):
    await tracked.confirm("/alert all below 20")
    await tracked.confirm("/alert all above 90 USD")
    await tracked.say("/track B0TESTLA01 on de")
    assert "price below 20,00 €" in await rules_of(tracked, 2)
    assert "90" not in await rules_of(tracked, 2)


async def test_what_could_never_be_told_of_a_product_is_left_out(tracked: Stage):
    await tracked.say("/track B0TESTMX01 as competitor")
    await tracked.confirm("/alert all undercut 2%")
    await tracked.say("/track B0TESTCA01")
    assert "undercut" not in await rules_of(tracked, 3)


async def test_an_import_brings_the_lists_rules_along(tracked: Stage):
    await tracked.confirm("/alert all changes 5%")
    card = await tracked.answer("", documents=(Document("mine.csv", b"asin\nB0TESTCA01\n"),))
    (plan,) = [button.says for block in card.blocks for button in getattr(block, "row", ()) if "confirm" in button.says]
    await tracked.say(f"/{plan}")
    assert "price ±5 %" in await rules_of(tracked, 2)


async def test_another_chats_lists_are_not_meant(tracked: Stage):
    await tracked.confirm("/alert all changes 5%")
    await tracked.say("/track B0TESTBL01", chat=ELSEWHERE)
    assert "±5 %" not in await tracked.say("/alerts", chat=ELSEWHERE)
