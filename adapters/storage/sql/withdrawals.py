"""Alerts that are not told after all, since what they are about is watched no longer."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, update

from adapters.storage.sql.claims import IS_OPEN
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import alerts, deliveries

_WITHDRAWN = "withdrawn"


async def withdraw(session: Session, watches: Iterable[UUID], now: datetime) -> None:
    """See `core.ports.outbox.Alerts.withdraw`; what is on its way arrives."""
    for portion in portions(watches):
        waits = (IS_OPEN, deliveries.c.alert_id.in_(_alerts_of(portion)))
        await session.run(update(deliveries).where(*waits).values(state=_WITHDRAWN, done_at=now, claimed_until=None))


async def restore(session: Session, watches: Iterable[UUID]) -> None:
    """See `core.ports.outbox.Alerts.restore`."""
    for portion in portions(watches):
        its = (deliveries.c.state == _WITHDRAWN, deliveries.c.alert_id.in_(_alerts_of(portion)))
        await session.run(update(deliveries).where(*its).values(state="waiting", done_at=None))


def _alerts_of(watches: Sequence[UUID]) -> Select[tuple[UUID]]:
    return select(alerts.c.id).where(alerts.c.watch_id.in_(watches))
