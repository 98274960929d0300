"""Messages that were sent and are to be edited, because what they tell has been taken in hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, tuple_, update

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import alerts, deliveries
from core.alerts.alert import Told
from core.messages import ChatId

_ARRIVED: Final = deliveries.c.state == "sent"


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

    async def claim(self, now: datetime, limit: int) -> Mapping[tuple[ChatId, str], Sequence[UUID]]:
        """The messages to edit, with the alerts each told, no longer marked as to be edited."""
        due = await self._session.all(
            select(deliveries.c.chat, deliveries.c.message)
            .where(deliveries.c.edit_at <= now, deliveries.c.message.is_not(None))
            .distinct()
            .limit(limit)
        )
        places = [(row.chat, row.message) for row in due]
        if not places:
            return {}
        here = tuple_(deliveries.c.chat, deliveries.c.message).in_(places)
        await self._session.run(update(deliveries).where(here).values(edit_at=None))
        told: dict[tuple[ChatId, str], list[UUID]] = defaultdict(list)
        rows = await self._session.all(
            select(deliveries.c.chat, deliveries.c.message, deliveries.c.alert_id).where(here).order_by(deliveries.c.id)
        )
        for row in rows:
            told[row.chat, row.message].append(row.alert_id)
        return told

    async def told_by(self, chat: ChatId, message: str) -> Sequence[UUID]:
        """The alerts that a message told."""
        here = (deliveries.c.chat == chat, deliveries.c.message == message)
        rows = await self._session.all(select(deliveries.c.alert_id).where(*here).order_by(deliveries.c.id))
        return [row.alert_id for row in rows]

    async def later(self, told: Told, at: datetime) -> None:
        """Mark a message as to be edited at `at`."""
        here = (deliveries.c.chat == told.chat, deliveries.c.message == told.message)
        await self._session.run(update(deliveries).where(*here).values(edit_at=at))
