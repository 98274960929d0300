"""The connection to the Bot API: python-telegram-bot's own bot, with what it hides made plain."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Self
from urllib.parse import urlencode

from telegram import Bot, Update

from adapters.chats.telegram.request import Request

TELEGRAM: Final = "https://api.telegram.org"
HEARD: Final = ("message", "channel_post", "callback_query", "inline_query", "my_chat_member")
_REACH_S: Final = 10.0
_AT_ONCE: Final = 128  # connections
_MOST: Final = 100  # updates that one call gives: the Bot API's own limit


class Client:
    """One bot's account: `bot` for everything but hearing, `updates` for that."""

    def __init__(self, bot: Bot, talking: Request, polling: Request) -> None:
        self.bot = bot
        self._talking = talking
        self._polling = polling

    @classmethod
    def open(cls, token: str, base_url: str | None) -> Self:
        """A client for the Bot API at `base_url`, the root before ``/bot<token>/``; nothing is sent yet."""
        root = (base_url or TELEGRAM).rstrip("/")
        talking, polling = Request(_AT_ONCE), Request(2)
        return cls(Bot(token, f"{root}/bot", f"{root}/file/bot", talking, polling), talking, polling)

    async def updates(self, offset: int | None, wait: int) -> list[dict[str, Any]]:
        """What happened from `offset` on, as it came, waiting up to `wait` seconds; what is before it is confirmed.

        Read as JSON, so that one update which the library cannot read does not take the others with it.
        """
        asked: dict[str, object] = {"timeout": wait, "limit": _MOST, "allowed_updates": json.dumps(HEARD)}
        if offset is not None:
            asked["offset"] = offset
        url = f"{self.bot.base_url}/getUpdates?{urlencode(asked)}"
        found = await self._polling.post(url, read_timeout=wait + _REACH_S)
        return _updates(found)

    def read(self, raw: Mapping[str, Any]) -> Update | None:
        """One update; None where the library cannot read it."""
        try:
            return Update.de_json(dict(raw), self.bot)
        except (TypeError, ValueError, KeyError, AttributeError):
            return None

    async def close(self) -> None:
        """Let go of connections."""
        await self._talking.shutdown()
        await self._polling.shutdown()


def _updates(found: object) -> list[dict[str, Any]]:
    rows: Sequence[Any] = found if isinstance(found, list) else ()
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("update_id"), int)]
