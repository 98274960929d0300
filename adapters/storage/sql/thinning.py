"""Making the offers of long ago coarser: of every hour or day two change points are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Delete,
    Subquery,
    Table,
    delete,
    func,
    select,
    tuple_,
    type_coerce,
)

from adapters.storage.sql.tables import offer_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The points of the products between two keys, both included, in [begin, end)."""

    first: int
    last: int
    begin: datetime | None
    end: datetime


def thinned(span: Span, step: timedelta) -> Delete:
    """A statement that leaves of each step's offers what is kept.

    That is the one that held at the end, the first at the lowest price, and the first ever, so that the lowest price,
    when it was first seen, and since when we look stay what they were.
    """
    offers = _counted_offers(span, int(step.total_seconds()))
    earliest = select(func.min(offer_points.c.at)).where(offer_points.c.product_key == offers.c.product_key)
    is_spare = (offers.c.newest > 1) & (offers.c.lowest > 1) & (offers.c.at > earliest.scalar_subquery())
    spare = select(offers.c.product_key, offers.c.at).where(is_spare)
    return delete(offer_points).where(tuple_(offer_points.c.product_key, offer_points.c.at).in_(spare))


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
