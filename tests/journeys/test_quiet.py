"""Quiet hours, from the evening to the summary in the morning."""

from datetime import UTC, datetime

from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import HERE, Stage


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def tracked_in_berlin(stage: Stage) -> None:
    for product in (BLENDER, CABLE):
        stage.shelf.put(product, "50.00")
    await stage.say("/settings zone Europe/Berlin")
    await stage.say("/track B0TESTBL01 B0TESTCA01")


async def test_what_is_no_emergency_waits_for_the_morning_and_comes_as_one_summary(stage: Stage):
    await tracked_in_berlin(stage)
    answer = await stage.say("/quiet 22:00-07:00")
    assert answer.startswith("Quiet from 22:00 to 07:00, Europe/Berlin\nWhat is critical is told all the same;")
    stage.clock.at = at("2026-05-03 21:00")  # 23:00 in Berlin
    stage.shelf.put(BLENDER, "44.00")
    assert await stage.later(minutes=1) == []
    stage.shelf.put(CABLE, "43.00")
    assert await stage.later(hours=7) == []  # 06:01
    assert "Alerts waiting: 2" in await stage.say("/status")
    (summary,) = await stage.later(hours=1)
    assert summary.startswith("2 changes in the quiet hours (22:00–07:00): Vortex Blender 1.5 L…, Braided")
    assert "$50.00 → $44.00" in summary
    assert "$50.00 → $43.00" in summary
    assert await stage.later(hours=1) == []


async def test_what_is_critical_is_told_in_the_night_and_heard(stage: Stage):
    await tracked_in_berlin(stage)
    await stage.say("/quiet 10pm-7am")
    stage.clock.at = at("2026-05-03 21:00")
    stage.shelf.put(BLENDER, "38.00")
    stage.shelf.put(CABLE, "44.00")
    (alert,) = await stage.later(minutes=1)
    assert alert.startswith("Price dropped 24 %")
    assert stage.chat.how[-1]["silent"] is False
    (later,) = await stage.later(hours=9)
    assert later.startswith("1 change in the quiet hours (22:00–07:00): Braided USB-C Cable")


async def test_ending_the_quiet_hours_lets_go_of_what_they_held_back(stage: Stage):
    await tracked_in_berlin(stage)
    await stage.say("/quiet 22:00-07:00")
    assert "Quiet hours: 22:00-07:00" in await stage.say("/settings")
    stage.clock.at = at("2026-05-03 21:00")
    stage.shelf.put(BLENDER, "44.00")
    assert await stage.later(minutes=1) == []
    assert (await stage.say("/quiet")).startswith("Quiet from 22:00 to 07:00")
    assert "It is quiet now, until Mon 07:00." in await stage.say("/quiet")
    assert (await stage.say("/quiet off")).startswith("No quiet hours")
    (alert,) = await stage.told()
    assert "$50.00 → $44.00" in alert
    assert "Quiet hours: none" in await stage.say("/settings")


async def test_hours_that_are_changed_hold_back_by_the_new_ones(stage: Stage):
    await tracked_in_berlin(stage)
    await stage.say("/quiet 22:00-07:00")
    stage.clock.at = at("2026-05-03 21:00")
    stage.shelf.put(BLENDER, "44.00")
    assert await stage.later(minutes=1) == []
    await stage.say("/quiet 22:00-09:00")
    assert await stage.told() == []
    assert await stage.later(hours=9) == []  # 08:01
    (summary,) = await stage.later(hours=1)
    assert "(22:00–09:00)" in summary


async def test_each_chat_sleeps_by_its_own_clocks(stage: Stage):
    await tracked_in_berlin(stage)
    elsewhere = ChatId("console", "", "elsewhere")
    await stage.say("/track B0TESTBL01", chat=elsewhere)
    await stage.say("/quiet 22:00-07:00")
    await stage.say("/quiet 22:00-07:00", chat=elsewhere)  # UTC
    stage.clock.at = at("2026-05-03 21:00")
    stage.shelf.put(BLENDER, "44.00")
    assert len(await stage.later(minutes=1)) == 1
    assert stage.chat.cards[-1][0] == elsewhere


async def test_the_night_of_the_gap_is_an_hour_shorter_and_its_summary_comes_once(stage: Stage):
    stage.clock.at = at("2026-03-28 12:00")
    await tracked_in_berlin(stage)
    await stage.say("/quiet 22:00-02:30")
    stage.clock.at = at("2026-03-28 21:30")
    stage.shelf.put(BLENDER, "44.00")
    assert await stage.later(minutes=1) == []
    assert await stage.later(hours=3) == []  # 01:31, before the clocks are put forward
    (summary,) = await stage.later(minutes=30)
    assert "in the quiet hours (22:00–02:30)" in summary
    assert await stage.later(hours=1) == []


async def test_hours_that_cannot_be_read_get_a_line_that_works(stage: Stage):
    answer = await stage.say("/quiet at night")
    assert "For example: /quiet" in answer
    assert (await stage.archive.room(HERE)).quiet is None
