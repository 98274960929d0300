"""Plans that wait for their asker, in SQL."""

from datetime import datetime

from sqlalchemy import delete, insert

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import plans
from core.messages import ChatId
from core.watching.plan import Plan


class SqlPlans:
    """`core.ports.storage.Plans` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, plan: Plan) -> None:
        """See the port."""
        row = {
            "id": plan.id,
            "chat": plan.chat,
            "person": plan.person,
            "expires_at": plan.expires_at,
            "lines": plan.lines,
            "wanted": plan.wanted,
        }
        await self._session.run(insert(plans), [row])

    async def take(self, plan_id: str, chat: ChatId, person: str, now: datetime) -> Plan | None:
        """See the port; one statement, so that of two who press at once only one gets it."""
        theirs = (plans.c.id == plan_id, plans.c.chat == chat, plans.c.person == person, plans.c.expires_at > now)
        row = await self._session.first(delete(plans).where(*theirs).returning(plans))
        if row is None:
            return None
        return Plan(
            id=row.id,
            chat=row.chat,
            person=row.person,
            expires_at=row.expires_at,
            lines=row.lines,
            wanted=row.wanted,
        )

    async def forget(self, now: datetime) -> None:
        """See the port."""
        await self._session.run(delete(plans).where(plans.c.expires_at <= now))
