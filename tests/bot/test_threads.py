"""Alerts that follow an earlier one go where the chat's custom says."""

from dataclasses import replace

import pytest

from bot.threads import Part, parted
from core.alerts.alert import Delivery
from core.ids import new_id
from core.messages import ChatId, Tone
from core.watching.workspace import ChatRoom, Threads
from tests.contracts.storage_examples import NOON, alert, product, watching
from tests.shop import BLENDER, LAMP
from tests.stage import HERE, Stage


async def falls(stage: Stage, price: str, hours: int = 6) -> None:
    stage.shelf.put(BLENDER, price)
    await stage.later(hours=hours)


async def told_after(stage: Stage, custom: str) -> list[dict]:
    """How two alerts about one product were told."""
    stage.shelf.put(BLENDER, "50.00")
    await stage.say(f"/settings threads {custom}")
    await stage.say("/track B0TESTBL01 only drops 10%")
    await falls(stage, "40.00")
    await falls(stage, "34.00")
    return stage.chat.how


@pytest.mark.parametrize(
    ("custom", "below", "aloud", "silent"),
    [("off", None, True, False), ("thread", "m1", False, True), ("worse", "m1", True, False)],
)
async def test_a_second_alert_about_a_product_goes_where_the_chat_wants_it(stage: Stage, custom, below, aloud, silent):
    first, second = await told_after(stage, custom)
    assert (first["below"], first["aloud"], first["silent"]) == (None, True, False)
    assert (second["below"], second["aloud"], second["silent"]) == (below, aloud, silent)


async def test_what_is_no_warning_stays_in_the_thread_without_a_sound(stage: Stage):
    await stage.say("/settings threads worse")
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 drops 10% below 30")
    await falls(stage, "40.00")
    stage.chat.how.clear()
    await stage.say("/alert off 1 price")
    await stage.say("/alert 1 below 30")
    await falls(stage, "29.00")
    (followed,) = stage.chat.how
    assert (followed["below"], followed["aloud"], followed["silent"]) == ("m1", False, True)


async def test_the_third_alert_follows_the_first_and_not_the_second(stage: Stage):
    await told_after(stage, "thread")
    await falls(stage, "29.00")
    assert [how["below"] for how in stage.chat.how] == [None, "m1", "m1"]


async def test_after_a_week_a_new_message_begins_a_new_thread(stage: Stage):
    await told_after(stage, "thread")
    await falls(stage, "29.00", hours=8 * 24)
    await falls(stage, "25.00")
    assert [how["below"] for how in stage.chat.how] == [None, "m1", None, "m3"]


async def test_products_that_change_together_go_each_into_its_own_thread(stage: Stage):
    await stage.say("/settings threads thread")
    stage.shelf.put(BLENDER, "50.00")
    stage.shelf.put(LAMP, "50.00")
    await stage.say("/track B0TESTBL01 only drops 10%")
    await stage.say("/track B0TESTLA01 on de only drops 10%")
    await falls(stage, "40.00")
    stage.shelf.put(LAMP, "40.00")
    await falls(stage, "34.00")
    assert [how["below"] for how in stage.chat.how] == [None, None, "m1"]
    stage.shelf.put(LAMP, "34.00")
    await falls(stage, "29.00")
    assert sorted(how["below"] for how in stage.chat.how[3:]) == ["m1", "m2"]


async def test_details_asked_for_below_an_alert_stand_below_it_and_what_changes_something_in_it(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 only drops 10%")
    await falls(stage, "40.00")
    details = await stage.answer("show 1", pressed="m1")
    assert (details.aside, details.title[:11]) == (True, "1 · Vortex ")
    muted = await stage.answer("mute 1 4h", pressed="m1")
    assert (muted.aside, muted.title[:13]) == (False, "Price dropped")


@pytest.mark.parametrize(
    ("platform", "said"),
    [("slack", "in the thread of the first"), ("telegram", "replies to the first"), ("console", "no threads here")],
)
async def test_settings_say_what_the_custom_means_on_each_platform(stage: Stage, platform, said):
    here = ChatId(platform, "T1" if platform == "slack" else "", "C1")
    assert said in await stage.say("/settings threads worse", chat=here)
    assert (await stage.archive.room(here)).threads is Threads.WORSE
    assert "A new message each".lower() in (await stage.say("/settings threads off", chat=here)).lower()


async def test_a_watch_of_another_chat_has_its_thread_there(stage: Stage):
    await told_after(stage, "thread")
    elsewhere = ChatId("slack", "T1", "C9")
    await stage.say("/settings threads thread", chat=elsewhere)
    stage.shelf.put(BLENDER, "29.00")
    await stage.say("/track B0TESTBL01 only drops 10%", chat=elsewhere)
    await falls(stage, "24.00")
    told = dict(zip((str(chat) for chat, _ in stage.chat.cards[2:]), stage.chat.how[2:], strict=True))
    assert {name: how["below"] for name, how in told.items()} == {str(HERE): "m1", str(elsewhere): None}


def test_five_threads_at_once_are_one_burst_and_so_one_message():
    waiting = [_delivery(number) for number in range(5)]
    begun = {one.alert.watch_id: f"m{number}" for number, one in enumerate(waiting)}
    assert parted(waiting, begun) == (Part(tuple(waiting)),)
    assert len(parted(waiting[:4], begun)) == 4


def _delivery(number: int) -> Delivery:
    room = ChatRoom(chat=HERE, workspace_id=new_id(NOON), default_list_id=new_id(NOON))
    told = replace(alert(watching(room, product(number), number)), id=new_id(NOON))
    assert told.severity in set(Tone)
    return Delivery(id=new_id(NOON), alert=told, chat=HERE, thread=None, due_at=NOON)
