"""A listing that is cared for: scored when it changes, each week, and when the rules do; and what to mend first."""

from datetime import UTC, datetime, timedelta

import pytest

from core.care import EVERY
from tests.core.alerts.test_audit_score import BLOCKED, GOOD, LONG
from tests.shop import BLENDER, CABLE
from tests.stage import HERE, Stage

JULY = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)  # a Monday, a week before titles have to be short


async def cared_for(stage: Stage, at: datetime, *products, **edits) -> None:
    """Own products with an audit rule alone, tracked at that time and gone over once."""
    stage.clock.at = at
    for product in products or (BLENDER,):
        stage.shelf.put(product)
        stage.shelf.edit(product, **{**GOOD, **edits})
        await stage.say(f"/track {product.asin} only audit")
    await stage.care.round()


async def noticed(stage: Stage) -> list[str]:
    """What going over all listings has to say."""
    await stage.care.round()
    return await stage.told()


async def test_a_rule_is_echoed_and_an_edit_that_costs_points_is_told_once_with_what_it_broke(stage: Stage):
    await cared_for(stage, JULY + timedelta(days=20))
    assert "audit score −7" in await stage.say("/alert 1 audit falls 7")
    stage.shelf.edit(BLENDER, **LONG)
    assert await stage.later(hours=6) == []
    (told,) = await stage.later(minutes=3)
    assert told.startswith("Audit score fell: ")
    assert "T02: Title" in told
    assert "/optimize 1" in told
    assert "Rule: audit score −7, set by Ana" in told
    assert [one for _ in range(4) for one in await stage.later(hours=6)] == []
    assert await noticed(stage) == []


@pytest.mark.parametrize(
    "said",
    [
        "/alert 1 audit below 80",
        "tell me when the audit score of the blender drops below 80",
        "alert me if the blender's listing quality score falls under 80 %",
    ],
)
async def test_a_mark_for_the_score_is_set_in_words_and_told_when_it_is_passed(stage: Stage, said):
    await cared_for(stage, JULY + timedelta(days=20))
    await stage.say("/alert off 1 audit")
    assert "audit score below 80" in await stage.say(said)
    stage.shelf.edit(BLENDER, **LONG)
    await stage.later(hours=6)
    (told,) = await stage.later(minutes=3)
    assert told.startswith("Audit score is below your mark: ")
    assert "T02: Title" in told
    assert "Rule: audit score below 80, set by Ana" in told
    assert [one for _ in range(4) for one in await stage.later(hours=6)] == []


async def test_what_blocks_a_listing_is_told_whatever_the_distance(stage: Stage):
    await cared_for(stage, JULY + timedelta(days=20))
    await stage.say("/alert 1 audit falls 90")
    stage.shelf.edit(BLENDER, **BLOCKED)
    await stage.later(hours=6)
    (told,) = await stage.later(minutes=3)
    assert told.startswith("Blocked by B06; audit score: ")
    assert "B06: Bullet 1" in told


async def test_on_the_day_of_new_rules_the_listings_that_newly_fail_are_told_in_one_message_and_no_other(stage: Stage):
    await cared_for(stage, JULY, BLENDER, CABLE, **LONG)
    stage.shelf.edit(CABLE, **GOOD)
    await stage.later(hours=6)
    await stage.later(minutes=3)
    stage.clock.at = datetime(2026, 7, 26, 23, 30, tzinfo=UTC)
    assert await noticed(stage) == []
    stage.clock.at = datetime(2026, 7, 27, 0, 30, tzinfo=UTC)
    (told,) = await noticed(stage)
    assert told.startswith("New rules find it wrong (T02")
    assert BLENDER.asin in told
    assert CABLE.asin not in told
    assert await noticed(stage) == []
    await stage.say("/check 1")
    assert await stage.told() == []


async def test_nothing_is_gone_over_before_a_week_has_passed_or_the_rules_have_changed(stage: Stage):
    await cared_for(stage, JULY + timedelta(days=20))
    stage.clock.turn(days=6)
    assert await stage.care.round() == 0
    stage.clock.at += EVERY - timedelta(days=6)
    assert await stage.care.round() == 1
    assert await stage.care.round() == 0


async def test_a_listing_that_rests_hears_of_new_rules_when_its_silence_is_over(stage: Stage):
    await cared_for(stage, JULY, **LONG)
    await stage.say("/mute 1 until 2026-07-29 12:00")
    stage.clock.at = datetime(2026, 7, 27, 0, 30, tzinfo=UTC)
    assert await noticed(stage) == []
    stage.clock.at = datetime(2026, 7, 29, 11, 59, tzinfo=UTC)
    assert await stage.told() == []
    (told,) = [one for _ in range(3) for one in await stage.later(hours=6)]
    assert told.startswith("New rules find it wrong (T02")


async def test_without_the_rule_nothing_is_scored_told_or_put_into_digests(stage: Stage):
    stage.clock.at = JULY
    stage.shelf.put(BLENDER)
    stage.shelf.edit(BLENDER, **{**GOOD, **LONG})
    await stage.say(f"/track {BLENDER.asin}")
    await stage.say("/digest weekly")
    assert await stage.care.round() == 0
    stage.clock.at = datetime(2026, 7, 27, 0, 30, tzinfo=UTC)
    assert await noticed(stage) == []
    assert "fixes" not in "\n".join([one for _ in range(8) for one in await stage.later(days=1)])


@pytest.mark.parametrize(("rhythm", "days"), [("weekly", ["Mon"]), ("daily", ["Mon"])])
async def test_the_three_most_valuable_fixes_come_once_a_week_with_the_way_to_make_them(stage: Stage, rhythm, days):
    await cared_for(stage, JULY + timedelta(days=20), BLENDER, CABLE, **LONG)
    await stage.say(f"/digest {rhythm} 8:30")
    found = {}
    for _ in range(7):
        stage.clock.at = (stage.clock.at + timedelta(days=1)).replace(hour=8, minute=30)
        for said in [one for one in await stage.told() if "Most valuable fixes" in one]:
            found[f"{stage.clock.now():%a}"] = said
    assert list(found) == days
    (said,) = found.values()
    fixes = [line for line in said.split("\n") if line.startswith("- ")]
    assert len(fixes) == 3
    assert "T02 +" in fixes[0]
    assert "/optimize 1" in said
    assert "/optimize 2" in said


async def test_a_chat_that_sleeps_hears_of_new_rules_after_it_has_woken_up(stage: Stage):
    await cared_for(stage, JULY, BLENDER, **LONG)
    async with stage.storage.begin() as work:
        await work.chats.put_to_sleep(HERE, stage.clock.now())
        await work.commit()
    stage.clock.at = datetime(2026, 7, 27, 0, 30, tzinfo=UTC)
    assert await noticed(stage) == []
    await stage.say("/list")
    stage.clock.turn(days=7)
    (told,) = await noticed(stage)
    assert told.startswith("New rules find it wrong (T02")
