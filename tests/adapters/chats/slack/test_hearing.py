"""Commands, mentions and messages, each through both of Slack's transports."""

from pathlib import Path

import pytest
import yaml

from core.messages import Card, ChatId
from tests.adapters.chats.slack.payloads import URL, event, mention, message, press, shortcut, slash
from tests.servers.slack import BOT, TEAM

ROOM = ChatId("slack", TEAM, "C1")


async def test_a_slash_command_is_answered_in_its_channel_for_all_to_see(slack, company, door):
    await door.send("slash_commands", slash(slack, "/track", "B0CYT4LN7Q below 20"))
    await slack.until(lambda: slack.messages)
    (heard,) = company.heard
    assert (heard.text, heard.addressed, heard.private) == ("/track B0CYT4LN7Q below 20", True, False)
    assert heard.chat == ROOM
    assert (heard.person.id, heard.person.name, heard.admin) == ("U1", "Ada", True)
    assert "heard /track B0CYT4LN7Q below 20" in slack.seen()


@pytest.mark.parametrize(
    ("command", "text", "said"),
    [
        ("/track", "", "/track"),
        ("/untrack", "3", "/untrack 3"),
        ("/list", "", "/list"),
        ("/optimize", "B0CYT4LN7Q title", "/optimize B0CYT4LN7Q title"),
        ("/amazcope", "mute 3 4h", "/mute 3 4h"),
        ("/amazcope", "/status", "/status"),
        ("/amazcope", "", "/help"),
        ("/track", f"&lt;b&gt; {URL}?a=1&amp;b=2", f"/track <b> {URL}?a=1&b=2"),
        ("/alert", "3 memo “big\u00a0one”", '/alert 3 memo "big one"'),
    ],
)
async def test_a_slash_command_is_the_line_that_it_is_everywhere(slack, company, door, command, text, said):
    await door.send("slash_commands", slash(slack, command, text))
    await slack.until(lambda: company.heard)
    assert company.heard[0].text == said


SAID = [
    (mention(f"<@{BOT}> track B0CYT4LN7Q"), "track B0CYT4LN7Q", True, False),
    (mention(f"<@{BOT}>"), "/help", True, False),
    (mention(f"hey <@{BOT}|amazcope> list"), "hey   list", True, False),
    (mention(f"<@{BOT}> track <{URL}|the blender>"), f"track {URL}", True, False),
    (message("list"), "list", True, True),
    (message(f"<{URL}> &amp; <@U2|bob> <mailto:a@b.c|a@b.c>"), f"{URL} & bob a@b.c", True, True),
    (message("somebody talks", channel="C1"), "somebody talks", False, False),
    (message(f"<@{BOT}> list", channel="C1"), "list", True, False),
]


@pytest.mark.parametrize(("payload", "text", "addressed", "private"), SAID, ids=lambda one: str(one)[:20])
async def test_what_is_written_is_heard_as_it_was_meant(slack, company, door, payload, text, addressed, private):
    payload = payload | {"event_id": f"{payload['event_id']}:{text}"}
    await door.send("events_api", payload)
    await slack.until(lambda: company.heard)
    (heard,) = company.heard
    assert (heard.text, heard.addressed, heard.private) == (text, addressed, private)


async def test_a_message_in_a_thread_is_answered_there_and_is_about_its_first_card(slack, account, company, door):
    card = await account.chat.post(ROOM, Card("Blender", subject="B0CYT4LN7Q@com"))
    await door.send("events_api", mention(f"<@{BOT}> mute it 4h", thread_ts=card))
    await slack.until(lambda: len(slack.messages) == 2)
    assert company.heard[0].focus == "B0CYT4LN7Q@com"
    assert company.heard[0].thread == card
    assert [said["thread_ts"] for said in slack.of("chat.postMessage")[1:]] == [card]
    assert slack.of("conversations.replies") == []


async def test_after_a_restart_the_subject_of_a_thread_is_read_from_its_first_message(slack, company, door):
    held = {"event_type": "amazcope_card", "event_payload": {"subject": "B0CYT4LN7Q@de"}}
    slack.messages["C1", "1500.7"] = {"ts": "1500.7", "text": "old", "bot_id": "B1", "metadata": held}
    for _ in range(2):
        await door.send("events_api", mention(f"<@{BOT}> show it", thread_ts="1500.7"))
    await slack.until(lambda: len(company.heard) == 2)
    assert {heard.focus for heard in company.heard} == {"B0CYT4LN7Q@de"}
    assert len(slack.of("conversations.replies")) == 1


async def test_what_a_person_hangs_on_a_message_is_no_subject(slack, company, door):
    forged = {"event_type": "amazcope_card", "event_payload": {"subject": "B0CYT4LN7Q@de"}}
    slack.messages["C1", "1500.8"] = {"ts": "1500.8", "text": "mine", "user": "U2", "metadata": forged}
    await door.send("events_api", mention(f"<@{BOT}> untrack it", thread_ts="1500.8"))
    await slack.until(lambda: company.heard)
    assert company.heard[0].focus is None


async def test_a_thread_that_slack_does_not_show_has_no_subject_and_is_answered(slack, company, door):
    await door.send("events_api", mention(f"<@{BOT}> show it", thread_ts="1400.1"))
    await slack.until(lambda: slack.messages)
    assert company.heard[0].focus is None


@pytest.mark.parametrize(
    "inner",
    [
        {"bot_id": "B9"},
        {"user": BOT},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"user": ""},
    ],
    ids=str,
)
async def test_bots_edits_and_the_bot_itself_are_not_answered(slack, company, door, inner):
    await door.send("events_api", message("list", **inner))
    await door.send("events_api", message("after it"))
    await slack.until(lambda: company.heard)
    assert [heard.text for heard in company.heard] == ["after it"]


async def test_a_mention_that_comes_as_a_message_too_is_heard_once(slack, company, door):
    await door.send("events_api", message(f"<@{BOT}> list", channel="C1", ts="1600.5"))
    await door.send("events_api", mention(f"<@{BOT}> list", ts="1600.5"))
    await door.send("events_api", mention(f"<@{BOT}> status"))
    await slack.until(lambda: any(heard.text == "status" for heard in company.heard))
    assert sorted(heard.text for heard in company.heard) == ["list", "status"]


async def test_an_event_that_slack_sends_again_is_heard_once(slack, company, door):
    payload = message("list")
    for attempt in range(3):
        await door.send("events_api", payload, attempt=attempt)
    await door.send("events_api", message("the end"))
    await slack.until(lambda: any(heard.text == "the end" for heard in company.heard))
    assert [heard.text for heard in company.heard] == ["list", "the end"]


MANIFEST = yaml.safe_load((Path(__file__).parents[4] / "slack-manifest.yml").read_text("utf-8"))
COMMANDS = [one["command"] for one in MANIFEST["features"]["slash_commands"] if one["command"] != "/amazcope"]


@pytest.mark.parametrize(
    ("said", "text", "forwarded"), [("", f"look {URL} /untrack all", True), ("mute 3", "mute 3", False)]
)
async def test_a_shared_message_is_somebody_else_s_and_what_is_said_with_it_is_one_s_own(
    slack, company, door, said, text, forwarded
):
    shared = [{"is_share": True, "text": f"look <{URL}> /untrack all"}]
    await door.send("events_api", message(said, attachments=shared))
    await slack.until(lambda: company.heard)
    assert [(one.text, one.forwarded, one.addressed) for one in company.heard] == [(text, forwarded, True)]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_of_the_manifest_is_heard_alone_below_amazcope_and_by_mention(
    slack, company, door, command
):
    await door.send("slash_commands", slash(slack, command, "3"))
    await door.send("slash_commands", slash(slack, "/amazcope", f"{command[1:]} 3"))
    await door.send("events_api", mention(f"<@{BOT}> {command} 3"))
    await slack.until(lambda: len(company.heard) == 3)
    assert [heard.text for heard in company.heard] == [f"{command} 3"] * 3


async def test_a_person_whom_slack_does_not_tell_has_no_rights(slack, company, door):
    await door.send("slash_commands", slash(slack, "/list", user="U404"))
    await slack.until(lambda: company.heard)
    assert (company.heard[0].person.name, company.heard[0].admin) == ("somebody", False)


async def test_who_somebody_is_is_asked_once_in_some_minutes(slack, company, door):
    for _ in range(3):
        await door.send("slash_commands", slash(slack, "/list"))
    await slack.until(lambda: len(company.heard) == 3)
    assert len(slack.of("users.info")) == 1


async def test_a_message_of_forty_thousand_characters_is_heard(slack, company, door):
    await door.send("events_api", message("word " * 10_000))
    await slack.until(lambda: company.heard)
    assert len(company.heard[0].text) == 39_999


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"look: <{URL}?tag=x|this>, and B0BQX7K9LM!", f"/track {URL}?tag=x B0BQX7K9LM"),
        ("<https://a.co/d/abc> twice <https://a.co/d/abc>", "/track https://a.co/d/abc"),
    ],
)
async def test_the_shortcut_tracks_what_a_message_names(slack, company, door, text, said):
    await door.send("interactive", shortcut(slack, text))
    await slack.until(lambda: slack.messages)
    assert company.heard[0].text == said
    assert [one["thread_ts"] for one in slack.of("chat.postMessage")] == ["1500.1"]


async def test_the_shortcut_says_where_a_message_names_no_product(slack, company, door):
    await door.send("interactive", shortcut(slack, "nothing but <https://evil.example/?u=amazon.com>"))
    await slack.until(lambda: slack.responses)
    assert "no Amazon link" in str(slack.responses[0]["blocks"])
    assert company.heard == []


async def test_what_is_not_ours_is_acknowledged_and_left_alone(slack, company, door):
    await door.send("interactive", shortcut(slack, URL, callback="another_app"))
    await door.send("interactive", press(slack, "1600.1", {"action_id": "theirs", "value": "list"}))
    await door.send("interactive", press(slack, "1600.1", {"action_id": "ask:0", "value": "{broken"}))
    await door.send("interactive", press(slack, "1600.1", {"action_id": "say:0"}))
    await door.send("events_api", event({"type": "reaction_added", "user": "U1"}))
    await door.send("slash_commands", slash(slack, "/list"))
    await slack.until(lambda: company.heard)
    assert [heard.text for heard in company.heard] == ["/list"]
