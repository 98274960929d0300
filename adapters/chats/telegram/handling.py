"""Updates being handled, any number at once."""

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.chats.telegram.client import Client
from adapters.chats.telegram.exchange import Exchange
from adapters.chats.telegram.ledger import Ledger

log = structlog.get_logger()


class Handling:
    """Begins with each update once, in the order they are given."""

    def __init__(self, exchange: Exchange, client: Client, ledger: Ledger) -> None:
        self._exchange = exchange
        self._client = client
        self._ledger = ledger
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def begin(self, raw: Mapping[str, Any]) -> None:
        """Begin with an update, unless it was begun before."""
        number = int(raw["update_id"])
        if self._ledger.begin(number):
            task = asyncio.create_task(self._handle(number, raw), name=f"update {number}")
            self._tasks[number] = task
            task.add_done_callback(lambda _: self._tasks.pop(number, None))

    async def finish(self, number: int, patience: float) -> None:
        """Wait for an update that was begun, for some seconds."""
        if task := self._tasks.get(number):
            await asyncio.wait({task}, timeout=patience)

    async def close(self, patience: float) -> None:
        """Wait for what is under way, some seconds, and cancel the rest: that may come again."""
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks.values()), timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._exchange.close()

    async def _handle(self, number: int, raw: Mapping[str, Any]) -> None:
        try:
            update = self._client.read(raw)
            if update is None:
                log.warning("update not readable", update=number)
            else:
                await self._exchange.handle(update)
        except asyncio.CancelledError:
            self._ledger.drop(number)
            raise
        except Exception:
            # One that cannot be handled must neither come for ever nor stop the others.
            log.exception("update not handled", update=number)
        self._ledger.end(number)
