"""Runs that cost money: remembered before they start, so that no restart pays for them twice."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from core.catalog.asin import Product
from core.catalog.source_run import SourceRun
from core.ids import new_id
from core.ports.storage import Storage
from core.ports.world import Clock

# Longer than the longest wait between two tries, so that the next one finds what the last one did not wait for; what is
# owed for longer is no news any more, and is simply looked at again.
FRESH: Final = timedelta(minutes=90)


class RunBook:
    """One source's runs in the database. Every method may raise an `Outage`; then nothing was changed."""

    def __init__(self, storage: Storage, clock: Clock, source: str) -> None:
        self._storage = storage
        self._clock = clock
        self._source = source

    async def begin(self, actor: str, products: Sequence[Product]) -> SourceRun:
        """Remember a run for these products that is about to be started."""
        now = self._clock.now()
        run = SourceRun(
            id=new_id(now),
            source=self._source,
            actor=actor,
            asked=len(products),
            owed=tuple(products),
            began_at=now,
        )
        async with self._storage.begin() as work:
            await work.runs.lapse(now - FRESH)
            await work.runs.add(run)
            await work.commit()
        return run

    async def started(self, run: SourceRun, name: str, dataset: str) -> None:
        """Remember the source's own names of a run that it has started."""
        async with self._storage.begin() as work:
            await work.runs.started(run.id, name, dataset)
            await work.commit()

    async def refused(self, run: SourceRun) -> None:
        """Forget a run that the source did not start."""
        async with self._storage.begin() as work:
            await work.runs.refused(run.id)
            await work.commit()

    async def ended(self, run: SourceRun, status: str, at: datetime, cost: Decimal | None) -> None:
        """Remember how a run ended, and its cost in US dollars where it is known."""
        async with self._storage.begin() as work:
            await work.runs.ended(run.id, status, at, cost)
            await work.commit()

    async def handed_over(self, run: SourceRun, products: Collection[Product]) -> None:
        """Remember that whatever a run had of these products was taken."""
        async with self._storage.begin() as work:
            await work.runs.handed_over(run.id, products)
            await work.commit()

    async def owing(self, actor: str, products: Collection[Product]) -> Sequence[SourceRun]:
        """Runs that still owe any of these products and are fresh enough to be waited for, newest first."""
        async with self._storage.begin() as work:
            return await work.runs.owing(self._source, actor, products, self._clock.now() - FRESH)

    async def spent(self, span: timedelta) -> Decimal:
        """What the runs of all sources have cost in the last `span`, in US dollars, as far as they have said."""
        async with self._storage.begin() as work:
            return await work.runs.spent(self._clock.now() - span)
