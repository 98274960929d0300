"""Rooms that are remembered: never older than what is written, and only where no other process writes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from adapters.storage.sql.file_lock import take
from adapters.storage.sql.rooms import Rooms
from adapters.storage.sql.storage import SqlStorage
from core.ids import new_id
from core.messages import ChatId
from core.watching.workspace import ChatRoom
from tests.contracts.storage_examples import CHAT, NOON


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[SqlStorage]:
    """A migrated storage that has its file for itself, and a chat in it."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}"
    storage = SqlStorage.open(url, lock=take(url))
    await storage.migrate()
    async with storage.begin() as work:
        await work.chats.settle(CHAT, NOON)
        await work.commit()
    yield storage
    await storage.close()


async def room(storage: SqlStorage) -> ChatRoom:
    async with storage.begin() as work:
        found = await work.chats.room(CHAT)
    assert found is not None
    return found


async def test_a_room_that_was_read_is_not_asked_for_again(alone: SqlStorage) -> None:
    first = await room(alone)
    statements: list[str] = []
    event.listen(alone.engine.sync_engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    assert await room(alone) == first
    assert statements == []


async def test_a_room_that_was_changed_is_as_it_was_changed(alone: SqlStorage) -> None:
    before = await room(alone)
    async with alone.begin() as work:
        await work.chats.adopt(replace(before, market="de"))
        assert await work.chats.room(CHAT) == replace(before, market="de")
        await work.commit()
    assert await room(alone) == replace(before, market="de")


async def test_a_change_that_was_undone_is_not_remembered(alone: SqlStorage) -> None:
    before = await room(alone)
    async with alone.begin() as work:
        await work.chats.adopt(replace(before, market="de"))
        assert await work.chats.room(CHAT) == replace(before, market="de")
    assert await room(alone) == before


async def test_a_room_that_fell_asleep_is_asleep_and_one_that_moved_is_gone(alone: SqlStorage) -> None:
    await room(alone)
    async with alone.begin() as work:
        await work.chats.put_to_sleep(CHAT, NOON)
        await work.commit()
    assert (await room(alone)).asleep_since == NOON
    async with alone.begin() as work:
        await work.chats.move(CHAT, replace(CHAT, channel="elsewhere"))
        await work.commit()
    async with alone.begin() as work:
        assert await work.chats.room(CHAT) is None


async def test_where_another_process_may_write_nothing_is_remembered(in_file: SqlStorage, tmp_path: Path) -> None:
    async with in_file.begin() as work:
        before = await work.chats.settle(CHAT, NOON)
        await work.commit()
    assert await room(in_file) == before
    other = SqlStorage.open(f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}")
    async with other.begin() as work:
        await work.chats.adopt(replace(before, market="de"))
        await work.commit()
    await other.close()
    assert await room(in_file) == replace(before, market="de")


def test_only_so_many_rooms_are_remembered() -> None:
    rooms = Rooms(most=2)
    chats = [ChatId("console", "", str(number)) for number in range(3)]
    for chat in chats:
        rooms.keep(ChatRoom(chat=chat, workspace_id=new_id(NOON), default_list_id=new_id(NOON)))
    assert [rooms.get(chat) is not None for chat in chats] == [False, True, True]
