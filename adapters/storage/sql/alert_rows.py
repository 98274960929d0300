"""Alerts and deliveries as rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, select

from adapters.storage.sql.tables import alerts, products
from core.alerts.alert import Alert, Course, Delivery
from core.catalog.asin import Product

ALERTS: Final[Select[Any]] = select(alerts, products.c.asin, products.c.market).join(
    products, products.c.key == alerts.c.product_key
)


def alert_of(row: Sequence[Any]) -> Alert:
    """The alert that a row of `ALERTS` holds."""
    # Unpacked, not asked for by name: the end of what ten thousand chats were told reads as many of these at once.
    id_, key, watch_id, number, _, title, at, findings, price, currency, rank, category, availability, *later = tuple(
        row
    )
    lowest_since, acked_by, acked_at, is_under_way, deepest, resolved_at, asin, market = later
    return Alert(
        id=id_,
        key=key,
        watch_id=watch_id,
        number=number,
        product=Product(asin, market),
        title=title,
        at=at,
        findings=findings,
        price=price,
        currency=currency,
        rank=rank,
        category=category,
        availability=availability,
        lowest_since=lowest_since,
        acked_by=acked_by,
        acked_at=acked_at,
        course=None if is_under_way is None else Course(deepest, resolved_at),
    )


def row_of_alert(alert: Alert, product_key: int) -> Mapping[str, Any]:
    """The row that holds an alert."""
    return {
        "id": alert.id,
        "key": alert.key,
        "watch_id": alert.watch_id,
        "number": alert.number,
        "product_key": product_key,
        "title": alert.title,
        "at": alert.at,
        "findings": alert.findings,
        "price": alert.price,
        "currency": alert.currency,
        "rank": alert.rank,
        "category": alert.category,
        "availability": alert.availability,
        "lowest_since": alert.lowest_since,
        "acked_by": alert.acked_by,
        "acked_at": alert.acked_at,
        **columns_of(alert.course),
    }


def columns_of(course: Course | None) -> Mapping[str, Any]:
    """The columns that hold an alert's course."""
    if course is None:
        return {"is_under_way": None, "deepest": None, "resolved_at": None}
    is_under_way = course.resolved_at is None
    return {"is_under_way": is_under_way, "deepest": course.deepest, "resolved_at": course.resolved_at}


def row_of_delivery(delivery: Delivery) -> Mapping[str, Any]:
    """The row of a delivery that nobody has claimed yet."""
    return {
        "id": delivery.id,
        "alert_id": delivery.alert.id,
        "chat": delivery.chat,
        "thread": delivery.thread,
        "state": "waiting",
        "due_at": delivery.due_at,
        "attempts": delivery.attempts,
    }
