"""What is heard in Slack, through Socket Mode or through HTTP."""

import asyncio
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from adapters.chats.slack.reception import Reception
from adapters.chats.slack.rich import Json
from adapters.chats.slack.sockets import Sleep, Sockets
from adapters.chats.slack.web_api import WebApi
from core.errors import ChatUnreachable
from core.messages import ChatId
from core.ports.world import Listener, Rooms

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

_FRESH_S: Final = 300
_DOCUMENT: Final = {"content-type": "application/json"}
_SOON_S: Final = 0.01  # Bolt looks as often whether it may acknowledge
_OF_A_COMMAND: Final = frozenset({"command", "channel_id", "user_id"})
Answer = tuple[int, dict[str, str], bytes]


class SlackInbox:
    """Slack as a `core.ports.world.Inbox`: through Socket Mode with an app token, else through `SlackHttp`."""

    def __init__(
        self, app: "AsyncApp", reception: Reception, api: WebApi, app_token: str | None, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._app = app
        self._reception = reception
        self._api = api
        self._app_token = app_token
        self._sleep = sleep

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Hear until cancelled. Raises `ChatUnreachable` when Slack does not accept the app token any more.

        Then nobody is heard there any more: the workspaces are as good as gone, and `rooms` is told so.
        """
        self._reception.open(listener, rooms)
        try:
            if self._app_token:
                await Sockets(self._api, self._app_token, self._take, self._sleep).run()
            else:
                await asyncio.Event().wait()
        except ChatUnreachable as deaf:
            for team in self._reception.room.people.teams:
                await rooms.gone(ChatId("slack", team, ""), str(deaf.args[1]))
            raise
        finally:
            await self._reception.close()

    async def _take(self, envelope: Json) -> Json | None:
        if envelope.get("type") == "slash_commands" and _is_command(envelope.get("payload")):
            await _begin(self._reception, envelope["payload"])
            return None
        from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
        from slack_sdk.socket_mode.request import SocketModeRequest

        request = SocketModeRequest.from_dict(envelope) if isinstance(envelope.get("payload"), dict) else None
        if request is None:
            return None
        body = (await run_async_bolt_app(self._app, request)).body
        return json.loads(body) if body and body.startswith("{") else None


class SlackHttp:
    """Requests that Slack sends to `/slack/events`; `now` is the present, aware."""

    def __init__(self, app: "AsyncApp", reception: Reception, signing_secret: str, now: Callable[[], datetime]) -> None:
        self._app = app
        self._reception = reception
        self._signing_secret = signing_secret
        self._now = now

    async def take(self, headers: dict[str, str], body: bytes) -> Answer:
        """Status, headers and body for one request.

        401 for what Slack did not sign with our secret within five minutes, and nothing of that is read or written
        down; 503 while nobody listens, upon which Slack sends it again.
        """
        lowered = {name.lower(): value for name, value in headers.items()}
        if not self._is_signed(lowered, body):
            return 401, {}, b""
        if not self._reception.listening:
            return 503, {}, b""
        if command := _command_in(body):
            await _begin(self._reception, command)
            return 200, dict(_DOCUMENT), b""
        from slack_bolt.request.async_request import AsyncBoltRequest

        try:
            request = AsyncBoltRequest(body=body.decode(), headers=dict(lowered))
        except (ValueError, TypeError, AttributeError, KeyError):  # Bolt takes any JSON for an object
            return 400, {}, b""
        response = await self._app.async_dispatch(request)
        given = {name: ", ".join(map(str, values)) for name, values in response.headers.items()}
        return response.status, given or dict(_DOCUMENT), (response.body or "").encode()

    def _is_signed(self, headers: dict[str, str], body: bytes) -> bool:
        """https://docs.slack.dev/authentication/verifying-requests-from-slack."""
        from slack_sdk.signature import SignatureVerifier

        stamp, given = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        try:
            age = abs(self._now().timestamp() - int(stamp))
            made = SignatureVerifier(self._signing_secret).generate_signature(timestamp=stamp, body=body)
            return age <= _FRESH_S and hmac.compare_digest(made or "", given)
        except (ValueError, TypeError):  # a timestamp that is no number, a body that is no text
            return False


def _command_in(body: bytes) -> Json | None:
    """The fields of a slash command; None for anything else, which is for Bolt to take apart."""
    if b"command=" not in body or body.startswith(b"{"):
        return None
    fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return fields if _is_command(fields) else None


def _is_command(told: object) -> bool:
    """Whether these are the fields of a command: https://docs.slack.dev/interactivity/implementing-slash-commands."""
    return isinstance(told, dict) and told.keys() >= _OF_A_COMMAND and not {"payload", "ssl_check"} & told.keys()


async def _begin(reception: Reception, command: Json) -> None:
    """Begin with a command, past Bolt: somebody waits, and there is nothing in it to take apart.

    It is acknowledged when it is answered, and soon in any case: Slack waits three seconds, somebody for the answer.
    """
    if (answer := reception.command(command)) is not None:
        await asyncio.wait({answer}, timeout=_SOON_S)
