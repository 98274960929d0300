"""Putting products back into the timetable after their watches changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, literal, select, update

from adapters.storage.sql.columns import Seconds
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import products, watches

_MEND: Final = (
    update(products)
    .where(products.c.key == bindparam("of"))
    .values(every=bindparam("every"), due_at=bindparam("due_at"), stake=None)
)
_FAILING: Final = products.c.failure.is_not(None).label("failing")


class Timetable:
    """When products are due, by the wishes of those who watch them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def mend(self, keys: Sequence[int], usual: timedelta, now: datetime) -> None:
        """Set `every` to the shortest wish (`usual` where unsaid) and the next look by it; unwatched: never."""
        for portion in portions(keys):
            # Locked before the wishes are read: of two who add watches at once, the second sees the first one's wish.
            rows = await self._session.all(
                select(products.c.key, products.c.every, products.c.due_at, products.c.looked_at, _FAILING)
                .where(products.c.key.in_(portion))
                .order_by(products.c.key)
                .with_for_update(key_share=True)
            )
            wishes = await self._shortest(portion, usual)
            await self._session.run(_MEND, [_mended(row, wishes.get(row.key), now) for row in rows])

    async def _shortest(self, keys: Sequence[int], usual: timedelta) -> Mapping[int, timedelta]:
        shortest = func.min(func.coalesce(watches.c.every, literal(usual, Seconds)), type_=Seconds).label("shortest")
        rows = await self._session.all(
            select(watches.c.product_key, shortest)
            .where(watches.c.product_key.in_(keys), watches.c.ended_at.is_(None))
            .group_by(watches.c.product_key)
        )
        return {row.product_key: row.shortest for row in rows}


def _mended(row: Row[Any], every: timedelta | None, now: datetime) -> dict[str, Any]:
    if every is None:
        return {"of": row.key, "every": row.every, "due_at": None}
    if row.failing and row.due_at is not None:  # patience with the store is not undone by asking again
        return {"of": row.key, "every": every, "due_at": row.due_at}
    due_at = now if row.looked_at is None else row.looked_at + every
    return {"of": row.key, "every": every, "due_at": due_at if row.due_at is None else min(due_at, row.due_at)}
