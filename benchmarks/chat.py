"""A command's whole path beside a bare bot's: from the platform's telling it to the answer's arrival there.

Each bot is a process of its own, and so is the platform: this one, with a loopback server of the same make for each
bot, so that they do not take one another's messages. The bots take turns, each told when both have come to rest.

Ours is `amazcope run` as it is installed, with nothing set but tokens and addresses, and answers `/list` with five
products from its SQLite file. The bare ones (`benchmarks/_bare_bots.py`) are what the documentation of
python-telegram-bot and slack-bolt shows for a bot that answers a command with a message. Each side makes the same one
call for its answer (`sendMessage`, `chat.postMessage`), and each is told over the same transport: long polling; signed
requests over HTTP; Socket Mode. Who somebody is, our bot asks Slack once in five minutes, before the measured commands.

What is timed ends with the arrival of the answer; what the stand-in then makes of it (it refuses what the platform
would refuse) is nobody's time. The acknowledgement, which Slack wants besides, must come, and its
time is not counted: Bolt as it comes looks only every 10 ms whether a command was acknowledged, and an answer that
waits for it would hide anything that is quicker. `slack_kept` is the quickest that Bolt can be made (kept connections,
answering within the request), to know how far there is to go; the goal does not speak of it.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from benchmarks._bare_bots import SECRET
from tests.adapters.chats.slack.payloads import slash
from tests.servers.amazon_shop import Good, amazon_shop
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, Slack, slack_server
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import chat, user

COMMANDS, WARM_UP, REST_S, PATIENCE_S, GOAL = 300, 50, 0.015, 20, 1.5
PERSON = 5001
GOODS = [f"B0BENCH{number:03d}" for number in range(5)]
ROOT = Path(__file__).parents[1]
Command = Callable[[str], Awaitable[float]]


async def main() -> dict[str, Any]:
    """All transports, one after the other."""
    found = {"telegram": await telegram(), **await slack_http(), "slack_socket": await slack_socket()}
    return {**found, "goal": GOAL, "commands": COMMANDS}


async def telegram() -> dict[str, float]:
    """Our bot and the documented one by long polling."""
    async with (
        telegram_server() as near,
        telegram_server() as far,
        bare("telegram", far.base_url, TOKEN),
        ours(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_BASE_URL=near.base_url),
    ):
        for server in (near, far):
            await server.until(lambda server=server: server.offsets)
        times = await side_by_side({"ours": told_in_telegram(near), "limit": told_in_telegram(far)})
    return compared(times, "limit")


async def slack_http() -> dict[str, dict[str, float]]:
    """Our app and the documented one by signed requests; and the quickest."""
    ports = {name: free_port() for name in ("ours", "limit", "kept")}
    async with AsyncExitStack() as stack:
        servers = {name: await stack.enter_async_context(peopled()) for name in ports}
        session = await stack.enter_async_context(aiohttp.ClientSession())
        given = {"SLACK_SIGNING_SECRET": SECRET, "PUBLIC_URL": "https://bot.example", "HTTP_PORT": str(ports["ours"])}
        await stack.enter_async_context(ours(**slack_settings(servers["ours"]), **given))
        for name, kind in (("limit", "slack-http"), ("kept", "slack-kept")):
            await stack.enter_async_context(bare(kind, servers[name].base_url, BOT_TOKEN, str(ports[name])))
        for port in ports.values():
            await until_open(port)
        sides = {name: told_by_request(servers[name], session, port) for name, port in ports.items()}
        times = await side_by_side(sides)
    return {"slack_http": compared(times, "limit"), "slack_kept": compared(times, "kept")}


async def slack_socket() -> dict[str, float]:
    """Our app and the documented one by Socket Mode."""
    async with (
        peopled() as near,
        peopled() as far,
        bare("slack-socket", far.base_url, BOT_TOKEN, APP_TOKEN),
        ours(**slack_settings(near), SLACK_APP_TOKEN=APP_TOKEN),
    ):
        for server in (near, far):
            await server.until(lambda server=server: server.sockets)
        times = await side_by_side({"ours": told_by_socket(near), "limit": told_by_socket(far)})
    return compared(times, "limit")


async def side_by_side(sides: Mapping[str, Command]) -> dict[str, list[float]]:
    """The seconds that each `/list` took at each."""
    for good in GOODS:
        async with asyncio.timeout(PATIENCE_S):
            await sides["ours"](f"/track {good}")
    took: dict[str, list[float]] = {name: [] for name in sides}
    order = list(sides)
    for turn in range(WARM_UP + COMMANDS):
        for name in order:
            await asyncio.sleep(REST_S)
            async with asyncio.timeout(PATIENCE_S):
                seconds = await sides[name]("/list")
            if turn >= WARM_UP:
                took[name].append(seconds)
        order.append(order.pop(0))
    return took


def compared(took: Mapping[str, list[float]], limit: str) -> dict[str, float]:
    """Milliseconds of the limit and of ours, and the ratios."""
    found: dict[str, float] = {}
    for share in ("p50", "p99"):
        bare_ms, our_ms = at(took[limit], share) * 1000, at(took["ours"], share) * 1000
        found |= {f"limit_{share}_ms": bare_ms, f"ours_{share}_ms": our_ms, f"ratio_{share}": our_ms / bare_ms}
    return {name: round(value, 2) for name, value in ({"ratio": found["ratio_p50"]} | found).items()}


def at(times: list[float], share: str) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[int(share[1:]) - 1]


class Arrivals(list[tuple[str, Any]]):
    """The calls that a stand-in notes, and when the last of each method had come."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, float] = {}

    def append(self, call: tuple[str, Any]) -> None:
        self.at[call[0]] = time.perf_counter()
        super().append(call)


def told_in_telegram(server: TelegramServer) -> Command:
    """Says something in a private chat, and waits for the answer."""
    server.calls = arrivals = Arrivals()

    async def say(text: str) -> float:
        before = len(server.messages)
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        said = {"message_id": server.next_message_id(), "date": 1, "chat": chat(PERSON), "from": user(PERSON)}
        began = time.perf_counter()
        await server.happens(message=said | {"text": text, "entities": [entity]})
        await server.until(lambda: len(server.messages) > before)
        return arrivals.at["sendMessage"] - began

    return say


def told_by_request(server: Slack, session: aiohttp.ClientSession, port: int) -> Command:
    """Gives a slash command in a channel, and waits for the answer; the acknowledgement must come as well."""
    server.calls = arrivals = Arrivals()

    async def say(text: str) -> float:
        before = len(server.messages)
        command, _, rest = text.partition(" ")
        body = urlencode(slash(server, command, rest)).encode()
        request = session.post(f"http://127.0.0.1:{port}/slack/events", data=body, headers=signed(body))
        began = time.perf_counter()
        acknowledged = asyncio.ensure_future(request)
        await server.until(lambda: len(server.messages) > before)
        took = arrivals.at["chat.postMessage"] - began
        async with await acknowledged as answer:
            answer.raise_for_status()
        return took

    return say


def told_by_socket(server: Slack) -> Command:
    """The same through a WebSocket."""
    server.calls = arrivals = Arrivals()

    async def say(text: str) -> float:
        before = len(server.messages)
        command, _, rest = text.partition(" ")
        payload = slash(server, command, rest)
        began = time.perf_counter()
        envelope = await server.tell("slash_commands", payload, accepts_response_payload=True)
        await server.until(lambda: len(server.messages) > before)
        took = arrivals.at["chat.postMessage"] - began
        await server.acked(envelope)
        return took

    return say


def signed(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature or "",
    }


@asynccontextmanager
async def peopled() -> AsyncIterator[Slack]:
    """A workspace that knows who speaks."""
    async with slack_server() as server:
        server.people["U1"] = {"id": "U1", "name": "ada", "profile": {"display_name": "Ada"}}
        yield server


def slack_settings(server: Slack) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_BASE_URL": server.base_url}


@asynccontextmanager
async def ours(**given: str) -> AsyncIterator[None]:
    """The whole of Amazcope on a fresh database, with a shop that sells the goods."""
    async with amazon_shop() as shop:
        shop.goods.update({good: Good(Decimal("25.00")) for good in GOODS})
        with tempfile.TemporaryDirectory() as folder:
            settings = {
                "DATABASE_URL": f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}",
                "AMAZON_BASE_URL": shop.base_url,
                "HTTP_PORT": "0",
                **given,
            }
            async with process("bot", "run", folder=folder, **settings):
                yield


@asynccontextmanager
async def bare(kind: str, *given: str) -> AsyncIterator[None]:
    """A bare bot."""
    with tempfile.TemporaryDirectory() as folder:
        async with process("benchmarks._bare_bots", kind, *given, folder=folder):
            yield


@asynccontextmanager
async def process(module: str, *arguments: str, folder: str, **settings: str) -> AsyncIterator[None]:
    """A Python process with these settings and no others, ended afterwards."""
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    environment |= {"PYTHONPATH": str(ROOT), "HOME": folder, **settings}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=folder, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        yield
    finally:
        running.terminate()
        await running.wait()


async def until_open(port: int) -> None:
    """Wait until somebody listens."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    measured = asyncio.run(main())
    if asked.json:
        print(json.dumps(measured))
    else:
        for name, found in measured.items():
            if isinstance(found, dict):
                print(f"{name}, ms for a command:", ", ".join(f"{key} {value}" for key, value in found.items()))
