"""What is heard in Slack, through Socket Mode or through HTTP."""

import asyncio
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from adapters.chats.slack.reception import Reception
from adapters.chats.slack.rich import Json
from adapters.chats.slack.sockets import Sleep, Sockets
from adapters.chats.slack.web_api import WebApi
from core.ports.world import Listener, Rooms

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

_FRESH_S: Final = 300
_DOCUMENT: Final = {"content-type": "application/json"}
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
        """Hear until cancelled. Raises `ChatUnreachable` when Slack does not accept the app token any more."""
        self._reception.open(listener, rooms)
        try:
            if self._app_token:
                await Sockets(self._api, self._app_token, self._take, self._sleep).run()
            else:
                await asyncio.Event().wait()
        finally:
            await self._reception.close()

    async def _take(self, envelope: Json) -> Json | None:
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
        from slack_bolt.request.async_request import AsyncBoltRequest

        lowered = {name.lower(): value for name, value in headers.items()}
        if not self._is_signed(lowered, body):
            return 401, {}, b""
        if not self._reception.listening:
            return 503, {}, b""
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
