"""The account at the start, what the doctor says of it, and the manifest."""

from pathlib import Path

import pytest
import yaml

from adapters.chats.slack.check import examine
from adapters.chats.slack.events import SUBSCRIBED
from adapters.chats.slack.reception import SHORTCUT
from adapters.chats.slack.scopes import SCOPES
from core.errors import WrongSetting
from tests.adapters.chats.slack.conftest import SocketDoor, listened, opened
from tests.adapters.chats.slack.payloads import slash
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, Failure

ROOT = Path(__file__).parents[4]


async def test_an_account_whose_token_is_right_says_nothing(account):
    assert await account.greet() is None


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "token_revoked"])
async def test_a_wrong_token_is_named_at_the_start_and_not_shown(slack, code):
    slack.fail("auth.test", Failure(code))
    async with opened(slack, bot_token="xoxb-wrong") as account:
        with pytest.raises(WrongSetting) as wrong:
            await account.greet()
    assert str(wrong.value) == (
        f"SLACK_BOT_TOKEN is “…”, which is not a token that Slack accepts (auth.test answered {code})."
    )


@pytest.mark.parametrize("code", ["invalid_auth", "not_allowed_token_type", "token_revoked", "missing_scope"])
async def test_a_wrong_app_token_is_named_at_the_start_as_well(slack, account, code):
    slack.fail("apps.connections.open", Failure(code))
    with pytest.raises(WrongSetting) as wrong:
        await account.greet()
    accepted = f"a token that Slack accepts (apps.connections.open answered {code})"
    assert str(wrong.value) == f"SLACK_APP_TOKEN is “…”, which is not {accepted}."


async def test_the_token_of_a_person_is_no_bots_token(slack, account, monkeypatch):
    monkeypatch.setattr(slack, "bot_id", "")
    with pytest.raises(WrongSetting, match="it begins with xoxb-"):
        await account.greet()


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
@pytest.mark.parametrize("failure", [Failure("", 503), Failure("ratelimited", 429, {"Retry-After": "30"})])
async def test_a_slack_that_does_not_answer_at_the_start_is_no_wrong_token_and_waited_for(
    slack, company, account, method, failure
):
    slack.fail(method, failure)
    await account.greet()
    async with listened(account, company):
        await SocketDoor(slack).send("slash_commands", slash(slack, "/list"))
        await slack.until(lambda: slack.messages)
    assert "heard /list" in slack.seen()


async def test_the_doctor_finds_nothing_where_all_is_well(slack):
    slack.scopes = ",".join(SCOPES)
    found = await examine(BOT_TOKEN, APP_TOKEN, None, slack.base_url)
    assert [fix for _, fix in found] == [None, None]
    assert "amazcope in Team" in found[0][0]


async def test_the_doctor_names_each_missing_permission_and_its_fix(slack):
    slack.scopes = ", ".join(scope for scope in SCOPES if scope not in {"files:write", "links:read"})
    found = await examine(BOT_TOKEN, APP_TOKEN, None, slack.base_url)
    broken = [(what, fix) for what, fix in found if fix]
    assert ["files:write" in broken[0][0], "links:read" in broken[1][0], len(broken)] == [True, True, 2]
    assert all("reinstall" in fix for _, fix in broken)


BROKEN = {
    "bot token": (("xoxb-wrong", APP_TOKEN, None), "bot token is refused (Slack answered invalid_auth)"),
    "app token": ((BOT_TOKEN, "xapp-wrong", None), "app token is refused (Slack answered invalid_auth)"),
    "no way to hear": ((BOT_TOKEN, None, None), "nothing can be heard"),
}


@pytest.mark.parametrize("why", BROKEN)
async def test_the_doctor_says_what_is_broken_and_the_fix(slack, why):
    given, said = BROKEN[why]
    found = await examine(*given, slack.base_url)
    assert [fix is not None for what, fix in found if said in what] == [True]


async def test_the_doctor_says_where_slack_is_out_of_reach():
    ((what, fix), _) = await examine(BOT_TOKEN, None, "secret", "http://127.0.0.1:9/api/")
    assert "cannot be reached" in what
    assert "SLACK_BASE_URL" in fix


def test_the_manifest_asks_for_what_amazcope_uses_and_no_more():
    manifest = yaml.safe_load((ROOT / "slack-manifest.yml").read_text("utf-8"))
    features, settings = manifest["features"], manifest["settings"]
    assert manifest["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)
    assert settings["event_subscriptions"]["bot_events"] == sorted(SUBSCRIBED)
    assert [shortcut["callback_id"] for shortcut in features["shortcuts"]] == [SHORTCUT]
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert settings["interactivity"]["is_enabled"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert len(features["unfurl_domains"]) <= 5


def test_the_manifest_has_the_commands_that_slack_lets_us_have():
    manifest = yaml.safe_load((ROOT / "slack-manifest.yml").read_text("utf-8"))
    commands = {one["command"] for one in manifest["features"]["slash_commands"]}
    assert {"/amazcope", "/track", "/untrack", "/list", "/optimize"} <= commands
    assert not commands & {"/status", "/mute", "/join", "/who", "/remind", "/invite", "/leave", "/search"}
    assert all(len(one["description"]) <= 2_000 for one in manifest["features"]["slash_commands"])
