"""A batch of looks that a data source carries out for money, as it is remembered."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from core.catalog.asin import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """One run: `owed` are the products that were asked for and not yet handed over, `asked` how many there were.

    `run` and `dataset` are the source's own names, None until it has answered the start; `status` is its own word for
    how the run ended, and `cost` what it took in US dollars, where it says so.
    """

    id: UUID
    source: str
    actor: str
    asked: int
    owed: tuple[Product, ...]
    began_at: datetime
    run: str | None = None
    dataset: str | None = None
    ended_at: datetime | None = None
    status: str | None = None
    cost: Decimal | None = None
