"""Invitations in SQL."""

from datetime import datetime

from sqlalchemy import insert, update

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import invitations
from core.watching.invitation import Invitation


class SqlInvitations:
    """`core.ports.storage.Invitations` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, invitation: Invitation) -> None:
        """See the port."""
        row = {
            "code": invitation.code,
            "list_id": invitation.list_id,
            "made_by": invitation.made_by,
            "expires_at": invitation.expires_at,
        }
        await self._session.run(insert(invitations), [row])

    async def redeem(self, code: str, now: datetime) -> Invitation | None:
        """See the port; of two who use a code at once, one succeeds."""
        used = await self._session.run(
            update(invitations)
            .where(invitations.c.code == code, invitations.c.used_at.is_(None), invitations.c.expires_at > now)
            .values(used_at=now)
            .returning(*invitations.c)
        )
        row = used.first()
        return None if row is None else Invitation(row.code, row.list_id, row.made_by, row.expires_at)
