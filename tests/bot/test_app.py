"""Starting and stopping everything, in order."""

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import replace

import pytest

from adapters.storage.sql.storage import SqlStorage
from bot.app import App, Platform
from bot.rooms import KnownRooms
from bot.rounds import Rounds
from core.errors import ChatUnreachable, SchemaTooOld, WrongSetting
from core.messages import Card, Heard
from tests.clock import TurnedClock
from tests.stage import ANA, HERE, RecordingChat, Stage


class StandingClock(TurnedClock):
    """Sets nothing off; remembers that it was started and stopped."""

    def __init__(self, diary: list[str]) -> None:
        super().__init__()
        self._diary = diary

    def start(self) -> None:
        self._diary.append("clock starts")

    async def stop(self, patience) -> None:
        self._diary.append("clock stops")


class Lines:
    """An inbox that says some lines and ends as it is told."""

    def __init__(self, *lines: str, ends: Callable[[], object] | None = None, stays: bool = False) -> None:
        self.answers: list[Card | None] = []
        self.heard_all = asyncio.Event()
        self._lines, self._ends, self._stays = lines, ends, stays

    async def listen(self, listener, rooms) -> None:
        for line in self._lines:
            self.answers.append(await listener(Heard(chat=HERE, person=ANA, text=line, at=TurnedClock().now())))
        self.heard_all.set()
        if self._ends:
            raise self._ends()
        if self._stays:
            await asyncio.Event().wait()


class Server:
    def __init__(self, diary: list[str]) -> None:
        self._diary = diary

    async def open(self) -> None:
        self._diary.append("server opens")

    async def close(self) -> None:
        self._diary.append("server closes")


def app(diary: list[str], *inboxes: Lines, url: str = "sqlite+aiosqlite://") -> App:
    storage = SqlStorage.open(url)
    stage = Stage(storage)
    return App(
        storage=storage,
        storefront=stage.shelf,
        clock=StandingClock(diary),
        inboxes=inboxes,
        conversation=stage.conversation,
        rooms=KnownRooms(storage, stage.clock, {}),
        rounds=Rounds(stage.patrol, stage.herald, stage.crier),
        alone=True,
        services=(Server(diary),),
    )


async def test_everything_starts_and_stops_in_order():
    diary: list[str] = []
    lines = Lines("/help")
    await app(diary, lines).run(stay=False)
    assert diary == ["server opens", "clock starts", "clock stops", "server closes"]
    assert lines.answers[0] is not None


async def test_a_service_stays_after_its_input_has_ended_until_it_is_told_to_stop():
    lines = Lines("/list")
    running = asyncio.create_task(app([], lines).run(stay=True))
    await lines.heard_all.wait()
    assert not running.done()
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 30)


async def test_a_platform_that_refuses_us_for_good_does_not_silence_the_others():
    refused = Lines(ends=lambda: ChatUnreachable(HERE, "token revoked"))
    other = Lines("/list", stays=True)
    running = asyncio.create_task(app([], refused, other).run(stay=False))
    await other.heard_all.wait()
    assert not running.done()
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(running, 30)


async def test_platforms_are_greeted_before_anything_is_heard_and_closed_at_the_end():
    diary: list[str] = []

    async def greet() -> None:
        diary.append("greeted")

    async def close() -> None:
        diary.append("closed")

    platform = Platform(name="x", chat=RecordingChat(), inbox=Lines(), greet=greet, close=close)
    await replace(app(diary, Lines()), platforms=(platform,)).run(stay=False)
    assert (diary[0], diary[-1]) == ("greeted", "closed")


async def test_a_wrong_token_ends_it_before_anything_is_served():
    diary: list[str] = []

    async def greet() -> None:
        raise WrongSetting("TELEGRAM_BOT_TOKEN", "…", "a token that Telegram accepts")

    async def close() -> None:
        diary.append("closed")

    platform = Platform(name="x", chat=RecordingChat(), inbox=Lines(), greet=greet, close=close)
    with pytest.raises(WrongSetting):
        await replace(app(diary, Lines()), platforms=(platform,)).run(stay=True)
    assert diary == ["closed"]


async def test_where_others_may_use_the_database_its_schema_is_only_checked(tmp_path):
    shared = replace(app([], Lines(), url=f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"), alone=False)
    with pytest.raises(SchemaTooOld):
        await shared.run(stay=False)
