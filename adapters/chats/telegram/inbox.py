"""What Amazcope hears in Telegram by long polling."""

import asyncio
from contextlib import suppress
from typing import Any, Final

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from adapters.chats.telegram.client import Client
from adapters.chats.telegram.handling import Handling
from adapters.chats.telegram.ledger import Ledger
from adapters.chats.telegram.opening import Opening
from adapters.chats.telegram.request import Paused
from core.errors import ChatUnreachable
from core.ports.world import Listener, Rooms

_WAIT_S: Final = 25  # how long Telegram holds a poll open while nothing happens
_GLANCE_S: Final = 0.2  # between polls while something is still being handled
_LONGEST_WAIT: Final = 60.0
_FAREWELL_S: Final = 2.0  # for what is being handled when we are told to stop, and again to confirm it

log = structlog.get_logger()


class TelegramInbox:
    """Long polling as a `core.ports.world.Inbox`.

    An update is confirmed only after it was handled, so that one that was not comes again after a crash.
    """

    def __init__(self, client: Client, opening: Opening, ledger: Ledger) -> None:
        self._client = client
        self._opening = opening
        self._ledger = ledger

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Hear until cancelled, through any trouble of the network.

        Raises `WrongSetting` for a token that was never right, `ChatUnreachable` for one that is no longer.
        """
        exchange = await self._opening.exchange(listener, rooms)
        await self._opening.patiently(self._client.bot.delete_webhook)
        handling = Handling(exchange, self._client, self._ledger)
        try:
            await self._poll(handling)
        finally:
            await handling.close(_FAREWELL_S)
            await self._confirm()

    async def _poll(self, handling: Handling) -> None:
        failures = 0
        while True:
            try:
                found = await self._client.updates(self._ledger.offset, _WAIT_S)
            except InvalidToken as error:
                log.error("telegram refuses the token: hearing nothing more", reason=error.message)  # noqa: TRY400 - no bug
                raise ChatUnreachable("Telegram", "it refuses the bot's token: set TELEGRAM_BOT_TOKEN anew") from error
            except TelegramError as error:
                failures += 1
                await self._opening.sleep(_wait(error, failures))
            else:
                failures = 0
                await self._take(found, handling)

    async def _take(self, found: list[dict[str, Any]], handling: Handling) -> None:
        if found:
            self._ledger.arrived(raw["update_id"] for raw in found)
            for raw in sorted(found, key=lambda raw: int(raw["update_id"])):
                handling.begin(raw)
        await self._ledger.progress(_GLANCE_S)

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it does not come again after a restart."""
        with suppress(TelegramError, TimeoutError):
            await asyncio.wait_for(self._client.updates(self._ledger.offset, 0), _FAREWELL_S)


def _wait(error: TelegramError, failures: int) -> float:
    """As long as Telegram asks, else 1, 2, 4 … seconds, at most a minute; said at first, and then now and again."""
    wait = error.seconds if isinstance(error, Paused) else min(2.0 ** (failures - 1), _LONGEST_WAIT)
    if failures == 1 or failures % 10 == 0:
        fix = "another process polls with this token: stop it" if isinstance(error, Conflict) else None
        log.warning("telegram not reached", reason=error.message[:200], failures=failures, fix=fix)
    return wait
