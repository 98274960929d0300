"""What the tests of Telegram share: a loopback Telegram, an account there, a listener that repeats what it hears."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest

from adapters.chats.telegram.account import TelegramAccount
from core.messages import Card, ChatId, Heard
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import chat, user

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANA = 5001
BEN = 5002
GROUP = -100200


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def turn(self, **span: float) -> None:
        self.time += timedelta(**span)


class Parrot:
    """A listener that repeats what it hears, and keeps it; `answers` say something else for some words."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.answers: dict[str, Card | None] = {}
        self.doors: dict[str, asyncio.Event] = {}

    async def __call__(self, heard: Heard) -> Card | None:
        self.heard.append(heard)
        if heard.text in self.doors:
            await self.doors[heard.text].wait()
        return self.answers.get(heard.text, Card(f"heard {heard.text}"))

    @property
    def texts(self) -> list[str]:
        return [heard.text for heard in self.heard]


class RoomsSeen:
    def __init__(self) -> None:
        self.left: list[tuple[ChatId, str]] = []
        self.moves: list[tuple[str, str]] = []

    async def gone(self, chat: ChatId, reason: str) -> None:
        self.left.append((chat, reason))

    async def moved(self, old: ChatId, new: ChatId) -> None:
        self.moves.append((old.channel, new.channel))


class Town:
    """A loopback Telegram, and what people do there."""

    def __init__(self, server: TelegramServer, account: TelegramAccount, clock: Clock) -> None:
        self.server = server
        self.account = account
        self.clock = clock
        self.parrot = Parrot()
        self.rooms = RoomsSeen()
        self.pauses: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    @asynccontextmanager
    async def listening(self, inbox=None) -> AsyncIterator["Town"]:
        task = asyncio.create_task((inbox or self.account.inbox).listen(self.parrot, self.rooms))
        try:
            yield self
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def says(self, text: str, who: int = ANA, where: int | None = None, **more: object) -> int:
        return await self.server.happens(message=self.message(text, who, where, **more))

    async def presses(self, data: str, message: dict, who: int = ANA) -> int:
        query = {"id": f"q{who}", "from": user(who), "chat_instance": "c", "message": message, "data": data}
        return await self.server.happens(callback_query=query)

    def message(self, text: str, who: int = ANA, where: int | None = None, **more: object) -> dict:
        body = {"text": text} if text else {}
        here = chat(where or who)
        return {
            "message_id": self.server.next_message_id(), "date": 1, "chat": here, "from": user(who), **body, **more
        }  # fmt: skip

    async def sees(self, count: int) -> list[str]:
        """What the bot has said by the time it has said this much."""
        await self.server.until(lambda: len(self.server.messages) >= count)
        return [one.seen for one in self.server.messages]

    async def quiet(self) -> None:
        """Until everything that happened was handled and confirmed."""
        await self.server.until(lambda: not self.server.pending)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    clock = Clock()
    async with telegram_server() as server:
        account = TelegramAccount.open(TOKEN, server.base_url, clock.now)
        town = Town(server, account, clock)
        account.opening.sleep = town.sleep
        yield town
        await account.close()


@pytest.fixture
def another(town: Town) -> Callable[[], TelegramAccount]:
    """The same bot in a process that was started anew."""
    return lambda: TelegramAccount.open(TOKEN, town.server.base_url, town.clock.now)
