"""Long polling: order, signs, patience, and what goes wrong with the network and the token."""

import asyncio

import pytest

from core.errors import ChatUnreachable, WrongSetting
from core.messages import Button, Buttons, Card, ChatId
from tests.adapters.chats.telegram.conftest import ANA, BEN, GROUP
from tests.servers.telegram import Fault

TOPIC = {"message_thread_id": 77, "is_topic_message": True}


async def test_a_whole_conversation_stays_in_order_while_other_chats_go_on(town):
    town.parrot.doors["/slow"] = asyncio.Event()
    async with town.listening():
        await town.says("/slow", ANA)
        await town.says("/after", ANA)
        await town.says("/quick", BEN)
        assert await town.sees(1) == ["🔹 heard /quick"]
        town.parrot.doors["/slow"].set()
        assert await town.sees(3) == ["🔹 heard /quick", "🔹 heard /slow", "🔹 heard /after"]


async def test_a_slow_answer_is_announced_by_typing(town):
    town.parrot.doors["/slow"] = asyncio.Event()
    async with town.listening():
        await town.says("/slow", where=GROUP, **TOPIC)
        (sign,) = await town.server.until(lambda: town.server.called("sendChatAction"))
        town.parrot.doors["/slow"].set()
        await town.sees(1)
    assert (sign["action"], sign["chat_id"], sign["message_thread_id"]) == ("typing", str(GROUP), "77")


async def test_an_answer_waits_as_long_as_telegram_asks(town):
    town.server.faults["sendMessage"] = [Fault(status=429, description="x", parameters={"retry_after": 3})] * 2
    async with town.listening():
        await town.says("/list")
        assert await town.sees(1) == ["🔹 heard /list"]
    assert town.pauses == [3, 3]


async def test_an_answer_is_repeated_once_and_then_given_up(town):
    town.server.faults["sendMessage"] = [Fault(drop=True), Fault(drop=True)]
    async with town.listening():
        await town.says("/first")
        await town.says("/second")
        assert await town.sees(1) == ["🔹 heard /second"]


async def test_where_the_bot_may_not_answer_the_chat_goes_to_sleep(town):
    town.server.refuses[str(ANA)] = Fault(status=403, description="Forbidden: bot was blocked by the user")
    async with town.listening():
        await town.says("/list")
        await town.quiet()
    assert town.rooms.left == [(ChatId("telegram", "", str(ANA)), "bot was blocked by the user")]


async def test_a_hundred_chats_at_once_are_all_answered(town):
    async with town.listening():
        for who in range(6000, 6150):
            await town.says(f"/list {who}", who)
        seen = await town.sees(150)
    assert sorted(seen) == sorted(f"🔹 heard /list {who}" for who in range(6000, 6150))


async def test_a_listener_that_breaks_is_no_reason_to_hear_it_again_or_nothing_more(town, caplog):
    async def breaks(heard):
        if heard.text == "/bad":
            raise RuntimeError("a bug")
        return Card(f"heard {heard.text}")

    town.parrot = breaks
    async with town.listening():
        await town.says("/bad")
        await town.says("/good")
        assert await town.sees(1) == ["🔹 heard /good"]
        await town.quiet()


async def test_an_update_that_nobody_can_read_does_not_stop_the_others(town):
    async with town.listening():
        await town.server.happens(message={"message_id": "x", "chat": 5})
        await town.says("/list")
        assert await town.sees(1) == ["🔹 heard /list"]
        await town.quiet()


async def test_a_token_that_was_never_right_is_named(town):
    town.server.revoked = True
    with pytest.raises(WrongSetting, match=r"TELEGRAM_BOT_TOKEN is “…”, .*getMe answered 401"):
        await town.account.greet([("list", "Lists")])


async def test_a_token_that_is_revoked_later_ends_the_listening(town):
    async with asyncio.timeout(20):
        listening = asyncio.create_task(town.account.inbox.listen(town.parrot, town.rooms))
        await town.says("/list")
        await town.sees(1)
        town.server.revoked = True
        await town.says("/list")
        with pytest.raises(ChatUnreachable, match="TELEGRAM_BOT_TOKEN"):
            await listening


async def test_greeting_without_a_network_is_made_up_for_on_listening(town):
    town.server.faults["getMe"] = [Fault(status=502)] * 3
    await town.account.greet([("list", "What is tracked"), ("alert off", "no"), ("Show", "no")])
    assert town.server.called("setMyCommands") == []
    async with town.listening():
        await town.server.until(lambda: len(town.server.called("setMyCommands")) == 3)
    scopes = [call["scope"] for call in town.server.called("setMyCommands")]
    assert [scope.split('"')[3] for scope in scopes] == [
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
    ]
    assert town.server.called("setMyCommands")[0]["commands"] == (
        '[{"command": "list", "description": "What is tracked"}]'
    )


async def test_buttons_of_a_burst_of_answers_stay_with_their_messages(town):
    for number in range(20):
        town.parrot.answers[f"/show {number}"] = Card(str(number), (Buttons((Button("Mute", f"mute {number}"),)),))
    async with town.listening():
        for number in range(20):
            await town.says(f"/show {number}", 6000 + number)
        await town.sees(20)
    shown = {one.seen: one.data("Mute") for one in town.server.messages}
    assert shown == {f"🔹 {number}": f"mute {number}" for number in range(20)}


async def test_an_answer_that_would_come_minutes_late_is_not_given(town):
    town.server.faults["sendMessage"] = [Fault(status=429, description="x", parameters={"retry_after": 600})]
    async with town.listening():
        await town.says("/first")
        await town.says("/second")
        assert await town.sees(1) == ["🔹 heard /second"]
    assert town.pauses == []
