"""Runs that data sources carry out for money, in SQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, tuple_, update

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import owed_looks, source_runs
from core.catalog.asin import Product
from core.catalog.source_run import SourceRun

_OWED = tuple_(owed_looks.c.asin, owed_looks.c.market)


class SqlRuns:
    """`core.ports.runs.Runs` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, run: SourceRun) -> None:
        """See the port."""
        names = [column.name for column in source_runs.c]
        await self._session.run(insert(source_runs), [{name: getattr(run, name) for name in names}])
        if run.owed:
            rows = [{"run_id": run.id, "asin": product.asin, "market": product.market} for product in run.owed]
            await self._session.run(insert(owed_looks), rows)

    async def started(self, run_id: UUID, run: str, dataset: str) -> None:
        """See the port."""
        await self._change(run_id, {"run": run, "dataset": dataset})

    async def refused(self, run_id: UUID) -> None:
        """See the port."""
        await self._session.run(delete(owed_looks).where(owed_looks.c.run_id == run_id))
        await self._session.run(delete(source_runs).where(source_runs.c.id == run_id))

    async def ended(self, run_id: UUID, status: str, at: datetime, cost: Decimal | None) -> None:
        """See the port."""
        await self._change(run_id, {"status": status, "ended_at": at, "cost": cost})

    async def handed_over(self, run_id: UUID, products: Collection[Product]) -> None:
        """See the port."""
        for portion in portions(products):
            theirs = (owed_looks.c.run_id == run_id, _OWED.in_(_pairs(portion)))
            await self._session.run(delete(owed_looks).where(*theirs))

    async def owing(
        self, source: str, actor: str, products: Collection[Product], since: datetime
    ) -> Sequence[SourceRun]:
        """See the port."""
        of_source = (source_runs.c.source == source, source_runs.c.actor == actor, source_runs.c.began_at >= since)
        found: dict[UUID, Row[Any]] = {}
        for portion in portions(products):
            owing = select(owed_looks.c.run_id).where(_OWED.in_(_pairs(portion)))
            rows = await self._session.all(select(source_runs).where(*of_source, source_runs.c.id.in_(owing)))
            found |= {row.id: row for row in rows}
        owed = await self._owed_by(list(found))
        newest = sorted(found.values(), key=lambda row: (row.began_at, row.id), reverse=True)
        return [_run(row, owed.get(row.id, ())) for row in newest]

    async def lapse(self, before: datetime) -> None:
        """See the port."""
        old = select(source_runs.c.id).where(source_runs.c.began_at < before)
        await self._session.run(delete(owed_looks).where(owed_looks.c.run_id.in_(old)))

    async def spent(self, since: datetime) -> Decimal:
        """See the port."""
        known = (source_runs.c.began_at >= since, source_runs.c.cost.is_not(None))
        rows = await self._session.all(select(source_runs.c.cost).where(*known))
        return sum((row.cost for row in rows), Decimal(0))

    async def _change(self, run_id: UUID, what: Mapping[str, object]) -> None:
        await self._session.run(update(source_runs).where(source_runs.c.id == run_id).values(what))

    async def _owed_by(self, run_ids: Sequence[UUID]) -> Mapping[UUID, tuple[Product, ...]]:
        owed: dict[UUID, tuple[Product, ...]] = {}
        for portion in portions(run_ids):
            theirs = select(owed_looks).where(owed_looks.c.run_id.in_(portion))
            for row in await self._session.all(theirs.order_by(owed_looks.c.market, owed_looks.c.asin)):
                owed[row.run_id] = (*owed.get(row.run_id, ()), Product(row.asin, row.market))
        return owed


def _pairs(products: Sequence[Product]) -> list[tuple[str, str]]:
    return [(product.asin, product.market) for product in products]


def _run(row: Row[Any], owed: tuple[Product, ...]) -> SourceRun:
    return SourceRun(
        id=row.id,
        source=row.source,
        actor=row.actor,
        asked=row.asked,
        owed=owed,
        began_at=row.began_at,
        run=row.run,
        dataset=row.dataset,
        ended_at=row.ended_at,
        status=row.status,
        cost=row.cost,
    )
