"""Messages that were sent and are to be edited, because what they tell has been taken in hand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update

from adapters.storage.sql.editing import is_due, is_on
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import alerts, deliveries
from core.alerts.alert import Told
from core.messages import ChatId

_ARRIVED: Final = deliveries.c.state == "sent"
_HAS_MESSAGE: Final = deliveries.c.message.is_not(None)
_AT_ONCE: Final = 100  # messages in one statement


class Edits:
    """The part of the outbox that is about messages already sent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def acknowledge(self, watches: Iterable[UUID], by: str, now: datetime) -> int:
        """Mark the open alerts of the watches, and have their messages edited; returns how many alerts."""
        marked: list[UUID] = []
        for portion in portions(watches):
            rows = await self._session.run(
                update(alerts)
                .where(alerts.c.watch_id.in_(portion), alerts.c.acked_at.is_(None))
                .values(acked_by=by, acked_at=now)
                .returning(alerts.c.id)
            )
            marked.extend(rows.scalars())
        for portion in portions(marked):
            await self._session.run(
                update(deliveries).where(deliveries.c.alert_id.in_(portion), _ARRIVED).values(edit_at=now)
            )
        return len(marked)

    async def claim(
        self, now: datetime, until: datetime, limit: int, platforms: Collection[str]
    ) -> Mapping[tuple[ChatId, str], Sequence[Row[Any]]]:
        """The messages to edit, each with the rows of its deliveries; all of a message is claimed, or nothing of it."""
        due = await self._session.all(
            select(deliveries.c.chat, deliveries.c.message)
            .where(is_due(deliveries, now), is_on(deliveries.c.chat, platforms), _HAS_MESSAGE)
            .distinct()
            .limit(limit)
        )
        told: dict[tuple[ChatId, str], list[Row[Any]]] = defaultdict(list)
        for portion in portions(((row.chat, row.message) for row in due), _AT_ONCE):
            # Asked again, since another process may have been quicker: PostgreSQL then waits here, and finds it taken.
            is_free = or_(deliveries.c.editing_until.is_(None), deliveries.c.editing_until <= now)
            rows = await self._session.all(
                update(deliveries)
                .where(or_(*(_is(*message) for message in portion)), is_free)
                .values(edit_at=None, editing_until=until)
                .returning(*deliveries.c)
            )
            for row in rows:
                told[row.chat, row.message].append(row)
        return told

    async def edited(self, told: Told, until: datetime) -> None:
        """Let go of what was claimed until then; a mark that was made meanwhile stays."""
        await self._let_go(told, until)

    async def later(self, told: Told, until: datetime, at: datetime) -> None:
        """Let go of what was claimed until then, and mark it as to be edited at `at`."""
        await self._let_go(told, until, edit_at=at)

    async def give_back_all(self) -> None:
        """Mark all that is claimed as to be edited at once: it was sent before, so that moment is past."""
        marked = func.coalesce(deliveries.c.edit_at, deliveries.c.done_at)
        claimed = deliveries.c.editing_until.is_not(None)
        await self._session.run(update(deliveries).where(claimed).values(edit_at=marked, editing_until=None))

    async def told_by(self, chat: ChatId, message: str) -> Sequence[Row[Any]]:
        """The rows of the deliveries that a message was made of."""
        return await self._session.all(select(*deliveries.c).where(_is(chat, message)))

    async def _let_go(self, told: Told, until: datetime, **marked: datetime) -> None:
        mine = update(deliveries).where(deliveries.c.editing_until == until, _is(told.chat, told.message))
        await self._session.run(mine.values(editing_until=None, **marked))


def _is(chat: ChatId, message: str) -> ColumnElement[bool]:
    # One by one, not as pairs in an IN: SQLite would walk all deliveries for those.
    return and_(deliveries.c.chat == chat, deliveries.c.message == message)
