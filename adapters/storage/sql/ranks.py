"""Rank readings as bare numbers: those of the last hours, and those of weeks and years, packed or not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Integer,
    LargeBinary,
    bindparam,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from adapters.storage.sql.categories import Categories
from adapters.storage.sql.rank_pages import WEEK, RankReading, merged, unpacked
from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import rank_pages, rank_points
from core.catalog.series import RankPoint

# Seconds as they are stored: a batch of looks compares thousands of them, and shows none.
_read_at: Final = type_coerce(rank_points.c.at, BigInteger)
RANKS: Final[Reading[tuple[int, int, int, int]]] = Reading(
    select(rank_points.c.product_key, _read_at, rank_points.c.category_id, rank_points.c.rank)
    .where(rank_points.c.product_key.in_(bindparam("ranked", expanding=True)), _read_at > bindparam("ranked_since"))
    .order_by(rank_points.c.product_key, rank_points.c.at),
    tuple,
)
"""The readings of the product keys `ranked` after `ranked_since`: key, second, category, rank; oldest first."""


@dataclass(frozen=True, slots=True)
class Before:
    """The ranks that were read less than `span` before each of these points, in its category, by product key."""

    points: Mapping[int, RankPoint]
    span: timedelta
    numbers: Mapping[str, int]  # those of the categories

    def given(self, keys: Sequence[int]) -> Mapping[str, Any]:
        """The parameters of `RANKS` for some of the keys; one time for all, which may be too early for most."""
        asked = [key for key in keys if key in self.points]
        return {"ranked": asked, "ranked_since": min(map(self._since, asked), default=0)}

    def of(self, rows: Iterable[tuple[int, int, int, int]]) -> Mapping[int, Sequence[int]]:
        """The ranks among rows of `RANKS`, oldest first."""
        since = {key: self._since(key) for key in self.points}
        asked = {key: self.numbers.get(point.rank.category) for key, point in self.points.items()}
        found: dict[int, list[int]] = defaultdict(list)
        for key, at, category, rank in rows:
            if category == asked[key] and at > since[key]:
                found[key].append(rank)
        return found

    def _since(self, key: int) -> int:
        return int((self.points[key].at - self.span).timestamp())


async def ranks_before(
    session: Session, categories: Categories, points: Mapping[int, RankPoint], span: timedelta
) -> Mapping[int, Sequence[int]]:
    """See `core.ports.series.Series.ranks_before`, by product key."""
    before = Before(points, span, await categories.met(point.rank.category for point in points.values()))
    rows = [row for some in portions(points) for row in await session.read(RANKS, before.given(some))]
    return before.of(rows)


async def readings_since(session: Session, keys: Iterable[int], since: datetime) -> Mapping[int, Sequence[RankReading]]:
    """All readings after `since` by product key, oldest first, whether they are rows or in pages."""
    after = int(since.timestamp())
    rows: dict[int, list[RankReading]] = defaultdict(list)
    pages: dict[int, list[RankReading]] = defaultdict(list)
    for some in portions(keys):
        for key, at, rank, category, body in map(tuple, await session.all(_rows_and_pages(some, after))):
            if body is None:
                rows[key].append((at, rank, category))
            else:
                pages[key] += (reading for reading in unpacked(at, body) if reading[0] > after)
    return {key: merged(pages[key], rows[key]) for key in sorted(rows.keys() | pages.keys()) if rows[key] or pages[key]}


def _rows_and_pages(keys: Sequence[int], after: int) -> CompoundSelect[Any]:
    """One statement, so that what is packed meanwhile is seen once; a page has its week for a time, and a body."""
    none, nothing = literal(0, Integer), type_coerce(null(), LargeBinary)
    rows = select(rank_points.c.product_key, _read_at, rank_points.c.rank, rank_points.c.category_id, nothing)
    pages = select(rank_pages.c.product_key, rank_pages.c.week, none, none.label("category_id"), rank_pages.c.body)
    return union_all(
        rows.where(rank_points.c.product_key.in_(keys), _read_at > after),
        pages.where(rank_pages.c.product_key.in_(keys), rank_pages.c.week >= after // WEEK),
    )
