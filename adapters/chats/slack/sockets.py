"""Socket Mode: one WebSocket after the other, each opened before the last one is let go.

https://docs.slack.dev/apis/events-api/using-socket-mode. slack_sdk's own client waits the same time after every
failure, goes on for ever with a revoked token, and notices a dropped connection only at its next ping.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp
import structlog

from adapters.chats.slack.memory import Seen
from adapters.chats.slack.rich import Json
from adapters.chats.slack.troubles import BREAKS
from adapters.chats.slack.web_api import WebApi
from core.errors import ChatGone, ChatUnreachable, Outage, SlowDown

_FIRST_WAIT_S: Final = 1.0
_LONGEST_WAIT_S: Final = 60.0
_HEARTBEAT_S: Final = 30.0
_SLACK: Final = "Slack"
Take = Callable[[Json], Awaitable[Json | None]]
Sleep = Callable[[float], Awaitable[None]]

log = structlog.get_logger()


class Sockets:
    """Hears envelopes and acknowledges each; `take` gives the payload of the acknowledgement, or None for none."""

    def __init__(self, api: WebApi, app_token: str, take: Take, sleep: Sleep) -> None:
        self._api = api
        self._app_token = app_token
        self._take = take
        self._sleep = sleep
        self._seen = Seen()
        self._tasks: set[asyncio.Task[None]] = set()
        self._wait = _FIRST_WAIT_S

    async def run(self) -> None:
        """Hear until cancelled. Raises `ChatUnreachable` when Slack does not accept the app token any more."""
        try:
            while True:
                socket = await self._connect()
                if socket is None or not await self._until_left(socket):
                    await self._pause()
        finally:
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self) -> aiohttp.ClientWebSocketResponse | None:
        """A new connection; None where Slack cannot be reached just now."""
        try:
            address = await self._address()
            proxy = self._api.client(None).proxy  # from HTTPS_PROXY, as for calls of the Web API
            return await self._api.pool.session.ws_connect(address, heartbeat=_HEARTBEAT_S, max_msg_size=0, proxy=proxy)
        except ChatGone as gone:
            told = f"SLACK_APP_TOKEN: {gone.args[1]}; set a valid one and start again"
            raise ChatUnreachable(_SLACK, told) from gone
        except SlowDown as pause:
            self._wait = max(self._wait, pause.seconds)
        except (Outage, *BREAKS) as trouble:
            log.warning("no connection to Slack", reason=str(trouble) or type(trouble).__name__)
        return None

    async def _address(self) -> str:
        answer = await self._api.call_with(
            None, _SLACK, lambda slack: slack.apps_connections_open(app_token=self._app_token)
        )
        return str(answer["url"])

    async def _until_left(self, socket: aiohttp.ClientWebSocketResponse) -> bool:
        """Whether Slack asked for the next connection; the old one is heard until it closes. False: it dropped."""
        left = asyncio.get_running_loop().create_future()
        self._start(self._hear(socket, left))
        asked: bool = await left
        return asked

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, left: "asyncio.Future[bool]") -> None:
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._told(_read(message.data), socket, left)
        finally:
            if not left.done():
                left.set_result(False)
            await socket.close()

    def _told(self, told: Json, socket: aiohttp.ClientWebSocketResponse, left: "asyncio.Future[bool]") -> None:
        if told.get("type") == "hello":
            self._wait = _FIRST_WAIT_S
        elif told.get("type") == "disconnect":
            if not left.done():  # switched off in the app's settings: no use in hurrying back
                left.set_result(told.get("reason") != "link_disabled")
        elif told.get("envelope_id"):
            self._start(self._acknowledge(told, socket))

    async def _acknowledge(self, envelope: Json, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Say “got it”, also for what comes again because the last “got it” was lost."""
        said: Json = {"envelope_id": envelope["envelope_id"]}
        if self._seen.first_time(str(envelope["envelope_id"])):
            payload = await self._take(envelope)
            if payload:
                said["payload"] = payload
        try:
            await socket.send_str(json.dumps(said))
        except (*BREAKS, RuntimeError) as error:  # Slack sends it again, through the next connection
            log.info("acknowledgement lost", reason=type(error).__name__)

    async def _pause(self) -> None:
        wait, self._wait = self._wait, min(self._wait * 2, _LONGEST_WAIT_S)
        await self._sleep(wait)

    def _start(self, work: "asyncio.Future[None] | Awaitable[None]") -> None:
        task = asyncio.ensure_future(work)
        if isinstance(task, asyncio.Task):
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


def _read(data: str) -> Json:
    try:
        told = json.loads(data)
    except json.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}
