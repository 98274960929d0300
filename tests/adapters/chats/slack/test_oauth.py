"""Installing Amazcope into many workspaces."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.chats.slack.oauth import NotInstalled, SlackOAuth
from adapters.chats.slack.scopes import SCOPES
from adapters.chats.slack.tokens import OneToken
from adapters.chats.slack.vault import MemoryInstallations, StoredTokens, Vault
from adapters.chats.slack.web_api import Pool, WebApi
from core.errors import ChatGone
from core.messages import Card, ChatId
from tests.adapters.chats.slack.conftest import opened
from tests.servers.slack import TEAM

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
async def oauth(slack):
    pool = Pool()
    time = {"now": NOON}
    made = SlackOAuth(
        client_id="1.2",
        client_secret="s",
        redirect_uri="https://bot.example/slack/oauth",
        secret_key="key",
        api=WebApi(OneToken(""), slack.base_url, pool),
        store=MemoryInstallations(),
        now=lambda: time["now"],
    )
    yield made, time
    await pool.close()


INSTALLED = {
    "access_token": "xoxb-new",
    "token_type": "bot",
    "scope": "chat:write,commands",
    "bot_user_id": "UNEW",
    "team": {"id": "T2", "name": "Two"},
    "authed_user": {"id": "U7"},
}


def test_the_way_to_slack_names_every_permission_and_where_to_come_back(oauth, slack):
    departure = oauth[0].depart()
    asked = parse_qs(urlsplit(departure.url).query)
    assert departure.url.startswith(slack.base_url.replace("/api/", "/oauth/v2/authorize?"))
    assert asked["scope"] == [",".join(SCOPES)]
    assert (asked["redirect_uri"], asked["state"]) == (["https://bot.example/slack/oauth"], [departure.state])


async def test_an_installation_is_kept_with_its_token_sealed(oauth, slack):
    slack.installs["code"] = INSTALLED
    made, _ = oauth
    state = made.depart().state
    installation = await made.arrive(code="code", state=state, cookie=state)
    assert (installation.team_id, installation.bot_user_id, installation.scopes) == (
        "T2",
        "UNEW",
        ("chat:write", "commands"),
    )
    assert b"xoxb-new" not in installation.sealed
    assert await StoredTokens(made._store, Vault("key")).token("T2") == "xoxb-new"
    assert await StoredTokens(made._store, Vault("another key")).token("T2") is None


async def test_a_state_is_good_for_one_browser_once_for_ten_minutes(oauth, slack):
    slack.installs["code"] = INSTALLED
    made, time = oauth
    state = made.depart().state
    for wrong, cookie in [(state, ""), (state, made.depart().state), ("1.x.y", "1.x.y"), ("", ""), ("é", "é")]:
        with pytest.raises(NotInstalled, match="did not begin it"):
            await made.arrive(code="code", state=wrong, cookie=cookie)
    time["now"] = NOON + timedelta(minutes=11)
    with pytest.raises(NotInstalled, match="took too long"):
        await made.arrive(code="code", state=state, cookie=state)
    time["now"] = NOON
    await made.arrive(code="code", state=state, cookie=state)
    with pytest.raises(NotInstalled, match="finished before"):
        await made.arrive(code="code", state=state, cookie=state)


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [("", "access_denied", "declined"), ("used", "", "invalid_code"), ("org", "", "organisation-wide")],
)
async def test_an_installation_that_fails_says_why_and_where_to_begin_again(oauth, slack, code, error, said):
    slack.installs["org"] = INSTALLED | {"team": None, "is_enterprise_install": True}
    made, _ = oauth
    state = made.depart().state
    with pytest.raises(NotInstalled, match=f"{said}.*Start again at /slack/install"):
        await made.arrive(code=code, state=state, cookie=state, error=error)


async def test_each_workspace_is_spoken_to_with_its_own_token(oauth, slack):
    slack.installs["code"] = INSTALLED
    slack.tokens = {"xoxb-new"}
    made, _ = oauth
    state = made.depart().state
    await made.arrive(code="code", state=state, cookie=state)
    async with opened(slack, tokens=StoredTokens(made._store, Vault("key"))) as account:
        await account.chat.post(ChatId("slack", "T2", "C1"), Card("Hello"))
        with pytest.raises(ChatGone, match="not installed"):
            await account.chat.post(ChatId("slack", TEAM, "C1"), Card("Hello"))
    assert len(slack.messages) == 1
