"""What has grown old, in SQL."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, literal, null, select, update

from adapters.storage.sql.columns import UtcTime
from adapters.storage.sql.packing import pack, thin_pages
from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import (
    alerts,
    chats,
    chores,
    deliveries,
    installations,
    listing_versions,
    live_cards,
    offer_points,
    products,
    rank_pages,
    rank_points,
    rules,
    watches,
    watchlists,
    workspaces,
)
from adapters.storage.sql.thinning import Span, thinned
from adapters.storage.sql.workspace_data import OF_CHATS, OF_LISTS, OF_WORKSPACE
from core.catalog.asin import Product

_PACKED: Final = "packed"
_AT_ONCE: Final = 600  # readings packed in one unit of work, so that SQLite's write lock is held but briefly
_OF_PRODUCTS: Final = (live_cards, offer_points, rank_pages, rank_points, listing_versions)


class SqlAttic:
    """`core.ports.attic.Attic` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def thin(self, after: int, limit: int, begin: datetime | None, end: datetime, step: timedelta) -> int | None:
        """See the port."""
        if not (keys := await self._following(after, limit)):
            return None
        span = Span(first=keys[0], last=keys[-1], begin=begin, end=end)
        await thin_pages(self._session, span, step)
        await self._session.run(thinned(span, step))
        return keys[-1]

    async def thinned_until(self, step: timedelta) -> datetime | None:
        """See the port."""
        return await self._done_until(_chore(step))

    async def mark_thinned(self, step: timedelta, until: datetime) -> None:
        """See the port."""
        await self._mark_done(_chore(step), until)

    async def pack(self, after: int, limit: int, before: datetime) -> int | None:
        """See the port."""
        if not (keys := await self._following(after, limit)):
            return None
        return await pack(self._session, keys[0], keys[-1], before, _AT_ONCE)

    async def packed_until(self) -> datetime | None:
        """See the port."""
        return await self._done_until(_PACKED)

    async def mark_packed(self, until: datetime) -> None:
        """See the port."""
        await self._mark_done(_PACKED, until)

    async def forget_watches(self, ended_before: datetime, limit: int) -> int:
        """See the port."""
        ended = select(watches.c.id).where(watches.c.ended_at < ended_before).order_by(watches.c.id).limit(limit)
        ids = [row.id for row in await self._session.all(ended)]
        if ids:
            await self._forget_watches(watches.c.id.in_(ids))
        return len(ids)

    async def forget_products(self, limit: int) -> int:
        """See the port."""
        unnamed = (
            select(products.c.key)
            .where(products.c.claimed_by.is_(None))
            .where(products.c.key.not_in(select(watches.c.product_key)))
            .order_by(products.c.key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        keys = [row.key for row in await self._session.all(unnamed)]
        if keys:
            for table in _OF_PRODUCTS:
                await self._session.run(delete(table).where(table.c.product_key.in_(keys)))
            await self._session.run(delete(products).where(products.c.key.in_(keys)))
        return len(keys)

    async def forget_workspace(self, asleep_before: datetime) -> Collection[Product] | None:
        """See the port."""
        row = await self._session.first(_left(asleep_before))
        if row is None:
            return None
        lists = select(watchlists.c.id).where(watchlists.c.workspace_id == row.id)
        watched = (
            select(products.c.asin, products.c.market)
            .distinct()
            .join(watches, watches.c.product_key == products.c.key)
            .where(watches.c.list_id.in_(lists), watches.c.ended_at.is_(None))
        )
        found = [Product(one.asin, one.market) for one in await self._session.all(watched)]
        await self._forget_workspace(row.id, lists)
        return found

    async def undo_future(self, now: datetime) -> int:
        """See the port."""
        is_watched = products.c.due_at.is_not(None)
        at_once = case((is_watched, literal(now, UtcTime)), else_=null())
        ahead = update(products).where(products.c.looked_at > now)
        return (await self._session.run(ahead.values(looked_at=now, due_at=at_once, rested_at=None))).rowcount

    async def _following(self, after: int, limit: int) -> list[int]:
        following = select(products.c.key).where(products.c.key > after).order_by(products.c.key).limit(limit)
        return [row.key for row in await self._session.all(following)]

    async def _done_until(self, chore: str) -> datetime | None:
        row = await self._session.first(select(chores.c.done_until).where(chores.c.name == chore))
        return None if row is None else row.done_until

    async def _mark_done(self, chore: str, until: datetime) -> None:
        insert = self._session.insert(chores)
        newer = insert.on_conflict_do_update(index_elements=["name"], set_={"done_until": insert.excluded.done_until})
        await self._session.run(newer, [{"name": chore, "done_until": until}])

    async def _forget_workspace(self, workspace_id: UUID, lists: Select[Any]) -> None:
        """What refers to others goes before what it refers to."""
        theirs = select(chats.c.chat).where(chats.c.workspace_id == workspace_id)
        await self._forget_watches(watches.c.list_id.in_(lists))
        await self._session.run(delete(deliveries).where(deliveries.c.chat.in_(theirs)))
        for table in OF_CHATS:
            await self._session.run(delete(table).where(table.c.chat.in_(theirs)))
        for table in OF_LISTS:
            await self._session.run(delete(table).where(table.c.list_id.in_(lists)))
        for table in OF_WORKSPACE:
            await self._session.run(delete(table).where(table.c.workspace_id == workspace_id))
        await self._session.run(delete(workspaces).where(workspaces.c.id == workspace_id))

    async def _forget_watches(self, chosen: ColumnElement[bool]) -> None:
        ids = select(watches.c.id).where(chosen)
        told = select(alerts.c.id).where(alerts.c.watch_id.in_(ids))
        await self._session.run(delete(deliveries).where(deliveries.c.alert_id.in_(told)))
        for table in (alerts, rules):
            await self._session.run(delete(table).where(table.c.watch_id.in_(ids)))
        await self._session.run(delete(watches).where(chosen))


def _left(asleep_before: datetime) -> Select[Any]:
    """A workspace of a platform's own (not of one chat) that we are not installed in, with all its chats asleep."""
    its_chats = chats.c.workspace_id == workspaces.c.id
    is_installed = and_(
        installations.c.platform == workspaces.c.platform, installations.c.account == workspaces.c.account
    )
    is_awake = func.coalesce(chats.c.asleep_since >= asleep_before, True)
    return (
        select(workspaces.c.id)
        .where(workspaces.c.account != "")
        .where(~exists().where(is_installed), exists().where(its_chats), ~exists().where(its_chats, is_awake))
        .order_by(workspaces.c.id)
        .limit(1)
    )


def _chore(step: timedelta) -> str:
    return f"thinned to {int(step.total_seconds())} s"
