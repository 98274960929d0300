"""Chats, workspaces, watchlists and mounts in SQL."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, String, bindparam, func, insert, select, type_coerce, update

from adapters.storage.sql.moves import merge, move
from adapters.storage.sql.session import Session
from adapters.storage.sql.silences import end_silence_of
from adapters.storage.sql.tables import chats, deliveries, mounts, watchlists, workspaces
from core.ids import new_id
from core.messages import ChatId
from core.watching.quiet import Quiet
from core.watching.watchlist import DEFAULT_LIST_NAME, Watchlist
from core.watching.workspace import ChatRoom, Threads

_ASLEEP: Final = "the chat is asleep"
_ROOM: Final = select(chats).where(chats.c.chat == bindparam("chat"))


class SqlChats:
    """`core.ports.storage.Chats` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def settle(self, chat: ChatId, now: datetime) -> ChatRoom:
        """See the port."""
        room = await self.room(chat)
        if room is None:
            await self._wait_for_neighbours(chat)
            room = await self.room(chat) or await self._move_in(chat, now)
        if room.asleep_since is not None:
            await self._session.run(update(chats).where(chats.c.chat == chat).values(asleep_since=None))
            await end_silence_of(self._session, chat, now)
        return replace(room, asleep_since=None)

    async def room(self, chat: ChatId) -> ChatRoom | None:
        """See the port."""
        rooms = self._session.rooms
        if rooms is not None and (known := rooms.get(chat)):
            return known
        row = (await self._session.run(_ROOM, [{"chat": chat}])).mappings().first()
        if row is None:
            return None
        quiet = Quiet.read(row["quiet"]) if row["quiet"] else None
        room = ChatRoom(**{**row, "threads": Threads(row["threads"]), "quiet": quiet})
        if rooms is not None:
            rooms.keep(room)
        return room

    async def adopt(self, room: ChatRoom) -> None:
        """See the port."""
        customs = {
            "market": room.market,
            "zone": room.zone,
            "admins_only": room.admins_only,
            "links": room.links,
            "threads": room.threads,
            "quiet": None if room.quiet is None else str(room.quiet),
        }
        await self._session.run(update(chats).where(chats.c.chat == room.chat).values(customs))

    async def move(self, old: ChatId, new: ChatId) -> None:
        """See the port."""
        await move(self._session, old, new)

    async def lists(self, chat: ChatId) -> Sequence[Watchlist]:
        """See the port."""
        statement = (
            select(watchlists)
            .join(mounts, mounts.c.list_id == watchlists.c.id)
            .join(chats, chats.c.chat == mounts.c.chat)
            .where(mounts.c.chat == chat)
            .order_by(watchlists.c.id != chats.c.default_list_id, watchlists.c.name, watchlists.c.id)
        )
        return [Watchlist(row.id, row.workspace_id, row.name) for row in await self._session.all(statement)]

    async def list_by_id(self, list_id: UUID) -> Watchlist | None:
        """See the port."""
        row = await self._session.first(select(watchlists).where(watchlists.c.id == list_id))
        return None if row is None else Watchlist(row.id, row.workspace_id, row.name)

    async def mounts(self, list_id: UUID) -> Sequence[ChatId]:
        """See the port."""
        rows = await self._session.all(select(mounts.c.chat).where(mounts.c.list_id == list_id).order_by(mounts.c.chat))
        return [row.chat for row in rows]

    async def mount(self, chat: ChatId, list_id: UUID) -> None:
        """See the port; one that is mounted there already stays so."""
        fresh = self._session.insert(mounts).values(list_id=list_id, chat=chat)
        await self._session.run(fresh.on_conflict_do_nothing())

    async def merge(self, workspace_id: UUID, into: UUID) -> None:
        """See the port."""
        await merge(self._session, workspace_id, into)

    async def is_shared_account(self, workspace_id: UUID) -> bool:
        """See the port."""
        row = await self._session.first(select(workspaces.c.account).where(workspaces.c.id == workspace_id))
        return row is not None and bool(row.account)

    async def add_list(self, chat: ChatId, watchlist: Watchlist) -> None:
        """See the port."""
        await self._session.run(insert(watchlists), [asdict(watchlist)])
        await self._session.run(insert(mounts), [{"list_id": watchlist.id, "chat": chat}])

    async def put_to_sleep(self, chat: ChatId, now: datetime) -> Sequence[ChatId]:
        """See the port; what still waits for the chat is dropped."""
        awake = (_is_meant(chats.c.chat, chat), chats.c.asleep_since.is_(None))
        fallen = await self._session.run(update(chats).where(*awake).values(asleep_since=now).returning(chats.c.chat))
        names = fallen.scalars().all()
        await self._session.run(
            update(deliveries)
            .where(_is_meant(deliveries.c.chat, chat), deliveries.c.done_at.is_(None))
            .values(state="dropped", reason=_ASLEEP, done_at=now, claimed_until=None)
        )
        return names

    async def _wait_for_neighbours(self, chat: ChatId) -> None:
        """Let only one at a time move in with a workspace; on SQLite every unit of work is alone already."""
        if self._session.on_postgres:
            door = f"{chat.platform}:{chat.account}" if chat.account else str(chat)
            await self._session.run(select(func.pg_advisory_xact_lock(func.hashtextextended(door, 0))))

    async def _move_in(self, chat: ChatId, now: datetime) -> ChatRoom:
        room = ChatRoom(chat=chat, workspace_id=await self._workspace_of(chat, now), default_list_id=new_id(now))
        await self._session.run(
            insert(watchlists),
            [{"id": room.default_list_id, "workspace_id": room.workspace_id, "name": DEFAULT_LIST_NAME}],
        )
        await self._session.run(insert(chats), [{**asdict(room), "chat": chat}])
        await self._session.run(insert(mounts), [{"list_id": room.default_list_id, "chat": chat}])
        return room

    async def _workspace_of(self, chat: ChatId, now: datetime) -> UUID:
        shared = select(workspaces.c.id).where(
            workspaces.c.platform == chat.platform, workspaces.c.account == chat.account, workspaces.c.account != ""
        )
        row = await self._session.first(shared) if chat.account else None
        if row is not None:
            found: UUID = row.id
            return found
        workspace_id = new_id(now)
        await self._session.run(
            insert(workspaces),
            [{"id": workspace_id, "platform": chat.platform, "account": chat.account, "next_number": 1}],
        )
        return workspace_id


def _is_meant(column: Column[ChatId], chat: ChatId) -> ColumnElement[bool]:
    """Whether an address is `chat`, or of its account where it has no channel; not by LIKE, which ignores case."""
    if chat.channel or not chat.account:
        return column == chat
    return func.substr(type_coerce(column, String), 1, len(str(chat))) == str(chat)
