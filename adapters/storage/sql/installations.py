"""Installations in SQL: sealed text for each account of a platform."""

from sqlalchemy import delete, select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import installations


class SqlInstallations:
    """`core.ports.storage.Installations` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def save(self, platform: str, account: str, secret: str) -> None:
        """See the port."""
        fresh = self._session.insert(installations).values(platform=platform, account=account, secret=secret)
        key = [installations.c.platform, installations.c.account]
        await self._session.run(fresh.on_conflict_do_update(index_elements=key, set_={"secret": secret}))

    async def find(self, platform: str, account: str) -> str | None:
        """See the port."""
        theirs = (installations.c.platform == platform, installations.c.account == account)
        row = await self._session.first(select(installations.c.secret).where(*theirs))
        return None if row is None else str(row.secret)

    async def forget(self, platform: str, account: str) -> None:
        """See the port."""
        theirs = (installations.c.platform == platform, installations.c.account == account)
        await self._session.run(delete(installations).where(*theirs))
