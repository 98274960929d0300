"""The service as each transport reaches it, and one way to speak through all of them: through the platforms' SDKs."""

import asyncio
import json
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from bot.app import RunningClock
from bot.settings import load_settings
from bot.wiring import Terminal, assemble
from tests import databases
from tests.adapters.chats.slack.conftest import SECRET, signed
from tests.adapters.chats.slack.payloads import mention, slash
from tests.servers.amazon_shop import AmazonShop
from tests.servers.slack import APP_TOKEN, BOT, BOT_TOKEN, Slack, slack_server
from tests.servers.slack_rules import shown
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import Shown, chat, user

FORM = "application/x-www-form-urlencoded"


class Line(Protocol):
    """A line to the running service: each number is a room of its own, with a person in it."""

    async def give(self, room: int, text: str) -> None:
        """Say a slash line; on return the platform was told that it has been heard, where it wants that."""

    async def speak(self, room: int, text: str) -> None:
        """Say something in one's own words, to the bot."""

    def answers(self, room: int) -> list[str]:
        """All that the room's person has come to see, in order."""

    def answered(self) -> Counter[int]:
        """How many answers each room has seen."""

    def noticed(self) -> Counter[int]:
        """How often each room saw that it was heard: an answer, or a sign that one is being made."""

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so at the platform."""

    @property
    def refusals(self) -> list[str]:
        """What the platform did not take."""


@dataclass(slots=True, kw_only=True)
class TelegramLine:
    """Private chats at a loopback Telegram, which polls or is told each update through `tell`."""

    server: TelegramServer
    client: httpx.AsyncClient | None = None
    calls: set[asyncio.Task[Any]] = field(default_factory=set)

    async def give(self, room: int, text: str) -> None:
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        await self._happens(room, text=text, entities=[entity])

    async def speak(self, room: int, text: str) -> None:
        await self._happens(room, text=text)

    async def _happens(self, room: int, **more: Any) -> None:
        said = {"message_id": self.server.next_message_id(), "date": 1, "chat": chat(room), "from": user(room)}
        message = said | more
        if self.client is None:
            await self.server.happens(message=message)
        else:
            await self._call({"update_id": 7000 + said["message_id"], "message": message}, self.client)

    async def _call(self, update: dict[str, Any], client: httpx.AsyncClient) -> None:
        """As Telegram calls a webhook; it does not wait for the answer before it calls with the next update."""
        (hook, *_) = self.server.called("setWebhook")
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"], "Content-Type": "application/json"}
        call = _told(client, hook["url"], json.dumps(update).encode(), headers)
        self.calls.add(task := asyncio.create_task(call))
        task.add_done_callback(self._ended)

    def _ended(self, call: asyncio.Task[Any]) -> None:
        """A call that breaks off because the service ends is Telegram's affair: it would come again."""
        self.calls.discard(call)
        if not call.cancelled():
            call.exception()

    def answers(self, room: int) -> list[str]:
        there = [message for message in self._said() if message.chat == str(room)]
        return ["\n".join([one.everything, one.file[0] if one.file else ""]) for one in there]

    def answered(self) -> Counter[int]:
        return Counter(int(message.chat) for message in self._said())

    def noticed(self) -> Counter[int]:
        said = Counter(int(message.chat) for message in self.server.messages)
        return said + Counter(int(given["chat_id"]) for given in self.server.called("sendChatAction"))

    def _said(self) -> list[Shown]:
        return [message for message in self.server.messages if not is_progress(message.seen)]

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(30):
            await self.server.until(condition)

    @property
    def refusals(self) -> list[str]:
        return self.server.refusals


@dataclass(slots=True, kw_only=True)
class SlackLine:
    """Channels at a loopback Slack, each in a workspace of its own, through Socket Mode or, with `client`, by HTTP."""

    server: Slack
    client: httpx.AsyncClient | None = None
    acknowledged: Counter[int] = field(default_factory=Counter)
    now: Callable[[], float] = time.time

    async def give(self, room: int, text: str) -> None:
        await self._give(room, text)
        self.acknowledged[room] += 1

    async def _give(self, room: int, text: str) -> None:
        payload = slash(self.server, "/amazcope", text.removeprefix("/"), channel=f"C{room}")
        payload |= {"team_id": f"T{room}", "response_url": f"{payload['response_url']}?room={room}"}
        if self.client is None:
            await self.server.acked(await self.server.tell("slash_commands", payload))
            return
        body = urlencode(payload).encode()
        assert (
            await _told(self.client, "/slack/events", body, signed(body, at=self.now()) | {"Content-Type": FORM}) == 200
        )

    async def speak(self, room: int, text: str) -> None:
        payload = mention(f"<@{BOT}> {text}", channel=f"C{room}")
        payload |= {"team_id": f"T{room}", "authorizations": [{"team_id": f"T{room}", "user_id": BOT, "is_bot": True}]}
        if self.client is None:
            await self.server.acked(await self.server.tell("events_api", payload))
            return
        body = json.dumps(payload).encode()
        headers = signed(body, at=self.now()) | {"Content-Type": "application/json"}
        assert await _told(self.client, "/slack/events", body, headers) == 200

    def answers(self, room: int) -> list[str]:
        return [_seen(one) for at, one in self._said() if at == room]

    def answered(self) -> Counter[int]:
        return Counter(room for room, _ in self._said())

    def noticed(self) -> Counter[int]:
        """In Slack a command that is not acknowledged is an error that its person sees."""
        return Counter(self.acknowledged)

    def _said(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for (channel, _), message in self.server.messages.items():
            if is_progress(_seen(message)):
                continue
            yield int(channel.removeprefix("C")), message
        for response in self.server.responses:
            yield int(response["room"]), response
        for view in self.server.views:
            yield int(json.loads(view["private_metadata"])["origin"]["channel"].removeprefix("C")), view

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(30), self.server.changed:
            await self.server.changed.wait_for(condition)

    @property
    def refusals(self) -> list[str]:
        return self.server.refusals


def is_progress(seen: str) -> bool:
    """Whether a message only says what is being done; it becomes the answer, or goes away."""
    return "\n" not in seen and seen.endswith("…")


def _seen(said: dict[str, Any]) -> str:
    return shown(said["blocks"]) if said.get("blocks") else str(said["text"])


@asynccontextmanager
async def telegram_by_polling(shop: AmazonShop, folder: Path, **given: Any) -> AsyncIterator[Line]:
    async with telegram_server() as server, service(folder, shop, **_telegram(server), **given):
        yield TelegramLine(server=server)


@asynccontextmanager
async def telegram_by_webhook(shop: AmazonShop, folder: Path, **given: Any) -> AsyncIterator[Line]:
    async with telegram_server() as server, reachable(folder, shop, **_telegram(server), **given) as client:
        await server.until(lambda: server.webhook["url"])
        yield TelegramLine(server=server, client=client)


@asynccontextmanager
async def slack_by_socket(shop: AmazonShop, folder: Path, **given: Any) -> AsyncIterator[Line]:
    async with _slack() as server, service(folder, shop, **_slack_settings(server), slack_app_token=APP_TOKEN, **given):
        yield SlackLine(server=server)


@asynccontextmanager
async def slack_by_http(shop: AmazonShop, folder: Path, **given: Any) -> AsyncIterator[Line]:
    signing = {"slack_signing_secret": SECRET}
    async with _slack() as server, reachable(folder, shop, **_slack_settings(server), **signing, **given) as client:
        yield SlackLine(server=server, client=client)


Transport = Callable[..., AbstractAsyncContextManager[Line]]
TRANSPORTS: dict[str, Transport] = {
    "telegram by polling": telegram_by_polling,
    "telegram by webhook": telegram_by_webhook,
    "slack by socket": slack_by_socket,
    "slack by http": slack_by_http,
}


@asynccontextmanager
async def service(
    folder: Path, shop: AmazonShop, *, http: bool = False, clock: RunningClock | None = None, **given: Any
) -> AsyncIterator[asyncio.Task[None]]:
    """The whole of Amazcope on a fresh file, whatever a `.env` here says; by the real clock, or by `clock`."""
    file = folder / "amazcope.db"
    await databases.put_at(file)
    database = f"sqlite+aiosqlite:///{file}"
    settings = load_settings(_env_file=None, database_url=database, amazon_base_url=shop.base_url, **given)
    running = asyncio.create_task(assemble(settings, Terminal(), http=http, platforms=True, clock=clock).run(stay=True))
    try:
        yield running
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def reachable(folder: Path, shop: AmazonShop, **given: Any) -> AsyncIterator[httpx.AsyncClient]:
    """The service with its HTTP, from when it answers there and listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    async with (
        service(folder, shop, http=True, public_url=url, http_port=port, **given) as running,
        httpx.AsyncClient(base_url=url) as client,
    ):
        while not running.done() and "alive" not in await _health(client):  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0)
        yield client


async def _told(client: httpx.AsyncClient, url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status for a request, made again while nobody listens yet, as the platforms do."""
    while (status := (await client.post(url, content=body, headers=headers, timeout=60)).status_code) == 503:  # noqa: ASYNC110
        await asyncio.sleep(0)
    return status


async def _health(client: httpx.AsyncClient) -> str:
    try:
        return (await client.get("/healthz")).text
    except httpx.ConnectError:
        return ""


@asynccontextmanager
async def _slack() -> AsyncIterator[Slack]:
    async with slack_server() as server:
        server.people["U1"] = {"id": "U1", "is_admin": True, "profile": {"display_name": "Ada"}}
        yield server


def _slack_settings(server: Slack) -> dict[str, str]:
    return {"slack_bot_token": BOT_TOKEN, "slack_base_url": server.base_url}


def _telegram(server: TelegramServer) -> dict[str, str]:
    return {"telegram_bot_token": TOKEN, "telegram_base_url": server.base_url}
