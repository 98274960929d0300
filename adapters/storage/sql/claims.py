"""Which waiting deliveries are claimed next: the longest queue first, and of each chat one place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, String, Subquery, func, or_, select, type_coerce

from adapters.storage.sql.tables import deliveries
from core.ports.outbox import Among

IS_OPEN: Final = deliveries.c.done_at.is_(None)


def picked(now: datetime, limit: int, among: Among) -> Select[Any]:
    """The ids of what is due in one place of each chat, with all that soon is due there; locked.

    A place is a chat, or a thread in it. The queue of a chat is as long as its places are many, since all that waits
    in one place becomes one message; of queues of the same length the one that has waited longest comes first.
    """
    place = _first_places(_places(now, among), among)
    return (
        select(deliveries.c.id)
        .join(
            place,
            (place.c.chat == deliveries.c.chat) & deliveries.c.thread.is_not_distinct_from(place.c.thread),
        )
        .where(IS_OPEN, _is_free(now), deliveries.c.due_at <= now + among.company)
        .order_by(place.c.queue.desc(), place.c.since, deliveries.c.chat, deliveries.c.due_at, deliveries.c.id)
        .limit(limit)
        .with_for_update(key_share=True, of=deliveries, skip_locked=True)
    )


def longest_queue_first(rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Claimed rows, one place after the other, the one that has waited longest first."""
    since: dict[tuple[object, str | None], datetime] = {}
    for row in rows:
        since[row.chat, row.thread] = min(since.get((row.chat, row.thread), row.due_at), row.due_at)
    return sorted(rows, key=lambda row: (since[row.chat, row.thread], str(row.chat), row.due_at, row.id))


def _places(now: datetime, among: Among) -> Subquery:
    """Where something is due, and since when, numbered within each chat."""
    since = func.min(deliveries.c.due_at)
    chat = deliveries.c.chat
    return (
        select(
            deliveries.c.chat,
            deliveries.c.thread,
            since.label("since"),
            func.count().over(partition_by=chat).label("queue"),
            func.row_number().over(partition_by=chat, order_by=(since, deliveries.c.thread)).label("turn"),
        )
        .where(IS_OPEN, _is_free(now), deliveries.c.due_at <= now, *_is_among(among))
        .group_by(deliveries.c.chat, deliveries.c.thread)
        .subquery()
    )


def _first_places(places: Subquery, among: Among) -> Subquery:
    first = select(places).where(places.c.turn == 1)
    return first.order_by(places.c.queue.desc(), places.c.since, places.c.chat).limit(among.places).subquery()


def _is_among(among: Among) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if among.platform is not None:
        # Not LIKE, which would not walk the index: all that begins with “slack:” lies between “slack:” and “slack;”.
        name = type_coerce(deliveries.c.chat, String)
        conditions.append(name.between(f"{among.platform}:", f"{among.platform};"))
    if among.resting:
        conditions.append(deliveries.c.chat.not_in(sorted(among.resting, key=str)))
    return conditions


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until <= now)
