"""Saying, where the database takes nothing between the message and its mark."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.crier import Crier
from bot.digester import Digester
from bot.herald import Herald
from core.cadence import Cadence
from core.catalog.snapshot import Outcome
from core.errors import StorageFull
from core.messages import Card, ChatId
from core.ports.storage import Storage, UnitOfWork
from tests.shop import BLENDER
from tests.stage import Stage

Outbox = Callable[[Stage, "Disk", "Filling"], Awaitable[Herald | Crier | Digester]]


class Disk:
    """A database that takes nothing while its disk is full."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.is_full = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        if self.is_full:
            raise StorageFull
        async with self._storage.begin() as work:
            yield work


class Filling:
    """A chat that takes everything; with the first message the disk is full."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self.cards: list[Card] = []

    async def post(self, chat: ChatId, card: Card, **how: Any) -> str:
        self._disk.is_full = self._disk.is_full or not self.cards
        self.cards.append(card)
        return f"m{len(self.cards)}"

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        raise NotImplementedError


async def alerts(stage: Stage, disk: Disk, chat: Filling) -> Herald:
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, "40.00")
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    stage.clock.turn(seconds=6)
    return Herald(disk, {"console": chat}, stage.clock, Cadence(stage.staff.tracker.usual))


async def notices(stage: Stage, disk: Disk, chat: Filling) -> Crier:
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    for _ in range(20):
        stage.clock.turn(hours=1)
        await stage.patrol.round()
    await stage.crier.watch()
    return Crier(disk, {"console": chat}, stage.clock, Cadence(stage.staff.tracker.usual))


async def digests(stage: Stage, disk: Disk, chat: Filling) -> Digester:
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await stage.say("/digest daily 09:00")
    stage.clock.turn(days=1)
    return Digester(disk, {"console": chat}, stage.clock, Cadence(stage.staff.tracker.usual), stage.digests)


@pytest.mark.parametrize("outbox", [alerts, notices, digests])
async def test_what_was_said_on_a_full_disk_is_marked_when_there_is_room_and_not_said_again(
    stage: Stage, outbox: Outbox
) -> None:
    disk = Disk(stage.storage)
    chat = Filling(disk)
    teller = await outbox(stage, disk, chat)
    for _ in range(2):
        with pytest.raises(StorageFull):
            await teller.round()
    stage.clock.turn(minutes=2)  # longer than any claim holds
    disk.is_full = False
    assert await teller.round() == 0
    assert len(chat.cards) == 1


async def test_a_mark_that_is_owed_does_not_wait_until_something_else_is_to_be_said(stage: Stage) -> None:
    disk = Disk(stage.storage)
    chat = Filling(disk)
    herald = await alerts(stage, disk, chat)
    with pytest.raises(StorageFull):
        await herald.round()
    disk.is_full = False
    assert await herald.has_anything_to_say()
    await herald.round()
    assert not await herald.has_anything_to_say()
    async with stage.storage.begin() as work:
        assert await work.alerts.waiting() == 0
