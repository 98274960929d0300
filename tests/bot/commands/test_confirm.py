"""Plans: lines that wait for their asker."""

from core.tracker import Asker
from tests.shop import BLENDER, CABLE
from tests.stage import ANA, BEN, HERE, Stage


async def proposed(stage: Stage, *lines: str) -> str:
    plan = await stage.planner.propose(Asker(chat=HERE, person=ANA), lines=lines)
    return plan.id


async def two_tracked(stage: Stage) -> None:
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01 B0TESTCA01")


async def test_one_line_is_answered_as_if_it_had_been_said(stage: Stage):
    await two_tracked(stage)
    plan = await proposed(stage, "mute 1 4h")
    assert (await stage.say(f"/confirm {plan}")).startswith("Muted until")


async def test_several_lines_are_carried_out_in_order_and_listed(stage: Stage):
    await two_tracked(stage)
    plan = await proposed(stage, "alert all below 5", "mute 2 4h")
    answer = await stage.say(f"/confirm {plan}")
    assert answer.startswith("Done, 2 steps\n- Rules set")
    assert "- Muted until" in answer


async def test_nobody_else_can_confirm_or_cancel_it(stage: Stage):
    await two_tracked(stage)
    plan = await proposed(stage, "mute 1 4h")
    for word in ("confirm", "cancel"):
        assert (await stage.say(f"/{word} {plan}", person=BEN)).startswith("That plan is not yours")
    assert (await stage.say(f"/confirm {plan}")).startswith("Muted until")


async def test_what_was_cancelled_cannot_be_confirmed(stage: Stage):
    await two_tracked(stage)
    plan = await proposed(stage, "mute 1 4h")
    assert await stage.say(f"/cancel {plan}") == "Cancelled: nothing was changed"
    assert (await stage.say(f"/confirm {plan}")).startswith("That plan is not yours")


async def test_a_plan_cannot_be_named_by_anything_but_its_id(stage: Stage):
    assert "/confirm" in await stage.say("/confirm please")
    assert "needs <plan>" in await stage.say("/confirm")


async def test_a_step_that_is_refused_says_why_and_the_others_are_done(stage: Stage):
    await two_tracked(stage)
    plan = await proposed(stage, "mute 1 4h", "mute 9 4h", "mute 2 4h")
    told = (await stage.say(f"/confirm {plan}")).splitlines()
    assert told[0] == "Done, 3 steps"
    assert told[2].startswith("- “9” is not on a list in this chat.")
    assert "muted until" in await stage.say("/alerts 2")


async def test_a_plan_that_could_not_be_carried_out_can_be_given_back(stage: Stage):
    plan = await stage.planner.propose(Asker(chat=HERE, person=ANA), lines=["help"])
    taken = await stage.planner.take(Asker(chat=HERE, person=ANA), plan.id)
    await stage.planner.give_back(taken)
    assert (await stage.say(f"/confirm {plan.id}")).startswith("What you can ask")
