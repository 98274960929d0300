"""Tracking, from the first link to the first alert."""

from datetime import timedelta

from core.catalog.snapshot import Outcome
from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, Stage


async def test_a_price_drop_is_told_once_with_its_evidence(stage: Stage):
    stage.shelf.put(BLENDER, "49.99")
    stage.shelf.put(CABLE, "9.99")
    answer = await stage.say("/track https://www.amazon.com/Blender/dp/B0TESTBL01?th=1 B0TESTCA01")
    assert answer.startswith("Tracking 2 new products")
    assert "$49.99" in answer
    stage.shelf.put(BLENDER, "41.99")
    (alert,) = await stage.later(hours=6)
    assert alert.startswith("Price dropped 16 %: $49.99 → $41.99 · Vortex Blender 1.5 L, 900 W")
    assert "B0TESTBL01 on amazon.com (no. 1)" in alert
    assert "Rule: price ±10 %, set by Ana today; measured from $49.99 (today)" in alert
    assert "lowest price in 6 h of tracking, since we began" in alert
    assert await stage.later(hours=6) == []


async def test_every_watcher_of_a_product_is_told_and_it_is_looked_at_once(stage: Stage):
    other = ChatId("console", "", "other")
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await stage.say("/track B0TESTBL01", chat=other, person=BEN)
    stage.shelf.looked.clear()
    stage.shelf.put(BLENDER, "40.00")
    told = await stage.later(hours=6)
    assert len(told) == 2
    assert stage.shelf.looked == [BLENDER]
    assert {str(chat) for chat, _ in stage.chat.cards} == {"console::terminal", "console::other"}


async def test_several_rules_that_fire_on_one_look_are_one_message(stage: Stage):
    stage.shelf.put(BLENDER, "49.99")
    await stage.say("/track B0TESTBL01 below 45")
    stage.shelf.put(BLENDER, "41.99")
    (alert,) = await stage.later(hours=6)
    assert "price ±10 %" in alert
    assert "price below $45.00" in alert


async def test_alerts_of_one_chat_that_are_due_together_are_one_message_with_a_table(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product, "50.00")
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    for product in (BLENDER, CABLE):
        stage.shelf.put(product, "40.00")
    (message,) = await stage.later(hours=6)
    assert message.startswith("2 products changed:")
    assert "B0TESTBL01" in message
    assert "B0TESTCA01" in message


async def test_tracking_again_changes_only_what_was_asked_for(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    assert "Nothing to change." in await stage.say("/track B0TESTBL01")
    answer = await stage.say("/track B0TESTBL01 price 5% as competitor")
    assert answer.startswith("Already tracked since today: 1 · Vortex Blender")
    assert "rules price ±10 % · BSR ±30 %" in answer
    assert "price ±5 %" in answer
    assert "role own → competitor" in answer


async def test_only_puts_the_rules_in_the_place_of_the_usual_ones(stage: Stage):
    stage.shelf.put(BLENDER)
    answer = await stage.say("/track B0TESTBL01 only below 20")
    assert "Rules: price below $20.00\n" in answer


async def test_a_product_the_store_does_not_have_is_not_tracked(stage: Stage):
    answer = await stage.say("/track B0TESTXX01")
    assert answer.startswith("Amazon has no page for B0TESTXX01 on amazon.com: not tracked.")
    assert "Nothing is tracked here yet" in await stage.say("/list")


async def test_a_first_look_that_fails_says_so_and_tries_again(stage: Stage):
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    answer = await stage.say("/track B0TESTBL01")
    assert "Amazon showed a robot check for B0TESTBL01 at 12:00" in answer
    assert "No data was changed. Next try 13:00." in answer
    stage.shelf.put(BLENDER)
    await stage.later(hours=1)
    assert "$49.99" in await stage.say("/show 1")


async def test_a_failed_look_changes_nothing_and_its_next_try_is_shown(stage: Stage):
    stage.shelf.put(BLENDER, "49.99")
    await stage.say("/track B0TESTBL01")
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    assert await stage.later(hours=6) == []
    status = await stage.say("/status")
    assert status.startswith("1 of 1 product has not been read since 12:00.")
    assert "Amazon showed a robot check for B0TESTBL01 at 18:00" in status
    assert "Next try 19:00." in status
    again = await stage.say("/track B0TESTBL01")
    assert "Next try 19:00." in again
    assert "$49.99" in await stage.say("/show 1")


async def test_a_large_jump_is_told_only_after_a_second_look(stage: Stage):
    stage.shelf.put(BLENDER, "49.99")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "4.99")
    assert await stage.later(hours=6) == []
    assert "In doubt: price" in await stage.say("/show 1")
    stage.shelf.put(BLENDER, "49.99")
    assert await stage.later(minutes=3) == []
    stage.shelf.put(BLENDER, "4.99")
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Price dropped 90 %: $49.99 → $4.99")


async def test_a_foreign_currency_is_refused_with_the_stores_own(stage: Stage):
    stage.shelf.put(BLENDER)
    answer = await stage.say("/track B0TESTBL01 below 20€")
    assert answer == "amazon.com charges in USD, not in EUR. Give the amount in USD."
    assert "Nothing is tracked here yet" in await stage.say("/list")


async def test_intervals_have_bounds(stage: Stage):
    assert "at least 15 min must lie between" in await stage.say("/track B0TESTBL01 every 1m")
    assert "is too rare" in await stage.say("/track B0TESTBL01 every 60d")


async def test_a_watch_may_be_looked_at_more_often_than_usual(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01 every 1h")
    stage.shelf.looked.clear()
    await stage.later(minutes=59)
    assert stage.shelf.looked == []
    await stage.later(minutes=1)
    assert stage.shelf.looked == [BLENDER]


async def test_after_a_restart_everything_goes_on_as_it_was(stage: Stage):
    stage.shelf.put(BLENDER, "49.99")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "41.99")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    reborn = Stage(stage.storage)
    reborn.clock.at = stage.clock.at + timedelta(seconds=10)
    (alert,) = await reborn.told()
    assert alert.startswith("Price dropped 16 %")
    assert await reborn.told() == []


async def test_no_round_comes_between_tracking_and_its_first_look(stage: Stage):
    stage.shelf.put(BLENDER)
    rounds = []

    class Busy:
        """A shelf before which a round of the patrol is set off at each look."""

        async def look(self, products, *, doubted=(), in_haste=False):
            rounds.append(await stage.patrol.round())
            async for look in stage.shelf.look(products):
                yield look

    stage.patrol._storefront = Busy()
    assert "$49.99" in await stage.say("/track B0TESTBL01")
    assert rounds == [0]
