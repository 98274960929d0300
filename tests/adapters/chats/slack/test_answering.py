"""When and where answers come: after the acknowledgement, in order, and to those whom they concern."""

import asyncio

import pytest

from core.messages import Card, Tone
from tests.adapters.chats.slack.payloads import event, mention, message, press, says, slash
from tests.servers.slack import BOT, Failure


@pytest.mark.parametrize("kind", ["slash_commands", "events_api", "interactive"])
async def test_slack_has_its_acknowledgement_while_the_listener_still_works(slack, company, door, kind):
    free = asyncio.Event()

    async def slow(heard):
        await free.wait()
        return Card("at last")

    company.answer = slow
    payloads = {
        "slash_commands": slash(slack, "/check"),
        "events_api": mention(f"<@{BOT}> check"),
        "interactive": press(slack, "1600.9", says("check 3")),
    }
    await door.send(kind, payloads[kind])  # returns when it is acknowledged
    await slack.until(lambda: company.heard)
    assert slack.messages == {}
    free.set()
    await slack.until(lambda: {"chat.postMessage", "chat.update"} & {name for name, _ in slack.calls})


async def test_what_one_person_asks_is_answered_in_order_and_others_need_not_wait(slack, company, door):
    free = asyncio.Event()

    async def slow_for_ada(heard):
        if heard.text == "/check":
            await free.wait()
        return Card(f"answer to {heard.text} of {heard.person.name}")

    company.answer = slow_for_ada
    for payload in (slash(slack, "/check"), slash(slack, "/list"), slash(slack, "/help", user="U2")):
        await door.send("slash_commands", payload)
    await slack.until(lambda: slack.messages)
    assert "answer to /help of Bob" in slack.seen()
    assert "of Ada" not in slack.seen()
    free.set()
    await slack.until(lambda: len(slack.messages) == 3)
    assert slack.seen().index("answer to /check") < slack.seen().index("answer to /list")


async def whispering(heard):
    return Card("That is no ASIN.", tone=Tone.WARNING, whisper=True)


async def test_what_is_wrong_with_a_command_only_its_asker_sees(slack, company, door):
    company.answer = whispering
    await door.send("slash_commands", slash(slack, "/track", "x"))
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["response_type"] == "ephemeral"
    assert slack.messages == {}


async def test_what_is_wrong_with_a_mention_only_its_asker_sees_where_they_wrote(slack, company, door):
    company.answer = whispering
    await door.send("events_api", mention(f"<@{BOT}> track x", thread_ts="1400.1"))
    await slack.until(lambda: slack.whispers)
    (whisper,) = slack.whispers
    assert (whisper["channel"], whisper["user"], whisper["thread_ts"]) == ("C1", "U1", "1400.1")


async def test_in_a_direct_chat_nothing_need_be_whispered(slack, company, door):
    company.answer = whispering
    await door.send("events_api", message("track x"))
    await slack.until(lambda: slack.messages)
    assert "That is no ASIN." in slack.seen("D1")


async def test_a_command_where_the_bot_is_no_member_is_answered_with_an_invitation(slack, company, door):
    slack.closed_channels["C1"] = "not_in_channel"
    await door.send("slash_commands", slash(slack, "/list"))
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["response_type"] == "in_channel"
    assert "/invite" in str(slack.responses[0]["blocks"])


async def test_what_is_wrong_stays_between_us_also_where_two_people_talk(slack, company, door):
    company.answer = whispering
    slack.closed_channels["D7"] = "channel_not_found"
    await door.send("slash_commands", slash(slack, "/track", "x", channel="D7"))
    await slack.until(lambda: slack.responses)
    assert slack.responses[0]["response_type"] == "ephemeral"
    assert "write to me directly" in str(slack.responses[0]["blocks"])


async def test_silence_is_an_answer(slack, company, door):
    async def silent(heard):
        return None if heard.text == "psst" else Card("yes")

    company.answer = silent
    await door.send("events_api", message("psst"))
    await door.send("events_api", message("hello"))
    await slack.until(lambda: slack.messages)
    assert len(slack.messages) == 1


async def test_a_reply_waits_where_slack_asks_for_a_pause_and_comes_once(slack, company, door):
    slack.fail("chat.postMessage", Failure("ratelimited", 429, {"Retry-After": "0"}), Failure("", 503))
    await door.send("slash_commands", slash(slack, "/list"))
    await slack.until(lambda: slack.messages)
    assert len(slack.messages) == 1


async def test_a_listener_that_breaks_stops_nothing(slack, company, door):
    async def breaking(heard):
        if heard.text == "/list":
            raise RuntimeError
        return Card("still here")

    company.answer = breaking
    await door.send("slash_commands", slash(slack, "/list"))
    await door.send("slash_commands", slash(slack, "/help"))
    await slack.until(lambda: slack.messages)
    assert "still here" in slack.seen()


async def test_a_payload_that_is_not_as_slack_describes_it_is_acknowledged_and_stops_nothing(slack, company, door):
    await door.send("events_api", event({"type": "link_shared", "channel": {}, "user": ["U1"], "links": 7}))
    await door.send("events_api", event({"type": "channel_archive", "channel": {"id": "C1"}}))
    await door.send("events_api", message("list", files=[{"name": 7}], ts={}))
    await door.send("events_api", message("the end"))
    await slack.until(lambda: "heard the end" in slack.seen("D1"))
    assert company.heard[-1].text == "the end"
