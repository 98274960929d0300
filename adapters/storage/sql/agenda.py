"""Whether anything waits to be told, in SQL: one statement that nearly always says no."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, or_, select

from adapters.storage.sql.columns import UtcTime
from adapters.storage.sql.editing import is_due
from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import deliveries, live_cards, notices

_NOW: Final = bindparam("now", type_=UtcTime)
_ALERT: Final = select(1).where(deliveries.c.done_at.is_(None), deliveries.c.due_at <= _NOW).exists()
_NOTICE: Final = select(1).where(notices.c.done_at.is_(None), notices.c.due_at <= _NOW).exists()
_EDIT: Final = select(1).where(is_due(deliveries, _NOW)).exists()
_CARD: Final = select(1).where(is_due(live_cards, _NOW)).exists()
_ANYTHING: Final = select(or_(_ALERT, _NOTICE, _EDIT, _CARD))


class SqlAgenda:
    """`core.ports.agenda.Agenda` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def anything_to_say(self, now: datetime) -> bool:
        """See the port."""
        row = await self._session.first(_ANYTHING, {"now": now})
        return row is not None and bool(row[0])
