"""Looks, counted, in SQL."""

from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import func, select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import look_counts
from adapters.storage.sql.upserts import Insert, insert_into
from core.catalog.snapshot import Outcome
from core.tally import Looked, Purpose, Tally, hour_of

_KEY: Final = ("hour", "market", "source", "outcome", "purpose")
_SPENDING: Final = 0x616D617A  # any number that no other lock of this database has


class SqlLooks:
    """`core.ports.storage.Looks` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def count(self, looks: Tally) -> None:
        """See the port; in one order, so that two writers wait for each other rather than deadlock."""
        rows = sorted((_row(looked, count) for looked, count in looks.items()), key=lambda row: [*row.values()])
        await self._session.write(_adding(on_postgres=self._session.on_postgres), rows)

    async def since(self, moment: datetime) -> Tally:
        """See the port."""
        rows = await self._session.all(select(look_counts).where(look_counts.c.hour >= hour_of(moment)))
        return {
            Looked(hour=hour, market=market, source=source, outcome=Outcome(outcome), purpose=Purpose(purpose)): count
            for hour, market, source, outcome, purpose, count in map(tuple, rows)
        }

    async def lock(self) -> None:
        """See the port; on SQLite every unit of work is alone already."""
        if self._session.on_postgres:
            await self._session.run(select(func.pg_advisory_xact_lock(_SPENDING)))


@cache
def _adding(*, on_postgres: bool) -> Insert:
    fresh = insert_into(look_counts, on_postgres=on_postgres)
    added = {"count": look_counts.c.count + fresh.excluded.count}
    return fresh.on_conflict_do_update(index_elements=_KEY, set_=added)


def _row(looked: Looked, count: int) -> dict[str, Any]:
    return {name: getattr(looked, name) for name in _KEY} | {"count": count}
