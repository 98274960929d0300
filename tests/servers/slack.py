"""A loopback stand-in for Slack: its Web API, its file store, its response URLs and its Socket Mode."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.slack_rules import KNOWN, Json, shown, wrong_blocks, wrong_view
from tests.servers.slack_streams import STREAMS

TEAM, BOT, BOT_TOKEN, APP_TOKEN = "T1", "UBOT", "xoxb-right", "xapp-right"
SCOPES = "app_mentions:read,chat:write"


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer that is not the usual one: an error word, or a status with its headers."""

    error: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Slack:
    """Everything that was said there, and what is known there; `order` is what happened, in the order it did."""

    base_url: str = ""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    whispers: list[Json] = field(default_factory=list)
    responses: list[Json] = field(default_factory=list)
    acks: list[Json] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    unfurls: list[Json] = field(default_factory=list)
    uploads: dict[str, Json] = field(default_factory=dict)
    shared: list[Json] = field(default_factory=list)
    files: dict[str, Json] = field(default_factory=dict)
    stored: dict[str, bytes] = field(default_factory=dict)
    people: dict[str, Json] = field(default_factory=dict)
    failures: dict[str, deque[Failure]] = field(default_factory=lambda: defaultdict(deque))
    closed_channels: dict[str, str] = field(default_factory=dict)
    expired: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=lambda: {BOT_TOKEN})
    scopes: str = SCOPES
    bot_id: str = "B1"
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    drops: int = 0
    installs: dict[str, Json] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    # what tests do

    def fail(self, method: str, *failures: Failure) -> None:
        self.failures[method].extend(failures)

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until something is so; the generous limit only ends a test that would hang."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(happened)

    async def tell(self, kind: str, payload: Json, envelope: str | None = None, socket: int = -1, **more: Any) -> str:
        """Send an envelope through Socket Mode; returns its id."""
        envelope = envelope or f"E{next(self.numbers)}"
        await self.until(lambda: len(self.sockets) > (max(socket, 0)))
        told = {"type": kind, "envelope_id": envelope, "payload": payload, **more}
        await self.sockets[socket].send_str(json.dumps(told))
        return envelope

    async def acked(self, envelope: str) -> Json:
        await self.until(lambda: any(ack["envelope_id"] == envelope for ack in self.acks))
        return next(ack for ack in self.acks if ack["envelope_id"] == envelope)

    def of(self, method: str) -> list[Json]:
        return [arguments for name, arguments in self.calls if name == method]

    def seen(self, channel: str = "C1") -> str:
        """What a reader of the channel sees, in order."""
        there = [message for (where, _), message in self.messages.items() if where == channel]
        told = [shown(message["blocks"]) if message.get("blocks") else message["text"] for message in there]
        return "\n".join([*told, *(f"{file['title']} {file['filename']}" for file in self.shared)])

    async def note(self, what: str) -> None:
        async with self.changed:
            self.order.append(what)
            self.changed.notify_all()

    # what Slack does

    async def api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        failure = self.failures[method].popleft() if self.failures[method] else None
        if failure and failure.status != 200:
            await self.note(f"failed {method}")
            return web.json_response(
                {"ok": False, "error": failure.error}, status=failure.status, headers=failure.headers
            )
        answer = {"ok": False, "error": failure.error} if failure else self._answer(method, arguments, request)
        if not answer["ok"]:
            self.refusals.append(f"{method}: {answer['error']}")
        await self.note(method)
        return web.json_response(answer, headers={"x-oauth-scopes": self.scopes})

    def _answer(self, method: str, arguments: Json, request: web.Request) -> Json:
        if method not in KNOWN:
            return {"ok": False, "error": "unknown_method"}
        if set(arguments) - KNOWN[method] - {"token", "team_id"}:  # Bolt itself adds the team
            return {"ok": False, "error": "invalid_arguments"}
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        wanted = {APP_TOKEN} if method == "apps.connections.open" else self.tokens
        if method != "oauth.v2.access" and token not in wanted:
            return {"ok": False, "error": "invalid_auth"}
        channel = str(arguments.get("channel", arguments.get("channel_id", "")))
        if channel in self.closed_channels:
            return {"ok": False, "error": self.closed_channels[channel]}
        if arguments.get("blocks") and (wrong := wrong_blocks(arguments["blocks"])):
            return {"ok": False, "error": wrong}
        if method in STREAMS:
            answer = STREAMS[method](self.messages, arguments, next(self.numbers))
        else:
            answer = getattr(self, "_" + method.replace(".", "_"))(arguments)
        return {"ok": "error" not in answer, **answer}

    def _apps_connections_open(self, _: Json) -> Json:
        return {"url": self.base_url.replace("http:", "ws:").replace("/api/", "/socket")}

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "team": "Team", "user_id": BOT, "user": "amazcope", "bot_id": self.bot_id}

    def _chat_postMessage(self, said: Json) -> Json:  # noqa: N802
        ts = f"1700000000.{next(self.numbers):06d}"
        self.messages[said["channel"], ts] = {**said, "ts": ts, "user": BOT, "bot_id": "B1"}
        return {"ts": ts, "channel": said["channel"]}

    def _chat_update(self, said: Json) -> Json:
        message = self.messages.get((said["channel"], said["ts"]))
        if message is None:
            return {"error": "message_not_found"}
        message.update(said)
        return {"ts": said["ts"]}

    def _chat_delete(self, said: Json) -> Json:
        gone = self.messages.pop((said["channel"], said["ts"]), None)
        return {"ts": said["ts"]} if gone else {"error": "message_not_found"}

    def _chat_postEphemeral(self, said: Json) -> Json:  # noqa: N802
        self.whispers.append(said)
        return {"message_ts": "1"}

    def _chat_unfurl(self, said: Json) -> Json:
        if any(wrong_blocks(preview["blocks"]) for preview in said["unfurls"].values()):
            return {"error": "cannot_unfurl_url"}
        self.unfurls.append(said)
        return {}

    def _views_open(self, said: Json) -> Json:
        if said["trigger_id"] in self.expired:
            return {"error": "expired_trigger_id"}
        return self._view(said["view"])

    def _views_update(self, said: Json) -> Json:
        return self._view(said["view"])

    def _view(self, view: Json) -> Json:
        if wrong_view(view):
            return {"error": "invalid_arguments"}
        self.views.append(view)
        return {"view": {**view, "id": f"V{len(self.views)}"}}

    def _views_publish(self, said: Json) -> Json:
        if wrong_view(said["view"]):
            return {"error": "invalid_arguments"}
        self.homes[said["user_id"]] = said["view"]
        return {}

    def _conversations_open(self, said: Json) -> Json:
        return {"channel": {"id": f"D{said['users']}"}}

    def _conversations_replies(self, said: Json) -> Json:
        found = self.messages.get((said["channel"], str(said.get("latest") or said["ts"])))
        return {"messages": [found]} if found else {"error": "thread_not_found"}

    def _users_info(self, said: Json) -> Json:
        known = self.people.get(said["user"])
        return {"user": known} if known else {"error": "user_not_found"}

    def _files_info(self, said: Json) -> Json:
        return {"file": self.files[said["file"]]} if said["file"] in self.files else {"error": "file_not_found"}

    def _files_getUploadURLExternal(self, said: Json) -> Json:  # noqa: N802
        if int(said["length"]) <= 0:
            return {"error": "invalid_arguments"}
        file = f"F{next(self.numbers)}"
        self.uploads[file] = {**said}
        return {"file_id": file, "upload_url": self.base_url.replace("/api/", f"/upload/{file}")}

    def _files_completeUploadExternal(self, said: Json) -> Json:  # noqa: N802
        listed = [{**self.uploads[file["id"]], **file} for file in said["files"]]
        if any("data" not in file or int(file["length"]) != len(file["data"]) for file in listed):
            return {"error": "upload_incomplete"}
        self.shared += [{**file, "channel": said.get("channel_id"), "thread": said.get("thread_ts")} for file in listed]
        return {"files": said["files"]}

    def _assistant_threads_setStatus(self, _: Json) -> Json:  # noqa: N802
        return {}

    def _assistant_threads_setSuggestedPrompts(self, _: Json) -> Json:  # noqa: N802
        return {}

    def _oauth_v2_access(self, said: Json) -> Json:
        return self.installs.pop(said.get("code", ""), {"error": "invalid_code"})

    async def upload(self, request: web.Request) -> web.Response:
        self.uploads[request.match_info["file"]]["data"] = await request.read()
        await self.note("upload")
        return web.Response(text="OK")

    async def download(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return web.Response(status=302, headers={"Location": "/login"})
        return web.Response(body=self.stored[request.match_info["file"]])

    async def respond(self, request: web.Request) -> web.Response:
        said = await request.json()
        if said.get("blocks") and (wrong := wrong_blocks(said["blocks"])):
            self.refusals.append(f"response_url: {wrong}")
            return web.Response(status=400)
        self.responses.append({**said, **request.query})
        await self.note("response")
        return web.Response(text="ok")

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.drops:
            self.drops -= 1
            await socket.close()
            return socket
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self.sockets.append(socket)
        await self.note("connected")
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                ack = json.loads(message.data)
                self.acks.append(ack)
                await self.note(f"ack {ack['envelope_id']}")
        return socket


async def _arguments(request: web.Request) -> Json:
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        arguments |= await request.json()
    else:
        arguments |= dict(await request.post())
    for name in ("blocks", "files", "view", "metadata", "chunks"):
        if isinstance(arguments.get(name), str):
            arguments[name] = json.loads(arguments[name])
    return arguments


@asynccontextmanager
async def slack_server() -> AsyncIterator[Slack]:
    """A server on a free port of this machine for as long as the block runs."""
    slack = Slack()
    application = web.Application()
    application.router.add_route("*", "/api/{method}", slack.api)
    application.router.add_post("/upload/{file}", slack.upload)
    application.router.add_get("/files/{file}", slack.download)
    application.router.add_post("/respond", slack.respond)
    application.router.add_get("/socket", slack.socket)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    slack.base_url = f"http://127.0.0.1:{port}/api/"
    try:
        yield slack
    finally:
        for socket in slack.sockets:
            await socket.close()
        await runner.cleanup()
