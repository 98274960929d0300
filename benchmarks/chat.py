"""A command's whole path beside a bare bot's: from the platform's telling it to the answer's arrival there.

Ours is the real service, answering `/list` with five products from its SQLite file; the bare ones are an echo bot of
python-telegram-bot (long polling) and an echo app of slack-bolt (signed HTTP requests). Each has a loopback platform of
its own of the same make, so that they do not take one another's messages, and they take turns. The platform and its
network are part of both sides.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from telegram.ext import Application, MessageHandler, filters

from bot.app import App
from bot.settings import Settings, load_settings
from bot.wiring import Terminal, assemble
from tests.adapters.chats.slack.payloads import slash
from tests.servers.amazon_shop import Good, amazon_shop
from tests.servers.slack import BOT_TOKEN, Slack, slack_server
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import chat, user

COMMANDS, WARM_UP, GOAL = 300, 30, 1.5
SECRET, PERSON = "a signing secret", 5001
GOODS = [f"B0BENCH{number:03d}" for number in range(5)]
Command = Callable[[str], Awaitable[None]]


async def main() -> dict[str, Any]:
    """Both platforms, one after the other."""
    return {"telegram": await telegram(), "slack": await slack(), "goal": GOAL, "commands": COMMANDS}


async def telegram() -> dict[str, float]:
    """Our bot and the bare one by long polling."""
    async with (
        telegram_server() as near,
        telegram_server() as far,
        echo_bot(far),
        service(telegram_bot_token=TOKEN, telegram_base_url=near.base_url),
    ):
        return await side_by_side(told_in_telegram(near), told_in_telegram(far))


async def slack() -> dict[str, float]:
    """Our app and the bare one by signed requests."""
    signing = {"slack_signing_secret": SECRET, "public_url": "https://bot.example"}
    async with (
        slack_server() as near,
        slack_server() as far,
        service(slack_bot_token=BOT_TOKEN, slack_base_url=near.base_url, **signing) as app,
        aiohttp.ClientSession() as session,
    ):
        take, echo = app.platforms[0].doors["/slack/events"], echo_app(far, session)

        async def ours(headers: dict[str, str], body: bytes) -> int:
            return (await take(headers, body))[0]

        async def bare(headers: dict[str, str], body: bytes) -> int:
            return (await echo.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=dict(headers)))).status

        return await side_by_side(told_in_slack(near, ours), told_in_slack(far, bare))


async def side_by_side(ours: Command, bare: Command) -> dict[str, float]:
    """The time that `/list` takes at each, in milliseconds, and the ratios."""
    for good in GOODS:
        await ours(f"/track {good}")
    for _ in range(WARM_UP):
        await ours("/list")
        await bare("/list")
    took: dict[str, list[float]] = {"ours": [], "bare": []}
    for turn in range(COMMANDS):
        sides = (("ours", ours), ("bare", bare))
        for name, command in sides if turn % 2 else sides[::-1]:
            began = time.perf_counter()
            await command("/list")
            took[name].append((time.perf_counter() - began) * 1000)
    found = {f"{name}_{share}_ms": at(times, share) for name, times in took.items() for share in ("p50", "p99")}
    ratios = {f"ratio_{share}": found[f"ours_{share}_ms"] / found[f"bare_{share}_ms"] for share in ("p50", "p99")}
    return {name: round(value, 2) for name, value in (found | ratios | {"ratio": ratios["ratio_p50"]}).items()}


def at(times: list[float], share: str) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[int(share[1:]) - 1]


def told_in_telegram(server: TelegramServer) -> Command:
    """Says something in a private chat, and waits for the answer."""

    async def say(text: str) -> None:
        before = len(server.messages)
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        said = {"message_id": server.next_message_id(), "date": 1, "chat": chat(PERSON), "from": user(PERSON)}
        await server.happens(message=said | {"text": text, "entities": [entity]})
        await server.until(lambda: len(server.messages) > before)

    return say


def told_in_slack(server: Slack, take: Callable[[dict[str, str], bytes], Awaitable[int]]) -> Command:
    """Gives a slash command in a channel, and waits for the acknowledgement and the answer."""

    async def say(text: str) -> None:
        before = len(server.messages)
        command, _, rest = text.partition(" ")
        body = urlencode(slash(server, command, rest)).encode()
        if (status := await take(signed(body), body)) != 200:
            raise AssertionError(status)
        await server.until(lambda: len(server.messages) > before)

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
async def service(**given: object) -> AsyncIterator[App]:
    """The whole of Amazcope on a fresh database, with a shop that sells the goods."""
    async with amazon_shop() as shop:
        shop.goods.update({good: Good(Decimal("25.00")) for good in GOODS})
        with tempfile.TemporaryDirectory() as folder:
            settings = isolated(
                database_url=f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}",
                amazon_base_url=shop.base_url,
                **given,
            )
            app = assemble(settings, Terminal(), http=False, platforms=True)
            running = asyncio.create_task(app.run(stay=True))
            await greeted()
            yield app
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def greeted() -> None:
    """Wait until the service listens."""
    while "inboxes" not in {task.get_name() for task in asyncio.all_tasks()}:  # noqa: ASYNC110 - once, before measuring
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)


def isolated(**given: object) -> Settings:
    """These settings, whatever a `.env` file here says."""
    return load_settings(_env_file=None, **given)


@asynccontextmanager
async def echo_bot(server: TelegramServer) -> AsyncIterator[None]:
    """The least bot that python-telegram-bot makes."""

    async def echo(update: Any, _: Any) -> None:
        await update.message.reply_text(update.message.text)

    bot = Application.builder().token(TOKEN).base_url(f"{server.base_url}/bot").build()
    bot.add_handler(MessageHandler(filters.ALL, echo))
    async with bot:
        await bot.updater.start_polling()
        await bot.start()
        yield
        await bot.updater.stop()
        await bot.stop()


def echo_app(server: Slack, session: aiohttp.ClientSession) -> AsyncApp:
    """The least app that slack-bolt makes, in its quickest setting.

    It keeps connections, and answers within the request: as Bolt comes, it looks only every 10 ms whether a command was
    acknowledged, and would hide anything that is quicker.
    """
    client = AsyncWebClient(token=BOT_TOKEN, base_url=server.base_url, session=session)
    app = AsyncApp(signing_secret=SECRET, client=client, process_before_response=True)

    @app.command("/list")
    async def echo(ack: Any, command: Any) -> None:
        await ack()
        await client.chat_postMessage(channel=command["channel_id"], text=command["command"])

    return app


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    measured = asyncio.run(main())
    if asked.json:
        print(json.dumps(measured))
    else:
        for name in ("telegram", "slack"):
            print(f"{name}, ms for a command:", ", ".join(f"{key} {value}" for key, value in measured[name].items()))
