"""Notices and their outbox in SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, String, false, func, or_, select, type_coerce, update

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import chats, notices
from core.messages import ChatId
from core.watching.notice import Errand, Notice, NoticeKind

_IS_OPEN: Final = notices.c.done_at.is_(None)


class SqlNotices:
    """`core.ports.storage.Notices` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, notice: Notice, *, silently: bool = False) -> None:
        """See the port."""
        done_at = notice.at if silently else None
        fresh = self._session.insert(notices).values(**_row_of(notice), done_at=done_at)
        await self._session.run(fresh.on_conflict_do_nothing(index_elements=["key"]))

    async def last(self) -> Mapping[UUID, Notice]:
        """See the port; ids are UUIDv7, so that the greatest is the latest."""
        later = notices.alias("later")
        any_later = (
            select(later.c.id).where(later.c.workspace_id == notices.c.workspace_id, later.c.id > notices.c.id).exists()
        )
        rows = await self._session.all(select(notices).where(~any_later))
        return {row.workspace_id: _notice_of(row) for row in rows}

    async def claim(self, now: datetime, lease: timedelta, limit: int, platforms: Collection[str]) -> Sequence[Errand]:
        """See the port."""
        # Nearly always there is none: a database that is only read waits for nobody.
        picked = (await self._session.run(_picked(now, limit, platforms))).scalars().all()
        if not picked:
            return ()
        rows = await self._session.all(
            update(notices)
            .where(notices.c.id.in_(picked))
            .values(claimed_until=now + lease, attempts=notices.c.attempts + 1)
            .returning(*notices.c)
        )
        homes = await self._homes({row.workspace_id for row in rows}, platforms)
        return [
            Errand(notice=_notice_of(row), chat=home.chat, zone=home.zone, attempts=row.attempts)
            for row in sorted(rows, key=lambda row: (row.due_at, row.id))
            if (home := homes.get(row.workspace_id))
        ]

    async def delivered(self, notice: UUID, chat: ChatId, message: str, now: datetime) -> None:
        """See the port."""
        await self._change(notice, chat=chat, message=message, done_at=now, claimed_until=None)

    async def postpone(self, notice: UUID, until: datetime) -> None:
        """See the port."""
        await self._change(notice, due_at=until, claimed_until=None)

    async def drop(self, notice: UUID, now: datetime) -> None:
        """See the port."""
        await self._change(notice, done_at=now, claimed_until=None)

    async def give_back_all(self) -> None:
        """See the port; attempts stay counted."""
        claimed = (_IS_OPEN, notices.c.claimed_until.is_not(None))
        await self._session.run(update(notices).where(*claimed).values(claimed_until=None))

    async def _homes(self, workspaces: set[UUID], platforms: Collection[str]) -> Mapping[UUID, Row[Any]]:
        """The first chat met of each that is awake: its default list was made then, and the id of that tells when."""
        rows = await self._session.all(
            select(chats.c.workspace_id, chats.c.chat, chats.c.zone)
            .where(chats.c.workspace_id.in_(workspaces), *hears(platforms))
            .order_by(chats.c.default_list_id.desc())
        )
        return {row.workspace_id: row for row in rows}

    async def _change(self, notice: UUID, **values: Any) -> None:
        await self._session.run(update(notices).where(notices.c.id == notice, _IS_OPEN).values(values))


def _picked(now: datetime, limit: int, platforms: Collection[str]) -> Select[Any]:
    is_free = or_(notices.c.claimed_until.is_(None), notices.c.claimed_until <= now)
    is_heard = select(chats.c.chat).where(chats.c.workspace_id == notices.c.workspace_id, *hears(platforms))
    return (
        select(notices.c.id)
        .where(_IS_OPEN, is_free, notices.c.due_at <= now, is_heard.exists())
        .order_by(notices.c.due_at, notices.c.id)
        .limit(limit)
        .with_for_update(key_share=True, skip_locked=True)
    )


def hears(platforms: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """Whether a chat can be told anything now."""
    address = type_coerce(chats.c.chat, String)
    on_air = or_(*(func.substr(address, 1, len(name) + 1) == f"{name}:" for name in sorted(platforms)), false())
    return chats.c.asleep_since.is_(None), on_air


def _row_of(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "key": notice.key,
        "workspace_id": notice.workspace_id,
        "kind": notice.kind,
        "at": notice.at,
        "breakdown": notice.breakdown,
        "due_at": notice.at,
        "attempts": 0,
    }


def _notice_of(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        key=row.key,
        workspace_id=row.workspace_id,
        kind=NoticeKind(row.kind),
        at=row.at,
        breakdown=row.breakdown,
    )
