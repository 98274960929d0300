"""Where a product stands: what is accepted as true of it, what is in doubt, and when it is looked at next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core.catalog.asin import Product
from core.catalog.snapshot import Outcome, Snapshot


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something seen once that is told only if the next look agrees: which metrics, what was seen, since when."""

    metrics: tuple[str, ...]
    snapshot: Snapshot
    since: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the last looks failed: how many in a row, since when, and what the last one met (``robot check``)."""

    count: int
    since: datetime
    last_at: datetime
    why: Outcome
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One product, looked at once for all its watches.

    `key` is the small number that the series use; `accepted` the last confirmed snapshot; `every` the shortest interval
    any watch asks for; `due_at` the next look, None while nobody watches.
    """

    key: int
    id: UUID
    product: Product
    accepted: Snapshot | None = None
    doubt: Doubt | None = None
    failure: Failure | None = None
    every: timedelta
    due_at: datetime | None = None
    looked_at: datetime | None = None
