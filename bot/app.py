"""Starts and stops everything, in order."""

import asyncio
import signal
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

import structlog

from bot.conversation import Conversation
from bot.rounds import Rounds
from core.errors import ChatGone, SchemaTooOld
from core.ports.storage import Storage
from core.ports.world import Clock, Inbox, Rooms, Storefront

PATIENCE: Final = timedelta(seconds=5)  # for rounds under way when we are told to stop; the whole stop takes under 10 s

log = structlog.get_logger()


class RunningClock(Clock, Protocol):
    """A clock that can be started and stopped."""

    def start(self) -> None:
        """Begin to set off what recurs."""

    async def stop(self, patience: timedelta) -> None:
        """Set off nothing more; wait for what runs, and cancel what outlasts `patience`."""


class MigratingStorage(Storage, Protocol):
    """A database that can bring itself to the newest schema."""

    async def migrate(self) -> None:
        """Bring it there."""

    async def at_head(self) -> bool:
        """Whether it is there."""


class Service(Protocol):
    """Something that runs beside: the HTTP server."""

    async def open(self) -> object:
        """Begin to serve."""

    async def close(self) -> None:
        """Serve no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One process. `alone` says that no other process uses its database, so that all claims in it are of the dead."""

    storage: MigratingStorage
    storefront: Storefront
    clock: RunningClock
    inbox: Inbox
    conversation: Conversation
    rooms: Rooms
    rounds: Rounds
    alone: bool
    patrols: bool = True
    services: tuple[Service, ...] = ()

    async def run(self, *, stay: bool) -> None:
        """Serve until a signal; where not to `stay`, also until nobody can say anything more.

        Raises `SchemaTooOld`, and whatever the services and the database raise at their start.
        """
        stop = asyncio.Event()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.storage.close)
            stack.push_async_callback(self.storefront.close)
            await self._prepare()
            for service in self.services:
                stack.push_async_callback(service.close)
                await service.open()
            self._heed_signals(stop)
            self.rounds.start(self.clock, patrols=self.patrols)
            self.clock.start()
            stack.push_async_callback(self.clock.stop, PATIENCE)
            await self._listen(stop, stay=stay)

    async def _prepare(self) -> None:
        if self.alone:
            await self.storage.migrate()
        elif not await self.storage.at_head():
            raise SchemaTooOld
        if self.alone:
            async with self.storage.begin() as work:
                await work.products.give_back_all()
                await work.alerts.give_back_all()
                await work.commit()

    async def _listen(self, stop: asyncio.Event, *, stay: bool) -> None:
        listening = asyncio.create_task(self.inbox.listen(self.conversation, self.rooms), name="inbox")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({listening, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stay and not stop.is_set() and listening.exception() is None:
            await stopping
        for task in (listening, stopping):
            task.cancel()
        with suppress(asyncio.CancelledError, ChatGone):
            await listening

    def _heed_signals(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, not outside the main thread
                loop.add_signal_handler(sign, stop.set)
