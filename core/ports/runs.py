"""Runs that data sources carry out for money, as the database keeps them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from core.catalog.asin import Product
from core.catalog.source_run import SourceRun


class Runs(Protocol):
    """What was started, what is still to be handed over, and what it cost."""

    async def add(self, run: SourceRun) -> None:
        """Keep a run that is about to be started."""

    async def started(self, run_id: UUID, run: str, dataset: str) -> None:
        """Keep the source's own names of a run."""

    async def refused(self, run_id: UUID) -> None:
        """Forget a run that the source did not start: it cost nothing and owes nothing."""

    async def ended(self, run_id: UUID, status: str, at: datetime, cost: Decimal | None) -> None:
        """Keep how and when a run ended, and its cost in US dollars where it is known."""

    async def handed_over(self, run_id: UUID, products: Collection[Product]) -> None:
        """These products are owed no more: whatever the run had of them has been taken."""

    async def owing(
        self, source: str, actor: str, products: Collection[Product], since: datetime
    ) -> Sequence[SourceRun]:
        """Runs begun at `since` or later that owe any of these products, newest first, each with all that it owes."""

    async def lapse(self, before: datetime) -> None:
        """Runs begun before then owe nothing any more."""

    async def spent(self, since: datetime) -> Decimal:
        """The cost in US dollars of all runs begun at `since` or later, as far as it is known."""
