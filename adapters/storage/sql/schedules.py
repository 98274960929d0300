"""Digests that chats have asked for, in SQL."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, or_, select, update

from adapters.storage.sql.notices import hears
from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import chats, schedules
from core.messages import ChatId
from core.watching.schedule import Rhythm, Schedule

_FREE: Final = {"claimed_until": None, "attempts": 0}


class SqlSchedules:
    """`core.ports.storage.Schedules` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, schedule: Schedule) -> None:
        """See the port."""
        row = {
            "thread": schedule.thread,
            "at": f"{schedule.rhythm.at:%H:%M}",
            "weekday": schedule.rhythm.weekday,
            "since": schedule.since,
            "due_at": schedule.due_at,
            **_FREE,
        }
        fresh = self._session.insert(schedules).values(chat=schedule.chat, **row)
        await self._session.run(fresh.on_conflict_do_update(index_elements=["chat"], set_=row))

    async def of(self, chat: ChatId) -> Schedule | None:
        """See the port."""
        row = await self._session.first(select(schedules).where(schedules.c.chat == chat))
        return None if row is None else _schedule_of(row)

    async def drop(self, chat: ChatId) -> None:
        """See the port."""
        await self._session.run(delete(schedules).where(schedules.c.chat == chat))

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, platforms: Collection[str]
    ) -> Sequence[Schedule]:
        """See the port."""
        is_free = or_(schedules.c.claimed_until.is_(None), schedules.c.claimed_until <= now)
        due = (
            select(schedules.c.chat)
            .join(chats, chats.c.chat == schedules.c.chat)
            .where(schedules.c.due_at <= now, is_free, *hears(platforms))
            .order_by(schedules.c.due_at, schedules.c.chat)
            .limit(limit)
            .with_for_update(key_share=True, of=schedules, skip_locked=True)
        )
        # Nearly always there is none: a database that is only read waits for nobody.
        picked = (await self._session.run(due)).scalars().all()
        if not picked:
            return ()
        claimed = await self._session.all(
            update(schedules)
            .where(schedules.c.chat.in_(picked))
            .values(claimed_until=now + lease, attempts=schedules.c.attempts + 1)
            .returning(*schedules.c)
        )
        return [_schedule_of(row) for row in sorted(claimed, key=lambda row: (row.due_at, str(row.chat)))]

    async def told(self, schedule: Schedule, now: datetime, due_at: datetime) -> None:
        """See the port."""
        await self._session.run(
            update(schedules).where(*_as_claimed(schedule)).values(since=now, due_at=due_at, **_FREE)
        )

    async def postpone(self, schedule: Schedule, until: datetime) -> None:
        """See the port; claims know nothing of `due_at`, so that what is told later is still of the same time."""
        await self._session.run(update(schedules).where(*_as_claimed(schedule)).values(claimed_until=until))

    async def give_back_all(self) -> None:
        """See the port; attempts stay counted."""
        claimed = schedules.c.claimed_until.is_not(None)
        await self._session.run(update(schedules).where(claimed).values(claimed_until=None))


def _as_claimed(schedule: Schedule) -> tuple[ColumnElement[bool], ...]:
    return schedules.c.chat == schedule.chat, schedules.c.due_at == schedule.due_at


def _schedule_of(row: Row[Any]) -> Schedule:
    return Schedule(
        chat=row.chat,
        thread=row.thread,
        rhythm=Rhythm(time.fromisoformat(row.at), row.weekday),
        since=row.since,
        due_at=row.due_at,
        attempts=row.attempts,
    )
