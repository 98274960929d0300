"""What Amazcope hears in Telegram by webhook: the half that does not depend on any web framework."""

import asyncio
import hmac
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from adapters.chats.telegram.client import HEARD, Client
from adapters.chats.telegram.handling import Handling
from adapters.chats.telegram.ledger import Ledger
from adapters.chats.telegram.opening import Opening
from core.ports.world import Listener, Rooms

_PATIENCE_S: Final = 25.0  # Telegram sends an update again that is not answered within a minute
_FAREWELL_S: Final = 2.0
_AT_ONCE: Final = 40  # connections that Telegram may open


class TelegramWebhook:
    """A webhook as a `core.ports.world.Inbox`: `take` is to be called with each request.

    `secret` (letters, digits, “_” and “-”, at most 256) comes back in the header X-Telegram-Bot-Api-Secret-Token.
    """

    def __init__(self, client: Client, opening: Opening, ledger: Ledger, secret: str, url: str) -> None:
        self._client = client
        self._opening = opening
        self._ledger = ledger
        self._secret = secret
        self._url = url
        self._handling: Handling | None = None

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Have updates sent to us, and answer them until cancelled. Raises `WrongSetting`."""
        exchange = await self._opening.exchange(listener, rooms)
        self._handling = Handling(exchange, self._client, self._ledger)
        try:
            await self._opening.patiently(self._set)
            await asyncio.Event().wait()
        finally:
            handling, self._handling = self._handling, None
            await handling.close(_FAREWELL_S)

    async def take(self, secret: str | None, body: bytes) -> int:
        """The HTTP status for a request with that header and body: 200 after the update was handled.

        401 without the secret, 400 for what is no update, 503 while nobody listens; an update that takes longer than
        25 seconds goes on beside. Nothing of a body is logged.
        """
        if not hmac.compare_digest((secret or "").encode(), self._secret.encode()):
            return HTTPStatus.UNAUTHORIZED
        raw = _update(body)
        if raw is None:
            return HTTPStatus.BAD_REQUEST
        if self._handling is None:
            return HTTPStatus.SERVICE_UNAVAILABLE
        self._handling.begin(raw)
        await self._handling.finish(raw["update_id"], _PATIENCE_S)
        return HTTPStatus.OK

    async def _set(self) -> None:
        await self._client.bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=HEARD, max_connections=_AT_ONCE
        )


def _update(body: bytes) -> Mapping[str, Any] | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) and isinstance(raw.get("update_id"), int) else None
