"""Making series coarser: of every hour or day that has passed long ago one reading is kept, and two change points."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Delete,
    Select,
    Subquery,
    Table,
    delete,
    func,
    select,
    tuple_,
    type_coerce,
)

from adapters.storage.sql.tables import offer_points, rank_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The points of the products between two keys, both included, in [begin, end)."""

    first: int
    last: int
    begin: datetime | None
    end: datetime


def thinned(span: Span, step: timedelta) -> Iterator[Delete]:
    """Statements that leave of each step's points what is kept.

    Of ranks that is the median of each category, as it was read, at its own time: what was not observed is never
    claimed. Of offers it is the one that held at the end, the first at the lowest price, and the first ever, so that
    the lowest price, when it was first seen, and since when we look stay what they were.
    """
    seconds = int(step.total_seconds())
    ranks = _counted_ranks(span, seconds)
    yield _without(rank_points, select(ranks.c.product_key, ranks.c.at).where(ranks.c.place != ranks.c.middle))
    offers = _counted_offers(span, seconds)
    earliest = select(func.min(offer_points.c.at)).where(offer_points.c.product_key == offers.c.product_key)
    is_spare = (offers.c.newest > 1) & (offers.c.lowest > 1) & (offers.c.at > earliest.scalar_subquery())
    yield _without(offer_points, select(offers.c.product_key, offers.c.at).where(is_spare))


def _counted_ranks(span: Span, seconds: int) -> Subquery:
    points = rank_points.c
    same = (points.product_key, points.category_id, type_coerce(points.at, BigInteger) // seconds)
    place = func.row_number().over(partition_by=same, order_by=(points.rank, points.at))
    middle = (func.count().over(partition_by=same) + 1) // 2
    return _within(rank_points, span, place.label("place"), middle.label("middle"))


def _counted_offers(span: Span, seconds: int) -> Subquery:
    points = offer_points.c
    same = (points.product_key, type_coerce(points.at, BigInteger) // seconds)
    newest = func.row_number().over(partition_by=same, order_by=points.at.desc())
    lowest = func.row_number().over(partition_by=same, order_by=(points.price.asc().nulls_last(), points.at))
    return _within(offer_points, span, newest.label("newest"), lowest.label("lowest"))


def _within(table: Table, span: Span, *counts: ColumnElement[Any]) -> Subquery:
    since = () if span.begin is None else (table.c.at >= span.begin,)
    chosen = (table.c.product_key.between(span.first, span.last), table.c.at < span.end, *since)
    return select(table.c.product_key, table.c.at, *counts).where(*chosen).subquery()


def _without(table: Table, spare: Select[Any]) -> Delete:
    return delete(table).where(tuple_(table.c.product_key, table.c.at).in_(spare))
