"""One list in several chats: what one of them does, all of them see."""

import re

from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import ANA, BEN, Stage, words

SLACK = ChatId("slack", "T1", "C1")
TELEGRAM = ChatId("telegram", "", "-100200")
OTHER_TEAM = ChatId("slack", "T2", "C9")


async def shared(stage: Stage, owner: ChatId, guest: ChatId) -> str:
    (code,) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", (await stage.say("/share", chat=owner)).splitlines()[0])
    return await stage.say(f"/join {code.lower()}", chat=guest, person=BEN)


async def test_track_in_one_alert_in_both_acknowledge_in_the_other(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    assert (await shared(stage, SLACK, TELEGRAM)).startswith("“watchlist” is mounted here")
    await stage.say("/track B0TESTBL01", chat=SLACK)
    assert "B0TESTBL01" in await stage.say("/list", chat=TELEGRAM)
    stage.shelf.put(BLENDER, "40.00")
    assert len(await stage.later(hours=6)) == 2
    assert {chat for chat, _ in stage.chat.cards} == {SLACK, TELEGRAM}
    answer = await stage.say("/ack 1", chat=TELEGRAM, person=BEN)
    assert answer.startswith("Taken in hand by Ben: 1 · Vortex Blender")
    assert await stage.told() == []
    assert {chat for chat, _, _ in stage.chat.edits} == {SLACK, TELEGRAM}
    for _, _, card in stage.chat.edits:
        assert "Taken in hand: by Ben" in words(card)
        assert "/ack" not in words(card)


async def test_a_mute_or_an_edit_in_one_chat_holds_in_the_other(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await shared(stage, TELEGRAM, SLACK)
    await stage.say("/track B0TESTBL01", chat=TELEGRAM)
    await stage.say("/mute 1 12h", chat=SLACK)
    assert "Muted: until" in await stage.say("/show 1", chat=TELEGRAM)
    await stage.say("/alert 1 drops 3%", chat=TELEGRAM)
    assert "price −3 %" in await stage.say("/show 1", chat=SLACK)


async def test_a_code_works_once_and_not_for_ever(stage: Stage):
    (code,) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", (await stage.say("/share", chat=SLACK)).splitlines()[0])
    await stage.say(f"/join {code}", chat=TELEGRAM)
    refused = f"“{code}” is not a code that works"
    assert refused in await stage.say(f"/join {code}", chat=ChatId("telegram", "", "7"))
    (late,) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", (await stage.say("/share", chat=SLACK)).splitlines()[0])
    stage.clock.turn(hours=25)
    assert "is not a code that works" in await stage.say(f"/join {late}", chat=TELEGRAM)
    assert "is not a code that works" in await stage.say("/join AAAA-BBBB", chat=TELEGRAM)


async def test_a_chat_that_joins_keeps_its_own_products_under_new_numbers(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product)
    await stage.say("/track B0TESTBL01", chat=SLACK)
    await stage.say("/track B0TESTCA01", chat=TELEGRAM)
    assert "new numbers" in await shared(stage, SLACK, TELEGRAM)
    assert (await stage.say("/show cable", chat=TELEGRAM)).startswith("2 · Braided")
    assert (await stage.say("/show 1", chat=TELEGRAM)).startswith("1 · Vortex")
    assert "is not on a list in this chat" in await stage.say("/show 2", chat=SLACK)


async def test_lists_of_two_slack_workspaces_stay_apart(stage: Stage):
    assert "belongs to another Slack workspace" in await shared(stage, SLACK, OTHER_TEAM)


async def test_lists_say_where_they_are_mounted(stage: Stage):
    stage.shelf.put(BLENDER)
    await shared(stage, SLACK, TELEGRAM)
    await stage.say("/track B0TESTBL01 list cables", chat=SLACK)
    shown = await stage.say("/lists", chat=SLACK)
    assert "watchlist | 0 | Telegram -100200" in shown
    assert "cables | 1 | only here" in shown
    assert "No list “nothing” is mounted" in await stage.say("/share nothing", chat=SLACK)


async def test_a_button_under_an_alert_keeps_the_alert_in_view(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "40.00")
    await stage.later(hours=6)
    answer = await stage.say("mute 1 4h", person=ANA, pressed="m1")
    assert answer.startswith("Price dropped 20 %: $50.00 → $40.00")
    assert "Muted until" in answer
    assert (await stage.say("mute 1 4h", pressed="m9")).startswith("Muted until")


async def test_what_was_taken_in_hand_on_its_way_is_edited_after_it_arrives(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "40.00")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    await stage.say("/ack 1")
    (alert,) = await stage.told()
    assert "Taken in hand: by Ana" in alert
