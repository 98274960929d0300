"""How alerts go on after they were told."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, update

from adapters.storage.sql.alert_rows import ALERTS, alert_of, columns_of
from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import alerts, deliveries
from core.alerts.alert import Alert, Course

if TYPE_CHECKING:
    from uuid import UUID

UNDER_WAY: Final = Reading(
    ALERTS.where(
        alerts.c.product_key.in_(bindparam("changed", expanding=True)),
        alerts.c.is_under_way.is_(True),
        alerts.c.at >= bindparam("told_since"),
    ),
    alert_of,
)
"""The alerts of the product keys `changed` since `told_since` that have a course, and are not resolved."""


class Courses:
    """The part of the outbox that is about what was told before, and its end."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def follow(self, followed: Sequence[Alert], now: datetime) -> None:
        """See `core.ports.outbox.Alerts.follow`; what many watchers were told of a product goes on alike."""
        alike: dict[Course | None, list[UUID]] = defaultdict(list)
        for one in followed:
            alike[one.course].append(one.id)
        for course, ids in alike.items():
            for portion in portions(ids):
                await self._session.run(update(alerts).where(alerts.c.id.in_(portion)).values(columns_of(course)))
        over = (id_ for course, ids in alike.items() if course and course.resolved_at for id_ in ids)
        for portion in portions(over):
            said = (deliveries.c.alert_id.in_(portion), deliveries.c.state == "sent")
            await self._session.run(update(deliveries).where(*said).values(edit_at=now))
