"""A stand-in for Slack, an account there, and somebody who listens."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from adapters.chats.slack.account import SlackAccount
from adapters.chats.slack.inbox import SlackHttp
from core.errors import Outage
from core.messages import Button, Buttons, Card, ChatId, Heard, Person
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, Slack, slack_server

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass(slots=True)
class Company:
    """Answers what is heard, and knows what became of chats; `answer` may be changed within a test."""

    slack: Slack
    answer: Callable[[Heard], Awaitable[Card | None]]
    heard: list[Heard] = field(default_factory=list)
    gone_chats: list[tuple[ChatId, str]] = field(default_factory=list)
    moved_chats: list[tuple[ChatId, ChatId]] = field(default_factory=list)

    async def __call__(self, heard: Heard) -> Card | None:
        self.heard.append(heard)
        await self.slack.note("heard")
        return await self.answer(heard)

    async def gone(self, chat: ChatId, reason: str) -> None:
        self.gone_chats.append((chat, reason))
        await self.slack.note("gone")

    async def moved(self, old: ChatId, new: ChatId) -> None:
        self.moved_chats.append((old, new))
        await self.slack.note("moved")


async def echo(heard: Heard) -> Card:
    return Card(f"heard {heard.text}", subject="B0CYT4LN7Q@com")


async def home(chat: ChatId, person: Person) -> Card:
    return Card(f"Hello {person.name}", (Buttons((Button("Check", "check 1"),)),))


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_server() as server:
        server.people["U1"] = {"id": "U1", "is_admin": True, "profile": {"display_name": "Ada"}}
        server.people["U2"] = {"id": "U2", "profile": {"display_name": "", "real_name": "Bob"}}
        yield server


@pytest.fixture
def company(slack: Slack) -> Company:
    return Company(slack, echo)


@asynccontextmanager
async def opened(slack: Slack, **given: Any) -> AsyncIterator[SlackAccount]:
    account = SlackAccount.open(
        given.pop("bot_token", BOT_TOKEN),
        given.pop("app_token", APP_TOKEN),
        SECRET,
        slack.base_url,
        given.pop("now", lambda: datetime.now(UTC)),
        home,
        **given,
    )
    try:
        yield account
    finally:
        await account.close()


@asynccontextmanager
async def listened(account: SlackAccount, company: Company) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(account.inbox.listen(company, company))
    await asyncio.sleep(0)
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Outage):
            await task


@pytest.fixture
async def account(slack: Slack) -> AsyncIterator[SlackAccount]:
    async with opened(slack) as account:
        yield account


@pytest.fixture
async def listening(account: SlackAccount, company: Company) -> AsyncIterator[asyncio.Task[None]]:
    async with listened(account, company) as task:
        yield task


class SocketDoor:
    """Slack's payloads through Socket Mode; what was sent is acknowledged when `send` returns."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def send(self, kind: str, payload: dict[str, Any], *, attempt: int = 0) -> dict[str, Any]:
        more = {"retry_attempt": attempt, "retry_reason": "timeout"} if attempt else {}
        ack = await self._slack.acked(await self._slack.tell(kind, payload, **more))
        return ack.get("payload", {})


class HttpDoor:
    """The same as signed requests."""

    def __init__(self, http: SlackHttp) -> None:
        self._http = http

    async def send(self, kind: str, payload: dict[str, Any], *, attempt: int = 0) -> dict[str, Any]:
        content, body = _http_body(kind, payload)
        more = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
        status, _, answer = await self._http.take(signed(body) | {"Content-Type": content} | more, body)
        assert status == 200
        return json.loads(answer) if answer.startswith(b"{") else {}


def signed(body: bytes, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(at or time.time()))
    made = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={made}"}


def _http_body(kind: str, payload: dict[str, Any]) -> tuple[str, bytes]:
    form = "application/x-www-form-urlencoded"
    match kind:
        case "events_api":
            return "application/json", json.dumps(payload).encode()
        case "interactive":
            return form, urlencode({"payload": json.dumps(payload)}).encode()
        case _:
            return form, urlencode(payload).encode()


@pytest.fixture(params=["socket", "http"])
async def door(request, slack: Slack, account: SlackAccount, listening: Any) -> SocketDoor | HttpDoor:
    return SocketDoor(slack) if request.param == "socket" else HttpDoor(account.http)
