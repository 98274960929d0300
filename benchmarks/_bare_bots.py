"""The least bots that the SDKs make, as their documentation shows them: each answers a command with a message.

One is a process: `python -m benchmarks._bare_bots telegram|slack-http|slack-kept|slack-socket ADDRESS [PORT]`.

telegram: the documentation's echo bot, by long polling (docs.python-telegram-bot.org, `examples/echobot.py`).
slack-http, slack-socket: the `/echo` of the documentation with `say` for its `respond`, since ours posts a message too
(docs.slack.dev/tools/bolt-python/concepts/commands): `ack`, then `say`; through the server that `app.start` opens, or
through `AsyncSocketModeHandler`. As documented, the SDK opens a connection for each call of the Web API.
slack-kept: the same with a session given to the client, so that connections are kept; and answering within the request.
It is the quickest that Bolt can be made.
"""

import asyncio
import sys
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from telegram.ext import Application, CommandHandler

SECRET = "a signing secret"
COMMANDS = ("/track", "/list")


def telegram(address: str, token: str) -> None:
    async def echo(update: Any, _: Any) -> None:
        await update.message.reply_text(update.message.text)

    application = Application.builder().token(token).base_url(f"{address}/bot").build()
    for command in COMMANDS:
        application.add_handler(CommandHandler(command[1:], echo))
    application.run_polling()


def slack_http(client: AsyncWebClient, port: int) -> None:
    bolt(client).start(port, path="/slack/events", host="127.0.0.1")


async def slack_kept(client: AsyncWebClient, port: int) -> None:
    async with aiohttp.ClientSession() as session:
        client.session = session
        app = bolt(client, process_before_response=True)
        runner = web.AppRunner(app.web_app("/slack/events"))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await asyncio.Event().wait()


async def slack_socket(client: AsyncWebClient, app_token: str) -> None:
    handler = AsyncSocketModeHandler(bolt(client), app_token, web_client=client)
    await handler.start_async()


def bolt(client: AsyncWebClient, **more: Any) -> AsyncApp:
    app = AsyncApp(signing_secret=SECRET, client=client, **more)

    async def echo(ack: Any, say: Any, command: Any) -> None:
        await ack()
        await say(command["command"])

    for command in COMMANDS:
        app.command(command)(echo)
    return app


def main(kind: str, address: str, token: str, port_or_token: str = "") -> None:
    if kind == "telegram":
        telegram(address, token)
        return
    client = AsyncWebClient(token=token, base_url=address)
    match kind:
        case "slack-http":
            slack_http(client, int(port_or_token))
        case "slack-kept":
            asyncio.run(slack_kept(client, int(port_or_token)))
        case "slack-socket":
            asyncio.run(slack_socket(client, port_or_token))


if __name__ == "__main__":
    main(*sys.argv[1:])
