"""Rank readings as bare numbers: those of the last hours, and those of weeks and years, packed or not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
_RANKS: Final[Reading[tuple[int, int, int, int]]] = Reading(
    select(rank_points.c.product_key, _read_at, rank_points.c.category_id, rank_points.c.rank)
    .where(rank_points.c.product_key.in_(bindparam("keys", expanding=True)), _read_at > bindparam("since"))
    .order_by(rank_points.c.product_key, rank_points.c.at),
    tuple,
)


async def ranks_before(
    session: Session, categories: Categories, points: Mapping[int, RankPoint], span: timedelta
) -> Mapping[int, Sequence[int]]:
    """See `core.ports.series.Series.ranks_before`, by product key."""
    numbers = await categories.met(point.rank.category for point in points.values())
    since = {key: int((point.at - span).timestamp()) for key, point in points.items()}
    asked = {key: numbers.get(point.rank.category) for key, point in points.items()}
    found: dict[int, list[int]] = defaultdict(list)
    for some in portions(points):
        given = {"keys": some, "since": min(since[key] for key in some)}
        for key, at, category, rank in await session.read(_RANKS, given):
            if category == asked[key] and at > since[key]:
                found[key].append(rank)
    return found


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
