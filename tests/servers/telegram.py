"""A loopback stand-in for Telegram's Bot API, written from its documentation: refuses what the real one refuses."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.servers.telegram_messages import Refused, Shown, chat, read_caption, read_keys, read_text, user
from tests.servers.telegram_text import Text

TOKEN = "1234567:loopback-token"
ME = {
    "id": 1234567,
    "is_bot": True,
    "first_name": "Amazcope",
    "username": "AmazcopeBot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
PIXELS = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What one call gets instead of its answer; `drop` breaks the connection, `late` only after having done it."""

    status: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, int] = field(default_factory=dict)
    drop: bool = False
    late: bool = False


class TelegramServer:
    """What happened and what is answered; `faults` are used up call by call, `refuses` stays for a chat."""

    def __init__(self) -> None:
        self.base_url = ""
        self.me = dict(ME)
        self.pending: list[dict[str, Any]] = []
        self.offsets: list[int] = []
        self.confirmed: set[int] = set()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.messages: list[Shown] = []
        self.refusals: list[str] = []
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        self.refuses: dict[str, Fault] = {}
        self.admins: dict[str, list[int]] = defaultdict(list)
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        self.revoked = False
        self._changed = asyncio.Condition()
        self._numbers = iter(range(1001, 10**9))
        self._message_ids = iter(range(1, 10**9))

    # what happens at Telegram

    async def happens(self, **what: Any) -> int:
        """Something that the bot is to hear of; returns the update's number."""
        async with self._changed:
            update = {"update_id": what.pop("update_id", None) or next(self._numbers), **what}
            self.pending.append(update)
            self._changed.notify_all()
        return int(update["update_id"])

    async def until(self, condition: Callable[[], Any]) -> Any:
        """Wait until something is true here."""
        async with self._changed:
            await self._changed.wait_for(condition)
        return condition()

    def called(self, method: str) -> list[dict[str, Any]]:
        return [given for name, given in self.calls if name == method]

    def next_message_id(self) -> int:
        return next(self._message_ids)

    # the Bot API

    async def serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _given(request)
        self.calls.append((method, given))
        fault = self._fault(method, given)
        if self.revoked or request.match_info["token"] != TOKEN:
            return _refusal(401, "Unauthorized", {})
        if fault and fault.drop and not fault.late:
            return _broken(request)
        if fault and not fault.late:
            return _refusal(fault.status, fault.description, fault.parameters)
        try:
            result = await getattr(self, f"_{_snake(method)}", _true)(given)
        except Refused as refused:
            self.refusals.append(f"{method}: {refused}")
            return _refusal(refused.status, str(refused), refused.parameters)
        finally:
            async with self._changed:
                self._changed.notify_all()
        if fault:
            return _broken(request)
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["path"])
        return web.Response(status=404) if data is None else web.Response(body=data)

    def _fault(self, method: str, given: dict[str, Any]) -> Fault | None:
        if self.faults[method]:
            return self.faults[method].pop(0)
        return self.refuses.get(str(given.get("chat_id")))

    async def _get_me(self, given: dict[str, Any]) -> Any:
        return self.me

    async def _get_updates(self, given: dict[str, Any]) -> Any:
        if self.webhook["url"]:
            raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
        offset = int(given.get("offset", 0))
        self.offsets.append(offset)
        self.confirmed |= {one["update_id"] for one in self.pending if one["update_id"] < offset}
        self.pending = [one for one in self.pending if one["update_id"] >= offset]
        async with self._changed:
            self._changed.notify_all()
            if int(given.get("timeout", 0)):
                await self._changed.wait_for(lambda: self.pending)
        return self.pending[: int(given.get("limit", 100))]

    async def _send_message(self, given: dict[str, Any]) -> Any:
        return self._new(given, "text", read_text(given, "text", 4096, "message is too long"))

    async def _send_photo(self, given: dict[str, Any]) -> Any:
        return self._new(given, "photo", read_caption(given), given["photo"])

    async def _send_document(self, given: dict[str, Any]) -> Any:
        if not given["document"][1]:
            raise Refused("Bad Request: file must be non-empty")
        return self._new(given, "document", read_caption(given), given["document"])

    async def _edit_message_text(self, given: dict[str, Any]) -> Any:
        message = self._old(given)
        if message.kind != "text":
            raise Refused("Bad Request: there is no text in the message to edit")
        return self._edited(message, given, read_text(given, "text", 4096, "MESSAGE_TOO_LONG"))

    async def _edit_message_caption(self, given: dict[str, Any]) -> Any:
        return self._edited(self._old(given), given, read_caption(given))

    async def _edit_message_media(self, given: dict[str, Any]) -> Any:
        media = json.loads(given["media"])
        message = self._old(given)
        message.kind = media["type"]
        message.file = given[media["media"].removeprefix("attach://")]
        return self._edited(message, given, read_caption(media))

    async def _delete_message(self, given: dict[str, Any]) -> Any:
        self.messages.remove(self._old(given))
        return True

    async def _get_chat_administrators(self, given: dict[str, Any]) -> Any:
        users = self.admins[given["chat_id"]]
        return [{"status": "creator", "is_anonymous": False, "user": user(one)} for one in users]

    async def _get_file(self, given: dict[str, Any]) -> Any:
        return {"file_id": given["file_id"], "file_unique_id": "u", "file_path": given["file_id"]}

    async def _set_webhook(self, given: dict[str, Any]) -> Any:
        self.webhook.update(url=given["url"])
        return True

    async def _delete_webhook(self, given: dict[str, Any]) -> Any:
        self.webhook.update(url="")
        return True

    async def _get_webhook_info(self, given: dict[str, Any]) -> Any:
        return self.webhook

    def _new(self, given: dict[str, Any], kind: str, text: Text, file: tuple[str, bytes] | None = None) -> Any:
        reply = json.loads(given.get("reply_parameters", "{}"))
        shown = Shown(
            chat=given["chat_id"],
            id=self.next_message_id(),
            kind=kind,
            text=text,
            keys=read_keys(given),
            forced="force_reply" in given.get("reply_markup", ""),
            markup=json.loads(given.get("reply_markup", "{}")),
            silent=given.get("disable_notification") == "true",
            preview='"is_disabled": true' not in given.get("link_preview_options", ""),
            thread=given.get("message_thread_id"),
            reply_to=reply.get("message_id"),
            file=file,
        )
        self.messages.append(shown)
        return self.as_json(shown)

    def _old(self, given: dict[str, Any]) -> Shown:
        wanted = (given["chat_id"], int(given["message_id"]))
        for message in self.messages:
            if (message.chat, message.id) == wanted:
                return message
        raise Refused("Bad Request: message to edit not found")

    def _edited(self, message: Shown, given: dict[str, Any], text: Text) -> Any:
        if (message.text, message.keys) == (text, keys := read_keys(given)) and message.kind == "text":
            raise Refused("Bad Request: message is not modified: specified new message content is exactly the same")
        message.text, message.keys = text, keys
        message.edits += 1
        return self.as_json(message)

    def as_json(self, shown: Shown) -> dict[str, Any]:
        """A message of the bot as updates and answers show it."""
        body: dict[str, Any] = {"text": shown.seen} if shown.kind == "text" else {"caption": shown.seen}
        links = [one for one in shown.text.entities if one.url]
        places = [(one, shown.seen.encode("utf-16-le").find(one.text.encode("utf-16-le")) // 2) for one in links]
        entities = [{"type": "text_link", "offset": at, "length": len(one.text), "url": one.url} for one, at in places]
        body["entities" if shown.kind == "text" else "caption_entities"] = entities
        if shown.kind == "photo":
            body["photo"] = PIXELS
        topic = {"message_thread_id": int(shown.thread), "is_topic_message": True} if shown.thread else {}
        return {"message_id": shown.id, "date": 1, "chat": chat(int(shown.chat)), "from": self.me, **topic, **body}


@asynccontextmanager
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """A server on a free port of this machine for as long as the block runs."""
    telegram = TelegramServer()
    application = web.Application(client_max_size=64 * 1024 * 1024)
    application.router.add_route("*", "/bot{token}/{method}", telegram.serve)
    application.router.add_get("/file/bot{token}/{path:.*}", telegram.file)
    runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    telegram.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield telegram
    finally:
        await runner.cleanup()


async def _given(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    for name, value in (await request.post()).items():
        given[name] = (value.filename, value.file.read()) if isinstance(value, web.FileField) else value
    return given


def _refusal(status: int, description: str, parameters: dict[str, int]) -> web.Response:
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        answer["parameters"] = parameters
    return web.json_response(answer, status=status)


def _broken(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _true(given: dict[str, Any]) -> Any:
    return True


def _snake(method: str) -> str:
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in method)
