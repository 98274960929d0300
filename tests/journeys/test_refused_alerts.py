"""Alerts that a platform refuses for good, through its real SDK: in plain words, else owned up to; nothing for ever."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from adapters.chats.slack.account import SlackAccount
from adapters.chats.telegram.account import TelegramAccount
from core.messages import Card, ChatId, Person
from core.ports.world import Chat
from tests.servers.slack import BOT_TOKEN, TEAM, Failure, slack_server
from tests.servers.telegram import TOKEN, Fault, telegram_server
from tests.shop import BLENDER
from tests.stage import ANA, Stage

REASON = "ENTITY_OF_A_NEW_KIND_INVALID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A room at a loopback platform; `refuse` lets its next so many messages fail, for good or only for now."""

    chat: Chat
    room: ChatId
    refuse: Callable[..., None]
    seen: Callable[[], list[str]]
    sent: Callable[[], int]


@asynccontextmanager
async def telegram() -> AsyncIterator[Platform]:
    async with telegram_server() as server:
        account = TelegramAccount.open(TOKEN, server.base_url, lambda: datetime.now(UTC))

        def refuse(times: int, *, for_good: bool = True) -> None:
            fault = Fault(status=400, description=f"Bad Request: {REASON}") if for_good else Fault(status=502)
            server.faults["sendMessage"] += [fault] * times

        yield Platform(
            chat=account.chat,
            room=ChatId("telegram", "", "5001"),
            refuse=refuse,
            seen=lambda: [message.seen for message in server.messages],
            sent=lambda: len(server.called("sendMessage")),
        )
        await account.close()


@asynccontextmanager
async def slack() -> AsyncIterator[Platform]:
    async with slack_server() as server:
        account = SlackAccount.open(BOT_TOKEN, None, "secret", server.base_url, lambda: datetime.now(UTC), no_home)

        def refuse(times: int, *, for_good: bool = True) -> None:
            server.fail("chat.postMessage", *[Failure(REASON.lower()) if for_good else Failure(status=502)] * times)

        yield Platform(
            chat=account.chat,
            room=ChatId("slack", TEAM, "C1"),
            refuse=refuse,
            seen=lambda: [message["text"] for message in server.messages.values()],
            sent=lambda: len(server.of("chat.postMessage")),
        )
        await account.close()


async def no_home(chat: ChatId, person: Person) -> Card:
    raise AssertionError


PLATFORMS: dict[str, Callable[[], AbstractAsyncContextManager[Platform]]] = {"telegram": telegram, "slack": slack}


@pytest.fixture(params=PLATFORMS)
async def platform(request, stage: Stage) -> AsyncIterator[Platform]:
    """A platform with an alert on its way there."""
    async with PLATFORMS[request.param]() as platform:
        stage.herald._chats = {platform.room.platform: platform.chat}
        stage.shelf.put(BLENDER, "50.00")
        await stage.say("/track B0TESTBL01", ANA, platform.room)
        stage.shelf.put(BLENDER, "40.00")
        stage.clock.turn(hours=6)
        await stage.patrol.round()
        stage.clock.turn(seconds=6)
        yield platform


async def test_what_is_refused_once_is_said_in_plain_words_and_not_again(stage, platform):
    platform.refuse(1)
    await stage.herald.round()
    (seen,) = platform.seen()
    assert "Price dropped 20 %: $50.00 → $40.00" in seen
    stage.clock.turn(hours=1)
    assert (await stage.herald.round(), platform.sent()) == (0, 2)


async def test_what_is_refused_in_plain_words_too_is_dropped_and_the_chat_is_told(stage, platform):
    platform.refuse(2)
    await stage.herald.round()
    (seen,) = platform.seen()
    assert "An alert could not be shown here. Say /show 1 to see how it stands." in seen
    stage.clock.turn(hours=1)
    assert (await stage.herald.round(), platform.sent()) == (0, 3)
    status = await stage.say("/status", ANA, platform.room)
    assert "Alerts that could not be delivered in 7 days: 1" in status
    assert "Alerts waiting: 0" in status
    assert "$40.00" in await stage.say("/show 1", ANA, platform.room)


async def test_a_chat_that_takes_nothing_at_all_is_left_in_peace(stage, platform):
    platform.refuse(3)
    await stage.herald.round()
    stage.clock.turn(days=2)
    assert (await stage.herald.round(), platform.sent(), platform.seen()) == (0, 3, [])


async def test_an_outage_is_waited_for_a_day_with_growing_waits_and_then_given_up(stage, platform):
    platform.refuse(1000, for_good=False)
    began = stage.clock.now()
    tried: list[float] = []
    while "Alerts waiting: 1" in await stage.say("/status", ANA, platform.room):
        if await stage.herald.round():
            tried.append((stage.clock.now() - began).total_seconds())
        stage.clock.turn(seconds=min(2 ** len(tried), 900))
    waits = [later - sooner for sooner, later in pairwise(tried)]
    assert waits[:5] == sorted(waits[:5])
    assert max(waits) <= 2 * 900
    assert 24 * 3600 < tried[-1] < 25 * 3600
    assert "Alerts that could not be delivered in 7 days: 1" in await stage.say("/status", ANA, platform.room)


async def test_an_outage_that_ends_within_the_day_loses_nothing(stage, platform):
    platform.refuse(12, for_good=False)
    for _ in range(200):
        stage.clock.turn(minutes=5)
        await stage.herald.round()
    (seen,) = platform.seen()
    assert "Price dropped 20 %" in seen
