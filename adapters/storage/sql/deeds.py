"""Who changed what, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import deeds
from core.messages import ChatId
from core.watching.deed import Deed
from core.watching.watch import Watching

_WITHOUT_IMAGES: Final = [column for column in deeds.c if column is not deeds.c.before]


class SqlDeeds:
    """`core.ports.storage.Deeds` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, deed: Deed) -> None:
        """See the port."""
        row = {
            "id": deed.id,
            "chat": deed.chat,
            "person": deed.person,
            "at": deed.at,
            "summary": deed.summary,
            "before": deed.before,
            "name": deed.name,
            "undoable": bool(deed.before),
        }
        await self._session.run(insert(deeds), [row])

    async def last(self, chat: ChatId, person: str, since: datetime) -> Deed | None:
        """See the port."""
        theirs = (deeds.c.chat == chat, deeds.c.person == person)
        row = await self._session.first(
            select(deeds)
            .where(*theirs, deeds.c.at >= since, deeds.c.undoable, deeds.c.undone_at.is_(None))
            .order_by(deeds.c.at.desc(), deeds.c.id.desc())
            .limit(1)
        )
        if row is None:
            return None
        return _deed(row, row.before)

    async def recent(self, chat: ChatId, since: datetime, limit: int) -> Sequence[Deed]:
        """See the port."""
        newest = (deeds.c.at.desc(), deeds.c.id.desc())
        here = select(*_WITHOUT_IMAGES).where(deeds.c.chat == chat, deeds.c.at >= since)
        return [_deed(row) for row in await self._session.all(here.order_by(*newest).limit(limit))]

    async def mark_undone(self, deed_id: UUID, now: datetime) -> None:
        """See the port."""
        await self._session.run(update(deeds).where(deeds.c.id == deed_id).values(undone_at=now))


def _deed(row: Row[Any], before: tuple[Watching, ...] = ()) -> Deed:
    return Deed(
        id=row.id,
        chat=row.chat,
        person=row.person,
        at=row.at,
        summary=row.summary,
        before=before,
        name=row.name or "",
        undone_at=row.undone_at,
    )
