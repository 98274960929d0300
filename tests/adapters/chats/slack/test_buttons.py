"""Pressed buttons: the answer takes the place of what was pressed."""

import asyncio

import pytest

from core.messages import Button, Buttons, Card, ChatId, Tone
from tests.adapters.chats.slack.payloads import press, says
from tests.servers.slack import TEAM, Failure

ROOM = ChatId("slack", TEAM, "C1")
CARD = Card("Blender", (Buttons((Button("Mute 4 h", "mute 3 4h"),)),), subject="B0CYT4LN7Q@com")


async def test_the_answer_takes_the_place_of_the_card_that_was_pressed(slack, account, company, door):
    card = await account.chat.post(ROOM, CARD)
    button = slack.messages["C1", card]["blocks"][-1]["elements"][0]
    await door.send("interactive", press(slack, card, button))
    await slack.until(lambda: slack.of("chat.update"))
    (heard,) = company.heard
    assert (heard.text, heard.pressed, heard.focus) == ("/mute 3 4h", card, "B0CYT4LN7Q@com")
    assert "heard /mute 3 4h" in slack.seen()
    assert len(slack.messages) == 1


@pytest.mark.parametrize("container", [{}, {"thread_ts": "1500.1"}], ids=["in the channel", "in a thread"])
async def test_details_stand_in_the_thread_of_the_card_and_not_in_its_place(slack, account, company, door, container):
    async def details(heard):
        return Card("3 · Blender", aside=True)

    company.answer = details
    alert = await account.chat.post(ROOM, Card("Price dropped"))
    await door.send("interactive", press(slack, alert, says("show 3"), **container))
    await slack.until(lambda: len(slack.messages) == 2)
    assert slack.of("chat.postMessage")[1]["thread_ts"] == container.get("thread_ts", alert)
    assert slack.of("chat.update") == []


async def test_what_is_wrong_only_the_one_who_pressed_sees(slack, account, company, door):
    async def refuse(heard):
        return Card("Only admins may do that.", tone=Tone.WARNING, whisper=True)

    company.answer = refuse
    card = await account.chat.post(ROOM, CARD)
    await door.send("interactive", press(slack, card, says("untrack 3")))
    await slack.until(lambda: slack.responses)
    assert (slack.responses[0]["response_type"], slack.responses[0]["replace_original"]) == ("ephemeral", False)
    assert "Blender" in slack.seen()


async def test_a_button_of_an_ephemeral_message_changes_that_message(slack, company, door):
    await door.send("interactive", press(slack, "1600.2", says("list"), is_ephemeral=True))
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["replace_original"] is True
    assert slack.of("chat.update") == []


async def test_a_card_said_where_the_bot_is_no_member_is_changed_by_its_address(slack, company, door):
    slack.closed_channels["C1"] = "channel_not_found"
    await door.send("interactive", press(slack, "1600.2", says("list")))
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["replace_original"] is True


async def test_a_preview_that_is_pressed_changes_in_place(slack, company, door):
    url = "https://www.amazon.com/dp/B0CYT4LN7Q"
    container = {"type": "message_attachment", "is_app_unfurl": True, "app_unfurl_url": url}
    await door.send("interactive", press(slack, "1500.1", says(f"track {url}"), **container))
    await slack.until(lambda: slack.unfurls)
    assert list(slack.unfurls[0]["unfurls"]) == [url]
    assert slack.unfurls[0]["ts"] == "1500.1"


async def test_the_same_press_that_comes_again_is_one_press(slack, account, company, door):
    pressed = press(slack, await account.chat.post(ROOM, CARD), says("mute 3 4h"))
    for _ in range(3):
        await door.send("interactive", pressed)
    await door.send("interactive", press(slack, "1600.3", says("the end")))
    await slack.until(lambda: any(heard.text == "/the end" for heard in company.heard))
    assert [heard.text for heard in company.heard] == ["/mute 3 4h", "/the end"]


async def test_a_hundred_people_press_one_button_and_all_are_heard(slack, account, company, door):
    answered = asyncio.Event()

    async def count(heard):
        if len(company.heard) == 100:
            answered.set()
        return Card(f"{len(company.heard)} have pressed")

    company.answer = count
    card = await account.chat.post(ROOM, CARD)
    presses = [press(slack, card, says("ack"), user=f"U{100 + n}") for n in range(100)]
    await asyncio.gather(*(door.send("interactive", pressed) for pressed in presses))
    await answered.wait()
    await slack.until(lambda: "100 have pressed" in slack.seen())
    assert len({heard.person.id for heard in company.heard}) == 100
    assert len(slack.of("chat.update")) < 100


@pytest.mark.parametrize("code", ["message_not_found", "edit_window_closed"])
async def test_a_card_that_was_deleted_meanwhile_is_no_trouble(slack, company, door, code):
    slack.fail("chat.update", Failure(code))
    await door.send("interactive", press(slack, "1600.4", says("list")))
    await slack.until(lambda: slack.of("chat.update"))
    assert slack.messages == {}
    assert slack.responses == []


async def test_a_button_at_home_is_answered_in_the_direct_chat_and_home_is_drawn_anew(slack, company, door):
    pressed = press(slack, "", says("check 1"), type="view") | {"channel": None, "message": None}
    pressed["container"] = {"type": "view", "view_id": "V1"}
    await door.send("interactive", pressed)
    await slack.until(lambda: slack.homes)
    assert company.heard[0].chat.channel == "DU1"
    assert company.heard[0].private
    assert "heard /check 1" in slack.seen("DU1")
