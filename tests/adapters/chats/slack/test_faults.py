"""Bad input and bad days, each through the SDK: pauses, stumbles, nonsense, too much at once."""

import asyncio

import pytest

from bot.gallery import EVERYTHING
from core.messages import Card, ChatId, Field, Form, Tone
from tests.adapters.chats.slack.conftest import SocketDoor, listened, opened
from tests.adapters.chats.slack.payloads import URL, event, mention, message, press, says, shortcut, slash
from tests.servers.slack import BOT, TEAM, Failure
from tests.servers.slack_rules import texts

ROOM = ChatId("slack", TEAM, "C1")
WAIT = Failure("ratelimited", 429, {"Retry-After": "0"})
ASK = Card("Which product?", (Form("Track", "track", (Field(label="Product", required=True),)),), whisper=True)
WRONG = Card("That is no ASIN.", tone=Tone.WARNING, whisper=True)
HOME = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}
PANE = {"user_id": "U1", "channel_id": "D1", "thread_ts": "1600.1", "context": {}}
LINK = {"type": "link_shared", "user": "U1", "channel": "C1", "message_ts": "1500.1", "links": [{"url": URL}]}

# What is sent, as what, what the listener answers, and the method by which that is shown.
SHOWN = {
    "chat.postMessage": ("slash_commands", lambda s: slash(s, "/list"), Card("yes")),
    "chat.update": ("interactive", lambda s: press(s, "1600.1", says("list")), Card("yes")),
    "chat.postEphemeral": ("events_api", lambda s: mention(f"<@{BOT}> track x"), WRONG),
    "chat.unfurl": ("events_api", lambda s: event(LINK), Card("yes")),
    "views.open": ("slash_commands", lambda s: slash(s, "/track"), ASK),
    "views.publish": ("events_api", lambda s: event(HOME), Card("yes")),
    "users.info": ("slash_commands", lambda s: slash(s, "/list"), Card("yes")),
    "files.getUploadURLExternal": ("slash_commands", lambda s: slash(s, "/list"), EVERYTHING),
    "files.completeUploadExternal": ("slash_commands", lambda s: slash(s, "/list"), EVERYTHING),
    "assistant.threads.setSuggestedPrompts": (
        "events_api",
        lambda s: event({"type": "assistant_thread_started", "assistant_thread": PANE}),
        Card("yes"),
    ),
}


@pytest.mark.parametrize("failure", [WAIT, Failure("", 503), Failure("", 502)], ids=["pause", "503", "502"])
@pytest.mark.parametrize("method", SHOWN)
async def test_a_pause_or_a_stumble_of_any_method_is_outwaited_and_the_answer_comes_once(
    slack, company, account, listening, method, failure
):
    kind, payload, card = SHOWN[method]

    async def answer(heard):
        return card

    company.answer = answer
    slack.fail(method, failure)
    await SocketDoor(slack).send(kind, payload(slack))
    await slack.until(lambda: slack.order.count(method) == 1 + (method == "files.getUploadURLExternal"))
    assert slack.order.count(f"failed {method}") == 1
    if method.startswith(("chat.post", "files", "users")):
        await slack.until(lambda: slack.messages or slack.whispers)
        assert len(slack.messages) + len(slack.whispers) == 1


async def test_each_answer_may_stumble_once(slack, company, listening):
    for number in range(1, 4):
        slack.fail("chat.postMessage", Failure("", 503))
        await SocketDoor(slack).send("slash_commands", slash(slack, "/list"))
        await slack.until(lambda number=number: len(slack.messages) == number)
    assert slack.order.count("failed chat.postMessage") == 3


async def test_an_answer_whose_fate_is_unknown_is_repeated_once_and_no_oftener(slack, company, account, listening):
    slack.fail("chat.postMessage", *[Failure("", 503)] * 5)
    await SocketDoor(slack).send("slash_commands", slash(slack, "/list"))
    await slack.until(lambda: len(slack.of("chat.postMessage")) == 2)
    await SocketDoor(slack).send("events_api", message("the end"))
    await slack.until(lambda: any(heard.text == "the end" for heard in company.heard))
    assert sum(said["channel"] == "C1" for said in slack.of("chat.postMessage")) == 2


async def test_an_answer_that_would_have_to_wait_for_minutes_is_given_up(slack, company, account, listening):
    slack.fail("chat.postMessage", Failure("ratelimited", 429, {"Retry-After": "3600"}))
    await SocketDoor(slack).send("slash_commands", slash(slack, "/list"))
    await slack.until(lambda: slack.of("chat.postMessage"))
    await SocketDoor(slack).send("slash_commands", slash(slack, "/help"))
    await slack.until(lambda: slack.messages)
    assert "heard /help" in slack.seen()


NONSENSE = [
    {"action_id": "say:0"},
    {"action_id": "say:0", "value": ""},
    {"action_id": "ask:0", "value": "{}"},
    {"action_id": "ask:0", "value": "not json"},
    {"action_id": "pay:0", "value": "track B0CYT4LN7Q"},
    {"action_id": "say", "value": {"a": 1}},
]


@pytest.mark.parametrize("button", NONSENSE, ids=str)
async def test_a_button_that_is_not_ours_is_acknowledged_and_does_nothing(slack, company, door, button):
    await door.send("interactive", press(slack, "1600.1", button))
    await door.send("events_api", message("the end"))
    await slack.until(lambda: slack.messages)
    assert [heard.text for heard in company.heard if not heard.text.startswith("/{")] == ["the end"]


async def test_an_unknown_line_behind_a_button_is_the_listeners_to_refuse(slack, company, door):
    async def refuse(heard):
        return WRONG

    company.answer = refuse
    await door.send("interactive", press(slack, "1600.1", says("frobnicate 3")))
    await slack.until(lambda: slack.responses)
    assert company.heard[0].text == "/frobnicate 3"
    assert slack.messages == {}


async def test_a_message_of_forty_thousand_characters_is_heard_and_answered_within_the_limits(slack, company, door):
    long = "track " + "B0CYT4LN7Q " * 4_000

    async def echo(heard):
        return Card(heard.text)

    company.answer = echo
    await door.send("events_api", message(long))
    await slack.until(lambda: slack.messages)
    assert len(company.heard[0].text) <= 40_000
    (said,) = slack.messages.values()
    assert sum(map(len, texts(said["blocks"]))) <= 12_000
    assert len(said["text"]) <= 4_000


async def test_a_forwarded_message_of_forty_thousand_links_is_one_command(slack, company, door):
    await door.send("interactive", shortcut(slack, f"<{URL}> " * 1_000))
    await slack.until(lambda: company.heard)
    assert [heard.text for heard in company.heard] == [f"/track {URL}"]


async def test_what_comes_in_the_wrong_order_is_understood_all_the_same(slack, company, door):
    """The same message comes as a plain one first, then as a mention."""
    said = mention(f"<@{BOT}> list", ts="1600.7")
    plainly = message(f"<@{BOT}> list", channel="C1", ts="1600.7")
    for payload in (plainly, said, plainly):
        await door.send("events_api", payload)
    await door.send("events_api", mention(f"<@{BOT}> the end"))
    await slack.until(lambda: any(heard.text == "the end" for heard in company.heard))
    assert [heard.text for heard in company.heard] == ["list", "the end"]


@pytest.mark.parametrize("subtype", ["message_changed", "message_deleted", "bot_message", "channel_join"])
async def test_what_nobody_said_anew_is_not_heard(slack, company, door, subtype):
    inner = {"message": {"text": "list", "user": "U1"}, "previous_message": {"text": "help"}}
    await door.send("events_api", message("list", subtype=subtype, **inner))
    await door.send("events_api", message("the end"))
    await slack.until(lambda: slack.messages)
    assert [heard.text for heard in company.heard] == ["the end"]


async def test_a_workspace_that_is_not_ours_to_speak_in_is_answered_nowhere(slack, company):
    class NoTokens:
        async def token(self, team_id):
            return None

        async def forget(self, team_id):
            raise AssertionError

    async with opened(slack, tokens=NoTokens()) as account, listened(account, company):
        await SocketDoor(slack).send("slash_commands", slash(slack, "/list") | {"team_id": "TFOREIGN"})
        await slack.until(lambda: slack.responses)
    assert slack.messages == {}
    assert [name for name, _ in slack.calls if name != "apps.connections.open"] == []


async def test_a_hundred_people_in_a_hundred_channels_are_answered_each_in_their_own(slack, company, door):
    async def echo(heard):
        await asyncio.sleep(0)
        return Card(f"for {heard.person.id}")

    company.answer = echo
    asked = [slash(slack, "/list", channel=f"C{n}", user=f"U{n}") for n in range(100, 200)]
    await asyncio.gather(*(door.send("slash_commands", one) for one in asked))
    await slack.until(lambda: len(slack.messages) == 100)
    assert all(f"for U{channel[1:]}" in said["text"] for (channel, _), said in slack.messages.items())
