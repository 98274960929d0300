"""What goes wrong around an alert: prices out of all bounds, watches and chats that go away while it waits."""

from decimal import Decimal

import pytest

from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import HERE, Stage

ELSEWHERE = ChatId("slack", "T1", "C1")


async def priced(stage: Stage, amount: str) -> list[str]:
    """What is told of a price, after the second look that a great change needs."""
    stage.shelf.put(BLENDER, amount)
    return await stage.later(hours=6) + await stage.later(minutes=3)


@pytest.fixture
async def waiting(stage: Stage) -> Stage:
    """An alert about no. 1 waits for the end of the quiet hours, in two chats."""
    stage.shelf.put(BLENDER, "50.00")
    stage.shelf.put(CABLE, "50.00")
    for chat in (HERE, ELSEWHERE):
        await stage.say("/track B0TESTBL01 B0TESTCA01", chat=chat)
        await stage.say("/quiet 17:00-07:00", chat=chat)
    stage.shelf.put(BLENDER, "44.00")
    assert await stage.later(hours=6) == []
    return stage


@pytest.mark.parametrize("beyond", ["0.00", "0.01", "1000000000.00"])
async def test_a_price_out_of_all_bounds_and_back_is_told_and_over(stage: Stage, beyond: str):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    (gone,) = await priced(stage, beyond)
    assert "measured from $50.00" in gone
    (back,) = await priced(stage, "50.00")
    assert "→ $50.00" in back
    assert "Resolved: " in await stage.say("/show 1")
    assert await priced(stage, "50.00") == []


async def test_a_rule_of_several_conditions_bears_them_too(stage: Stage):
    stage.shelf.put(BLENDER, "50.00", 1000)
    await stage.say("/track B0TESTBL01 only price drops 10% and bsr below 5000")
    (gone,) = await priced(stage, "0.00")
    assert "Price dropped 100 %: $50.00 → $0.00" in gone
    assert await priced(stage, "1000000000.00") == []


async def test_a_currency_that_changes_and_comes_back_tells_and_resolves_nothing(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    assert len(await priced(stage, "44.00")) == 1
    stage.shelf.offer(BLENDER, price=Decimal(40), currency="EUR")
    assert await stage.later(hours=6) + await stage.later(minutes=3) == []
    assert "Open: Price dropped 12 %" in await stage.say("/show 1")


async def test_a_clock_set_back_neither_resolves_nor_tells_anything(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 only price changes 10% or stock out")
    assert len(await priced(stage, "44.00")) == 1
    stage.clock.turn(days=-2)
    stage.shelf.put(BLENDER, "44.00")
    await stage.say("/check 1")
    assert await stage.told() == []
    assert "Resolved" not in await stage.say("/show 1")


async def test_an_alert_of_what_is_watched_no_longer_is_not_told_there(waiting: Stage):
    await waiting.say("/untrack 1")
    assert "Alerts waiting: 0" in await waiting.say("/status")
    (elsewhere,) = await waiting.later(hours=14)
    assert "$50.00 → $44.00" in elsewhere
    assert [chat for chat, _ in waiting.chat.cards] == [ELSEWHERE]


async def test_a_watch_that_is_brought_back_brings_its_alert_back(waiting: Stage):
    await waiting.say("/untrack 1")
    await waiting.say("/undo")
    assert "Alerts waiting: 1" in await waiting.say("/status")
    assert len(await waiting.later(hours=14)) == 2


async def test_what_was_told_before_comes_not_again_with_its_watch(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    assert len(await priced(stage, "44.00")) == 1
    await stage.say("/untrack 1")
    await stage.say("/undo")
    assert await stage.later(minutes=1) == []


async def test_a_chat_that_is_deleted_while_its_alert_waits_hears_nothing_and_holds_nobody_up(waiting: Stage):
    async with waiting.storage.begin() as work:
        await work.chats.put_to_sleep(ELSEWHERE, waiting.clock.now())
        await work.commit()
    (here,) = await waiting.later(hours=14)
    assert "$50.00 → $44.00" in here
    assert [chat for chat, _ in waiting.chat.cards] == [HERE]
    assert await waiting.later(hours=6) == []
