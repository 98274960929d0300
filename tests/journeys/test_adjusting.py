"""Rules, removal, undo, lists: changing what is watched."""

from core.messages import ChatId
from tests.shop import BLENDER, CABLE, LAMP
from tests.stage import BEN, Stage


async def test_untracking_is_undone_with_rules_and_number(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01 below 20")
    assert (await stage.say("/untrack 1")).startswith("No longer tracking 1 · Vortex Blender")
    assert "Nothing is tracked here yet" in await stage.say("/list")
    stage.shelf.looked.clear()
    await stage.later(hours=12)
    assert stage.shelf.looked == []
    assert "Nothing of yours in the last ten minutes" in await stage.say("/undo")
    await stage.say("/track B0TESTBL01 below 20")
    await stage.say("/untrack 2")
    assert "Undone: untrack 2" in await stage.say("/undo")
    assert "price below $20.00" in await stage.say("/show 2")


async def test_undo_takes_back_one_change_after_the_other_and_only_ones_own(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await stage.say("/alert 1 drops 5%")
    assert "Nothing of yours" in await stage.say("/undo", person=BEN)
    await stage.say("/undo")
    assert "Rules: price ±10 % · BSR ±30 %" in await stage.say("/show 1")
    await stage.say("/undo")
    assert "Nothing is tracked here yet" in await stage.say("/list")


async def test_undoing_does_not_tell_again_what_was_told(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.clock.turn(hours=6)
    await stage.say("/alert 1 bsr 50%")
    stage.shelf.put(BLENDER, "40.00")
    assert len(await stage.later(seconds=0)) == 1
    await stage.say("/undo")
    stage.shelf.put(BLENDER, "39.00")
    assert await stage.later(hours=6) == []


async def test_rules_can_be_taken_away_while_tracking_goes_on(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    assert (await stage.say("/alert off 1 price")).startswith("Removed price rules")
    stage.shelf.put(BLENDER, "30.00")
    assert await stage.later(hours=6) == []
    assert "$30.00" in await stage.say("/show 1")


async def test_a_rule_on_a_known_product_measures_from_what_is_known(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 only bsr 90%")
    await stage.say("/alert 1 drops 4%")
    stage.shelf.put(BLENDER, "48.00")
    (alert,) = await stage.later(hours=6)
    assert "measured from $50.00" in alert


async def test_numbers_and_names_reach_only_what_is_watched_in_the_same_chat(stage: Stage):
    stage.shelf.put(BLENDER)
    other = ChatId("console", "", "other")
    await stage.say("/track B0TESTBL01")
    assert await stage.say("/show 1", chat=other) == (
        "“1” is not on a list in this chat. /list shows what is; /track adds it."
    )
    assert "is not on a list in this chat" in await stage.say("/untrack blender", chat=other)
    assert "is not on a list in this chat" in await stage.say("/alert all drops 5%", chat=other)


async def test_a_name_that_fits_two_products_is_asked_back(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    assert (await stage.say("/show 1")).startswith("1 · Vortex")
    assert (await stage.say("/show vortx blender")).startswith("1 · Vortex")
    answer = await stage.say("/show 1.5 l 2 m")
    assert "is not on a list in this chat" in answer


async def test_lists_are_made_by_naming_them_and_filters_narrow(stage: Stage):
    for product in (BLENDER, CABLE, LAMP):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01")
    await stage.say("/track B0TESTCA01 list cables as competitor")
    await stage.say("/track B0TESTLA01 on de")
    assert (await stage.say("/list")).startswith("3 products tracked")
    assert "B0TESTCA01" in await stage.say("/list cables")
    assert "B0TESTBL01" not in await stage.say("/list cables")
    assert (await stage.say("/list competitor")).startswith("1 product tracked (competitor)")
    assert "49,99 €" in await stage.say("/list lamp") or "49,99 €" in await stage.say("/list schreibtisch")
    assert (await stage.confirm("/alert list:cables below 8")).startswith("Rules set\n2 · Braided USB-C Cable")


async def test_it_means_the_product_of_the_last_card(stage: Stage):
    stage.shelf.put(BLENDER)
    assert "Which product?" in await stage.say("/show it")
    await stage.say("/track B0TESTBL01")
    assert (await stage.say("/show it")).startswith("1 · Vortex Blender")
    assert "price below $20.00" in await stage.say("/alert it below 20")


async def test_a_pasted_link_is_offered_and_not_tracked_unasked(stage: Stage):
    stage.shelf.put(BLENDER)
    answer = await stage.say("https://www.amazon.com/dp/B0TESTBL01")
    assert answer.startswith("Shall I watch this product?")
    assert "/track https://www.amazon.com/dp/B0TESTBL01" in answer
    assert "Nothing is tracked here yet" in await stage.say("/list")


async def test_commands_need_no_slash_and_other_talk_gets_help(stage: Stage):
    stage.shelf.put(BLENDER)
    assert (await stage.say("track B0TESTBL01")).startswith("Tracking 1 · Vortex Blender")
    assert "/help" in await stage.say("hello there")
    assert (await stage.say("/help")).startswith("What you can ask")
    assert "/alert off" in await stage.say("/help")


async def test_checking_looks_now(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "49.00")
    assert "$49.00" in await stage.say("/check 1")
    assert (await stage.say("/check")).startswith("Checked 1 · Vortex")
