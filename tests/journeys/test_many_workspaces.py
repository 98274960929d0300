"""Slack in many workspaces: installed in a browser, answered with their own tokens, forgotten when they leave."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from bot.settings import load_settings
from bot.wiring import Terminal, assemble
from tests.adapters.chats.slack.conftest import SECRET, signed
from tests.adapters.chats.slack.payloads import event, message, slash
from tests.servers.slack import Slack, slack_server

TOKENS = {"T2": "xoxb-two", "T3": "xoxb-three"}


@dataclass(slots=True)
class Browser:
    """Somebody's browser at the running service, and Slack's requests to it."""

    client: httpx.AsyncClient
    slack: Slack
    folder: Path

    async def leave(self) -> str:
        """Press “Add to Slack”; returns the state that Slack was given."""
        left = await self.client.get("/slack/install")
        assert left.status_code == 302
        assert left.headers["location"].startswith(self.slack.base_url.replace("/api/", "/oauth/v2/authorize?"))
        return parse_qs(urlsplit(left.headers["location"]).query)["state"][0]

    async def come_back(self, **told: str) -> httpx.Response:
        return await self.client.get("/slack/oauth", params=told)

    async def install(self, team: str, name: str = "Two") -> httpx.Response:
        self.slack.installs[f"code {team}"] = {
            "access_token": TOKENS[team],
            "token_type": "bot",
            "scope": "chat:write",
            "bot_user_id": "UBOT",
            "team": {"id": team, "name": name},
            "authed_user": {"id": "U7"},
        }
        return await self.come_back(code=f"code {team}", state=await self.leave())

    async def happens(self, payload: dict, *, form: bool = False) -> None:
        """Slack tells it; as Slack does, again until it is taken."""
        body = urlencode(payload).encode() if form else json.dumps(payload).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        while True:
            headers = signed(body) | {"Content-Type": kind}
            answer = await self.client.post("/slack/events", content=body, headers=headers)
            if answer.status_code != 503:
                assert answer.status_code == 200
                return

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.folder.glob("amazcope.db*"))


@asynccontextmanager
async def service(folder: Path, slack: Slack) -> AsyncIterator[Browser]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = load_settings(
        database_url=f"sqlite+aiosqlite:///{folder / 'amazcope.db'}",
        slack_client_id="1.2",
        slack_client_secret="client secret",
        slack_signing_secret=SECRET,
        slack_base_url=slack.base_url,
        public_url=f"http://127.0.0.1:{port}",
        http_port=port,
    )
    running = asyncio.create_task(assemble(settings, Terminal(), http=True, platforms=True).run(stay=True))
    async with httpx.AsyncClient(base_url=settings.public_url or "") as client:
        while not running.done():
            with suppress(httpx.ConnectError):
                await client.get("/healthz")
                break
            await asyncio.sleep(0)
        yield Browser(client, slack, folder)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 30)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_server() as server:
        yield server


@pytest.fixture
async def browser(slack: Slack, tmp_path, monkeypatch) -> AsyncIterator[Browser]:
    monkeypatch.chdir(tmp_path)
    async with service(tmp_path, slack) as browser:
        yield browser


async def test_each_workspace_that_installs_it_is_answered_with_its_own_token(browser, slack, tmp_path):
    for team, name in (("T2", "Two <b>&</b>"), ("T3", "Three")):
        page = await browser.install(team, name)
        assert page.status_code == 200
    assert "Amazcope is installed in Three" in page.text
    assert not any(token.encode() in browser.on_disk() for token in TOKENS.values())

    for team, channel in (("T2", "D1"), ("T3", "D2")):
        slack.tokens = {TOKENS[team]}  # Slack refuses every other one
        await browser.happens(message("/list", channel=channel) | {"team_id": team})
        await slack.until(lambda channel=channel: "Nothing is tracked" in slack.seen(channel))


async def test_the_page_shows_the_name_of_a_workspace_as_what_it_is(browser):
    page = await browser.install("T2", "<script>alert(1)</script>")
    assert "Amazcope is installed in &lt;script&gt;" in page.text
    assert "<script>" not in page.text
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")


async def test_an_installation_that_this_browser_did_not_begin_is_refused(browser, slack):
    theirs = await browser.leave()
    slack.installs["code"] = {"access_token": "xoxb-two", "token_type": "bot", "team": {"id": "T2", "name": "Two"}}
    browser.client.cookies.clear()
    for state in (theirs, "", "1.x.y", "ü"):
        refused = await browser.come_back(code="code", state=state)
        assert refused.status_code == 400
        assert "this browser did not begin it" in refused.text
        assert '<a href="install">/slack/install</a>' in refused.text
    assert slack.of("oauth.v2.access") == []


async def test_an_installation_that_was_declined_or_fails_says_so(browser):
    declined = await browser.come_back(error="access_denied", state=await browser.leave())
    assert (declined.status_code, "declined at Slack" in declined.text) == (400, True)
    failed = await browser.come_back(code="unknown", state=await browser.leave())
    assert (failed.status_code, "Not installed" in failed.text) == (400, True)


async def test_a_workspace_that_uninstalls_it_is_forgotten_and_asleep_until_it_comes_back(browser, slack, tmp_path):
    await browser.install("T2")
    slack.tokens = {TOKENS["T2"]}
    await browser.happens(slash(slack, "/list") | {"team_id": "T2"}, form=True)
    await slack.until(lambda: "Nothing is tracked" in slack.seen())

    slack.tokens.clear()  # Slack refuses the old token, and says so
    await browser.happens(event({"type": "app_uninstalled"}, team="T2"))
    with closing(sqlite3.connect(f"file:{tmp_path / 'amazcope.db'}?mode=ro", uri=True)) as reader:
        # Not through the storage: its transactions ask for the write lock, and asked for without a pause they starve
        # the service that is watched.
        asleep = "SELECT asleep_since FROM chats WHERE chat LIKE '%C1'"
        while reader.execute(asleep).fetchone() == (None,):  # noqa: ASYNC110 - it sends no event
            await asyncio.sleep(0)
        assert reader.execute("SELECT count(*) FROM installations").fetchone() == (0,)

    slack.tokens.add(TOKENS["T2"])
    await browser.install("T2")
    await browser.happens(message("/list") | {"team_id": "T2"})
    await slack.until(lambda: "Nothing is tracked" in slack.seen("D1"))
