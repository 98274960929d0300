"""Starts and stops everything, in order."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

import structlog

from bot.rounds import Rounds
from core.errors import ChatGone, Outage, SchemaTooOld
from core.ports.storage import Storage
from core.ports.world import Chat, Clock, Door, Inbox, Listener, Rooms, Storefront

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
class Platform:
    """A chat platform that is turned on: both its halves, its beginning and end, and the doors it is called through."""

    name: str
    chat: Chat
    inbox: Inbox
    greet: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]
    doors: Mapping[str, Door] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One process. `alone` says that no other process uses its database, so that all claims in it are of the dead."""

    storage: MigratingStorage
    storefront: Storefront
    clock: RunningClock
    inboxes: tuple[Inbox, ...]
    conversation: Listener
    rooms: Rooms
    rounds: Rounds
    alone: bool
    patrols: bool = True
    platforms: tuple[Platform, ...] = ()
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
            for platform in self.platforms:
                stack.push_async_callback(platform.close)
                await platform.greet()
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
                await work.cards.give_back_all()
                await work.notices.give_back_all()
                await work.schedules.give_back_all()
                await work.commit()

    async def _listen(self, stop: asyncio.Event, *, stay: bool) -> None:
        """Until a signal; where not to `stay`, also until every inbox has ended."""
        stopping = asyncio.create_task(stop.wait(), name="stop")
        hearing = asyncio.create_task(self._hear_all(), name="inboxes")
        try:
            await asyncio.wait({stopping, hearing}, return_when=asyncio.FIRST_COMPLETED)
            if hearing.done():
                hearing.result()
                if stay:
                    await stopping
        finally:
            for task in (hearing, stopping):
                task.cancel()
            await asyncio.gather(hearing, stopping, return_exceptions=True)

    async def _hear_all(self) -> None:
        async with asyncio.TaskGroup() as group:
            for inbox in self.inboxes:
                group.create_task(self._hear(inbox))

    async def _hear(self, inbox: Inbox) -> None:
        """One inbox to its end: a platform that refuses us for good does not silence the others."""
        try:
            await inbox.listen(self.conversation, self.rooms)
        except ChatGone:
            return
        except Outage as outage:
            log.error("an inbox has ended", reason=str(outage))  # noqa: TRY400 - the sentence says it all

    def _heed_signals(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, not outside the main thread
                loop.add_signal_handler(sign, stop.set)
