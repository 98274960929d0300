"""Which messages began the talk about a product in a chat: later alerts may follow them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import alerts, deliveries
from core.messages import ChatId


async def begun(session: Session, chat: ChatId, watches: Iterable[UUID], since: datetime) -> Mapping[UUID, str]:
    """See `core.ports.outbox.Alerts.begun`."""
    found: dict[UUID, str] = {}
    for portion in portions(watches):
        statement = (
            select(alerts.c.watch_id, deliveries.c.message)
            .join(deliveries, deliveries.c.alert_id == alerts.c.id)
            .where(
                alerts.c.watch_id.in_(portion),
                alerts.c.at >= since,
                deliveries.c.chat == chat,
                deliveries.c.state == "sent",
                deliveries.c.message.is_not(None),
                deliveries.c.below.is_(None),
            )
            .order_by(alerts.c.at, deliveries.c.id)
        )
        found |= {row.watch_id: row.message for row in await session.all(statement)}
    return found
