"""When reading breaks for a workspace, and when it works again."""

from datetime import timedelta

from core.catalog.snapshot import Outcome
from core.errors import ChatGone, ChatUnreachable
from core.messages import ChatId
from tests.shop import BLENDER, CABLE, LAMP
from tests.stage import BEN, HERE, Stage

ALL = (BLENDER, CABLE, LAMP)


async def tracked(stage: Stage) -> None:
    for product in ALL:
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    await stage.say("/track B0TESTLA01 on de")


def block(stage: Stage, *products) -> None:
    for product in products:
        stage.shelf.fail(product, Outcome.BLOCKED, "robot check")


async def hours(stage: Stage, count: int) -> list[str]:
    return [message for _ in range(count) for message in await stage.later(hours=1)]


async def test_robot_checks_for_hours_are_told_once_and_so_is_their_end_and_each_new_breakdown(stage: Stage):
    await tracked(stage)
    block(stage, *ALL)
    assert await hours(stage, 17) == []
    (message,) = await hours(stage, 12)
    assert message.startswith("3 of 3 products have not been read for three intervals")
    assert "Why: robot check (3)" in message
    assert "Where: amazon.com, amazon.de" in message
    assert "Not read since: 3 May 12:00" in message
    for product in ALL:
        stage.shelf.put(product)
    (message,) = await hours(stage, 3)
    assert message.startswith("Reading works again: amazon.com, amazon.de")
    assert await hours(stage, 12) == []
    block(stage, *ALL)
    (message,) = await hours(stage, 24)
    assert message.startswith("3 of 3 products have not been read")


async def test_it_works_again_when_the_last_of_them_was_read(stage: Stage):
    await tracked(stage)
    block(stage, *ALL)
    assert len(await hours(stage, 20)) == 1
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    assert await hours(stage, 3) == []
    stage.shelf.put(LAMP)
    (message,) = await hours(stage, 2)
    assert message.startswith("Reading works again")


async def test_one_product_of_many_is_a_breakdown_of_one(stage: Stage):
    await tracked(stage)
    block(stage, LAMP)
    (message,) = await hours(stage, 20)
    assert message.startswith("1 of 3 products has not been read for three intervals")
    assert "Which: B0TESTLA01" in message
    status = await stage.say("/status")
    assert status.startswith("1 of 3 products has not been read since 3 May 12:00.")
    assert "- Amazon showed a robot check for B0TESTLA01" in status
    assert "Next try" in status


async def test_a_restart_tells_nothing_again(stage: Stage):
    await tracked(stage)
    block(stage, *ALL)
    assert len(await hours(stage, 20)) == 1
    reborn = Stage(stage.storage)
    reborn.clock.at = stage.clock.at
    block(reborn, *ALL)
    assert await hours(reborn, 5) == []
    for product in ALL:
        reborn.shelf.put(product)
    assert len(await hours(reborn, 3)) == 1


async def test_products_that_are_untracked_while_unread_do_not_work_again(stage: Stage):
    await tracked(stage)
    block(stage, BLENDER)
    assert len(await hours(stage, 20)) == 1
    await stage.say("/untrack 1")
    assert await hours(stage, 3) == []
    block(stage, CABLE)
    (message,) = await hours(stage, 24)
    assert "Which: B0TESTCA01" in message


async def test_each_workspace_hears_of_its_own_products_in_its_first_chat(stage: Stage):
    slack, other = ChatId("slack", "T1", "C1"), ChatId("slack", "T1", "C2")
    await tracked(stage)
    await stage.say("/track B0TESTCA01", BEN, slack)
    await stage.say("/list", BEN, other)
    block(stage, BLENDER)
    assert len(await hours(stage, 20)) == 1
    assert stage.chat.cards[-1][0] == HERE
    block(stage, CABLE)
    (message,) = await hours(stage, 24)
    assert message.startswith("1 of 1 product has not been read")
    assert stage.chat.cards[-1][0] == slack


async def test_a_notice_finds_the_next_chat_when_the_first_is_gone_and_waits_while_none_can_be_reached(stage: Stage):
    first, second = ChatId("slack", "T1", "C1"), ChatId("slack", "T1", "C2")
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01", BEN, first)
    await stage.say("/list", BEN, second)
    block(stage, BLENDER)
    refusals = {first: ChatGone(str(first), "kicked"), second: ChatUnreachable("slack", "HTTP 502")}
    post = stage.chat.post

    async def refusing(chat, card, **how):
        if chat in refusals:
            raise refusals[chat]
        return await post(chat, card, **how)

    stage.chat.post = refusing  # type: ignore[method-assign]  # what a platform does, not what we own
    assert await hours(stage, 20) == []
    del refusals[second]
    stage.clock.turn(minutes=15)
    (message,) = await stage.told()
    assert message.startswith("1 of 1 product has not been read")
    assert stage.chat.cards[-1][0] == second


async def test_a_time_in_which_nobody_looked_is_no_breakdown(stage: Stage):
    await tracked(stage)
    stage.clock.turn(days=3)
    block(stage, *ALL)
    assert await hours(stage, 2) == []


async def test_a_death_between_saying_and_marking_says_it_once_more_and_no_oftener(stage: Stage):
    await tracked(stage)
    block(stage, *ALL)
    stage.clock.turn(hours=6)
    for _ in range(20):
        await stage.patrol.round()
        stage.clock.turn(hours=1)
    await stage.crier.watch()
    async with stage.storage.begin() as work:
        claimed = await work.notices.claim(stage.clock.now(), timedelta(minutes=1), 10, ("console",))
        await work.commit()
    assert len(claimed) == 1
    assert await stage.told() == []
    stage.clock.turn(minutes=1)
    assert len(await stage.told()) == 1
    assert await stage.told() == []
