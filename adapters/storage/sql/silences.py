"""Silences that are over: found by an index in which only silent watches and rules stand."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select, union_all, update

from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import mounts, products, rules, watches
from core.catalog.asin import Product
from core.messages import ChatId

_NOW: Final = bindparam("now", type_=watches.c.muted_until.type)
_OVER: Final = union_all(
    select(watches.c.id, watches.c.muted_until.label("end")).where(
        watches.c.muted_until <= _NOW, watches.c.ended_at.is_(None)
    ),
    select(rules.c.watch_id, rules.c.muted_until).where(rules.c.muted_until <= _NOW),
).subquery()
_IS_SEEN: Final = or_(products.c.looked_at.is_(None), products.c.looked_at >= _OVER.c.end)
_IS_AT_REST: Final = and_(products.c.due_at > _NOW, products.c.failure.is_(None), products.c.doubt.is_(None))
_TO_JUDGE: Final = Reading(
    select(watches.c.id, products.c.asin, products.c.market)
    .distinct()
    .select_from(_OVER)
    .join(watches, watches.c.id == _OVER.c.id)
    .join(products, products.c.key == watches.c.product_key)
    .where(watches.c.ended_at.is_(None), or_(_IS_SEEN, _IS_AT_REST))
    .limit(bindparam("most")),
    lambda row: (row[0], Product(row[1], row[2])),
)


async def silences_over(session: Session, now: datetime, limit: int) -> Mapping[UUID, Product]:
    """See `core.ports.watches.Watches.silences_over`."""
    return dict(await session.read(_TO_JUDGE, {"now": now, "most": limit}))


async def end_silence_of(session: Session, chat: ChatId, now: datetime) -> None:
    """A chat has woken up: what its lists had to say meanwhile, nobody heard. That was a silence, and it is over."""
    its = watches.c.list_id.in_(select(mounts.c.list_id).where(mounts.c.chat == chat))
    unmuted = watches.c.ended_at.is_(None) & watches.c.muted_until.is_(None)
    await session.run(update(watches).where(its, unmuted).values(muted_until=now))


async def end_silences(session: Session, ids: Iterable[UUID], now: datetime) -> None:
    """See `core.ports.watches.Watches.end_silences`."""
    for portion in portions(sorted(ids)):
        own = watches.c.id.in_(portion) & (watches.c.muted_until <= now)
        await session.run(update(watches).where(own).values(muted_until=None, wake=None))
        of_rules = rules.c.watch_id.in_(portion) & (rules.c.muted_until <= now)
        await session.run(update(rules).where(of_rules).values(muted_until=None))
