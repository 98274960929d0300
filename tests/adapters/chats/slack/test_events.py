"""Events: links, files, the App Home, the agent's pane, and channels and workspaces that go away."""

import pytest

from adapters.chats.slack.documents import LONGEST
from adapters.chats.slack.vault import MemoryInstallations, StoredTokens, Vault
from core.messages import Button, Buttons, Card, ChatId, Document
from tests.adapters.chats.slack.conftest import SocketDoor, listened, opened
from tests.adapters.chats.slack.payloads import URL, event, mention, message, slash
from tests.servers.slack import BOT, BOT_TOKEN, TEAM, Failure
from tests.servers.slack_rules import shown

ROOM = ChatId("slack", TEAM, "C1")


def links(*urls, **more):
    inner = {"type": "link_shared", "user": "U1", "channel": "C1", "message_ts": "1500.1"}
    return event(inner | {"links": [{"url": url, "domain": "amazon.com"} for url in urls]} | more)


async def offer(heard):
    return Card("Shall I watch this product?", (Buttons((Button("Track", f"track {heard.text}"),)),))


async def test_an_amazon_link_is_shown_with_a_button_to_track_it(slack, company, door):
    company.answer = offer
    await door.send("events_api", links(URL, URL, "https://a.co/d/x"))
    await slack.until(lambda: slack.unfurls)
    (unfurl,) = slack.unfurls
    assert (unfurl["channel"], unfurl["ts"]) == ("C1", "1500.1")
    assert list(unfurl["unfurls"]) == [URL, "https://a.co/d/x"]
    assert "[Track]" in shown(unfurl["unfurls"][URL]["blocks"])
    assert [heard.addressed for heard in company.heard] == [False, False]
    assert slack.messages == {}


async def test_links_that_are_being_typed_or_said_to_the_bot_itself_are_not_shown_twice(slack, company, door):
    await door.send("events_api", links(URL, channel="COMPOSER", message_ts="uuid"))
    await door.send("events_api", links(URL, channel="D1", is_bot_user_member=True))
    await door.send("events_api", mention(f"<@{BOT}> track <{URL}>", ts="1500.1"))
    await slack.until(lambda: slack.messages)
    await door.send("events_api", links(URL))
    await door.send("slash_commands", slash(slack, "/list", user="U2"))
    await slack.until(lambda: len(slack.messages) == 2)
    assert slack.unfurls == []


async def test_a_link_that_nobody_answers_is_left_as_it_is(slack, company, door):
    async def silent(heard):
        return None if heard.text == URL else Card("yes")

    company.answer = silent
    await door.send("events_api", links(URL))
    await door.send("events_api", message("hello"))
    await slack.until(lambda: slack.messages)
    assert slack.unfurls == []


def table(slack, name="list.csv", data=b"asin\r\nB0CYT4LN7Q\r\n", **more):
    slack.stored[name] = data
    url = slack.base_url.replace("/api/", f"/files/{name}")
    return {"id": "F9", "name": name, "size": len(data), "url_private": url} | more


async def test_a_table_sent_to_the_bot_comes_with_its_message(slack, company, door):
    sent = message("import this", subtype="file_share", files=[table(slack), table(slack, "photo.png")])
    await door.send("events_api", sent)
    await slack.until(lambda: company.heard)
    assert company.heard[0].documents == (Document("list.csv", b"asin\r\nB0CYT4LN7Q\r\n"),)
    assert company.heard[0].text == "import this"


async def test_a_table_without_a_word_is_heard(slack, company, door):
    await door.send("events_api", message("", subtype="file_share", files=[table(slack, "A.XLSX")]))
    await slack.until(lambda: company.heard)
    assert (company.heard[0].text, company.heard[0].documents[0].name) == ("", "A.XLSX")


async def test_a_table_dropped_in_a_channel_comes_with_what_was_written_below_it_once(slack, company, door):
    slack.files["F9"] = table(slack, shares={"public": {"C1": [{"ts": "1600.7"}]}}, user="U1")
    slack.messages["C1", "1600.7"] = {"ts": "1600.7", "text": f"<@{BOT}> as competitor", "user": "U1"}
    shared = {"type": "file_shared", "file_id": "F9", "channel_id": "C1", "user_id": "U1"}
    await door.send("events_api", event(shared))
    await slack.until(lambda: company.heard)
    await door.send("events_api", mention(f"<@{BOT}> as competitor", ts="1600.7", files=[slack.files["F9"]]))
    await door.send("events_api", mention(f"<@{BOT}> the end"))
    await slack.until(lambda: any(heard.text == "the end" for heard in company.heard))
    first, _ = company.heard
    assert (first.text, first.addressed, len(first.documents)) == ("as competitor", True, 1)


async def test_a_picture_among_plain_messages_is_none_of_ours(slack, company, door):
    picture = {"id": "F8", "name": "photo.png"}
    await door.send("events_api", message("", channel="C1", subtype="file_share", files=[picture]))
    await door.send("events_api", message("the end"))
    await slack.until(lambda: company.heard)
    assert [heard.text for heard in company.heard] == ["the end"]


async def test_a_picture_dropped_in_a_channel_is_none_of_ours(slack, company, door):
    slack.files["F9"] = table(slack, "photo.png", shares={"public": {"C1": [{"ts": "1600.7"}]}}, user="U1")
    await door.send("events_api", event({"type": "file_shared", "file_id": "F9", "channel_id": "C1", "user_id": "U1"}))
    await slack.until(lambda: slack.of("files.info"))
    await door.send("events_api", message("the end"))
    await slack.until(lambda: company.heard)
    assert [heard.text for heard in company.heard] == ["the end"]


@pytest.mark.parametrize("size", [None, LONGEST + 1], ids=["unsaid", "said"])
async def test_a_table_that_is_too_long_is_not_read_and_said_so(slack, company, door, size):
    file = table(slack, data=b"x" * (LONGEST + 1)) | {"size": size}
    await door.send("events_api", message("", subtype="file_share", files=[file]))
    await slack.until(lambda: slack.messages)
    assert "list.csv: not read" in slack.seen("D1")
    assert company.heard == []


async def test_a_table_that_slack_does_not_hand_out_is_not_read_and_said_so(slack, company, door):
    file = table(slack) | {"url_private": slack.base_url.replace("/api/", "/files/../login")}
    await door.send("events_api", message("", subtype="file_share", files=[file]))
    await slack.until(lambda: slack.messages)
    assert "HTTP 404" in slack.seen("D1")


async def test_the_token_goes_to_no_other_server_with_a_shared_link(slack, company, door):
    file = table(slack) | {"url_private": "http://127.0.0.1:9/list.csv"}
    await door.send("events_api", message("", subtype="file_share", files=[file]))
    await slack.until(lambda: slack.messages)
    assert "list.csv: not read" in slack.seen("D1")


async def test_the_home_is_drawn_when_it_is_opened(slack, door):
    opened_tab = {"type": "app_home_opened", "user": "U1", "channel": "D1"}
    await door.send("events_api", event(opened_tab | {"tab": "messages"}))
    await door.send("events_api", event(opened_tab | {"tab": "home"}))
    await slack.until(lambda: slack.homes)
    assert "Hello Ada" in shown(slack.homes["U1"]["blocks"])
    assert len(slack.of("views.publish")) == 1


async def test_the_agents_pane_suggests_what_to_ask(slack, door):
    pane = {"user_id": "U1", "channel_id": "D1", "thread_ts": "1600.1", "context": {}}
    await door.send("events_api", event({"type": "assistant_thread_started", "assistant_thread": pane}))
    await slack.until(lambda: slack.of("assistant.threads.setSuggestedPrompts"))
    (said,) = slack.of("assistant.threads.setSuggestedPrompts")
    assert (said["channel_id"], said["thread_ts"]) == ("D1", "1600.1")
    assert {prompt["message"] for prompt in said["prompts"]} >= {"list", "help"}


async def test_in_the_agents_pane_a_status_comes_before_the_answer(slack, company, door):
    await door.send("events_api", message("list", thread_ts="1600.1"))
    await slack.until(lambda: slack.messages and slack.of("assistant.threads.setStatus"))
    assert slack.of("assistant.threads.setStatus")[0]["status"] == "is looking at Amazon…"
    assert slack.of("chat.postMessage")[0]["thread_ts"] == "1600.1"


CLOSED = [
    {"type": "channel_left", "channel": "C1", "actor_id": "U2"},
    {"type": "group_left", "channel": "C1"},
    {"type": "channel_archive", "channel": "C1", "user": "U2"},
    {"type": "group_archive", "channel": "C1"},
    {"type": "channel_deleted", "channel": "C1"},
    {"type": "group_deleted", "channel": "C1"},
    {"type": "member_left_channel", "channel": "C1", "user": BOT},
]


@pytest.mark.parametrize("inner", CLOSED, ids=lambda inner: inner["type"])
async def test_a_channel_in_which_we_are_no_more_is_gone(slack, company, door, inner):
    await door.send("events_api", event({"type": "member_left_channel", "channel": "C7", "user": "U2"}))
    await door.send("events_api", event(inner))
    await slack.until(lambda: company.gone_chats)
    assert [chat for chat, _ in company.gone_chats] == [ROOM]


async def test_a_channel_that_gets_another_id_goes_on_under_it(slack, company, door):
    changed = {"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C2"}
    await door.send("events_api", event(changed))
    await slack.until(lambda: company.moved_chats)
    assert company.moved_chats == [(ROOM, ChatId("slack", TEAM, "C2"))]


@pytest.mark.parametrize(
    "inner",
    [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": [BOT], "oauth": []}}],
    ids=lambda inner: inner["type"],
)
async def test_a_workspace_that_uninstalls_is_gone_with_its_token(slack, company, inner, installed):
    store, vault = installed
    slack.tokens.clear()
    async with opened(slack, tokens=StoredTokens(store, vault)) as account, listened(account, company):
        await SocketDoor(slack).send("events_api", event(inner))
        await slack.until(lambda: company.gone_chats)
    assert company.gone_chats[0][0] == ChatId("slack", TEAM, "")
    assert await store.find(TEAM) is None


@pytest.mark.parametrize(
    "inner",
    [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": [BOT], "oauth": []}}],
    ids=lambda inner: inner["type"],
)
async def test_such_news_that_comes_late_does_not_end_the_installation_made_since(slack, company, inner, installed):
    store, vault = installed
    async with opened(slack, tokens=StoredTokens(store, vault)) as account, listened(account, company):
        await SocketDoor(slack).send("events_api", event(inner))
        await slack.until(lambda: slack.of("auth.test"))
        await SocketDoor(slack).send("events_api", message("list"))
        await slack.until(lambda: slack.messages)
    assert company.gone_chats == []
    assert await store.find(TEAM) is not None


async def test_where_slack_does_not_say_whether_it_is_so_the_chats_sleep_and_the_token_is_kept(
    slack, company, installed
):
    store, vault = installed
    slack.fail("auth.test", *[Failure("", 503)] * 9)
    async with opened(slack, tokens=StoredTokens(store, vault)) as account, listened(account, company):
        await SocketDoor(slack).send("events_api", event({"type": "app_uninstalled"}))
        await slack.until(lambda: company.gone_chats)
    assert await store.find(TEAM) is not None


async def test_tokens_of_people_that_are_revoked_are_not_ours(slack, company, door):
    await door.send("events_api", event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}))
    await door.send("events_api", message("the end"))
    await slack.until(lambda: company.heard)
    assert company.gone_chats == []


@pytest.fixture
async def installed():
    from datetime import UTC, datetime

    from adapters.chats.slack.vault import Installation

    store, vault = MemoryInstallations(), Vault("key")
    await store.save(
        Installation(
            team_id=TEAM,
            team_name="Team",
            bot_user_id=BOT,
            installed_by="U1",
            scopes=(),
            installed_at=datetime(2026, 5, 3, tzinfo=UTC),
            sealed=vault.seal(BOT_TOKEN),
        )
    )
    return store, vault
