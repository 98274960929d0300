"""How the products of all stand together: which fail, how many are watched, planned, and being looked at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Float, cast, distinct, func, null, select

from adapters.storage.sql.session import Session
from adapters.storage.sql.standings import STANDING, standing_of
from adapters.storage.sql.tables import products, watches, watchlists
from core.watching.standing import Standing

_DAY_S: Final = 86_400
_LONG: Final = frozenset({"accepted", "listing"})
_SHORT: Final = [null().label(one.name) if one.name in _LONG else one for one in STANDING]


async def failing(session: Session) -> Mapping[UUID, Sequence[Standing]]:
    """The watched products whose last look failed, by workspace; without what was accepted of them, which is long."""
    rows = await session.all(
        select(*_SHORT, watchlists.c.workspace_id)
        .select_from(products)
        .join(watches, watches.c.product_key == products.c.key)
        .join(watchlists, watchlists.c.id == watches.c.list_id)
        .where(products.c.failure.is_not(None), watches.c.ended_at.is_(None))
        .order_by(products.c.asin, products.c.key)
    )
    found: dict[UUID, dict[int, Standing]] = defaultdict(dict)
    for row in rows:
        standing = standing_of(row[:-1])
        found[row.workspace_id][standing.key] = standing
    return {workspace: tuple(standings.values()) for workspace, standings in found.items()}


async def watched(session: Session, workspace_id: UUID) -> int:
    """How many products a workspace watches."""
    statement = (
        select(func.count(distinct(watches.c.product_key)))
        .join(watchlists, watchlists.c.id == watches.c.list_id)
        .where(watchlists.c.workspace_id == workspace_id, watches.c.ended_at.is_(None))
    )
    return await _number(session, statement)


async def planned(session: Session) -> float:
    """How many looks a day all watched products ask for together."""
    a_day = func.sum(_DAY_S / cast(products.c.every, Float))
    found = (await session.run(select(a_day).where(products.c.due_at.is_not(None)))).scalar_one()
    return float(found or 0)


async def held(session: Session, now: datetime) -> int:
    """How many products are being looked at now."""
    statement = select(func.count()).where(products.c.claimed_by.is_not(None), products.c.claimed_until > now)
    return await _number(session, statement)


async def _number(session: Session, statement: Any) -> int:
    count: int = (await session.run(statement)).scalar_one()
    return count
