"""Products, where they stand, and the claims on them, in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select, update

from adapters.storage.sql import turnout
from adapters.storage.sql.product_keys import ProductKeys, is_one_of
from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.standings import STANDINGS, Listings, Stood, row_of, standing_of
from adapters.storage.sql.tables import listing_versions, mounts, products, watches
from adapters.storage.sql.timetable import Timetable
from adapters.storage.sql.upserts import replacing
from core.catalog.asin import Product
from core.ids import new_id
from core.messages import ChatId
from core.watching.standing import Standing

_FREE: Final[dict[str, None]] = {"claimed_by": None, "claimed_until": None}
# A page that is surely gone keeps its presence, without a doubt: those are few, and told apart when they are read.
_IS_DOUBTED: Final = or_(products.c.doubt.is_not(None), products.c.presence.is_not(None))
# By their ASINs alone, hardly any of which is met in two stores: pairs take SQLAlchemy and the databases far longer.
_OF_ASINS: Final = STANDINGS.where(products.c.asin.in_(bindparam("asins", expanding=True))).order_by(products.c.key)
_STANDING: Final = Reading(_OF_ASINS, Stood.of)
_HELD: Final = Reading(
    _OF_ASINS.where(products.c.claimed_by == bindparam("by")).with_for_update(key_share=True, of=products), Stood.of
)
_SAVED: Final = (
    *("accepted", "listing_at", "doubt", "failure", "presence", "every", "due_at", "looked_at"),
    *("rested_at", "habit", "stake"),
)
_SAVE: Final = (
    update(products).where(products.c.key == bindparam("of")).values({name: bindparam(name) for name in _SAVED} | _FREE)
)


class SqlProducts:
    """`core.ports.storage.Products` in SQL."""

    def __init__(self, session: Session, keys: ProductKeys) -> None:
        self._session = session
        self._keys = keys
        self._listings = Listings()

    async def claim_due(
        self, by: UUID, now: datetime, lease: timedelta, limit: int, *, only_doubted: bool = False
    ) -> Sequence[Product]:
        """See the port."""
        due = (products.c.due_at <= now, *((_IS_DOUBTED,) if only_doubted else ()))
        return await self._claim_first(due, by, now, lease, limit)

    async def claim_rested(self, by: UUID, now: datetime, lease: timedelta, limit: int) -> Sequence[Product]:
        """See the port."""
        rested = (products.c.due_at > now, products.c.rested_at <= now)
        return await self._claim_first(rested, by, now, lease, limit)

    async def in_doubt(self, by: UUID) -> Collection[Product]:
        """See the port."""
        wanted = STANDINGS.where(_is_claimed_by(by), _IS_DOUBTED)
        return frozenset(
            standing.product for standing in map(standing_of, await self._session.all(wanted)) if standing.is_in_doubt
        )

    async def claim(self, by: UUID, products: Sequence[Product], now: datetime, lease: timedelta) -> Sequence[Product]:
        """See the port; what `by` holds already it goes on holding."""
        taken: set[Product] = set()
        for portion in portions(products):
            taken |= {self._met(row) for row in await self._take(_free_ones(portion, by, now), by, now + lease)}
        return [product for product in dict.fromkeys(products) if product in taken]

    async def know(self, products: Sequence[Product], every: timedelta, now: datetime) -> None:
        """See the port."""
        known = await self._keys.of(products)
        if fresh := sorted({product for product in products if product not in known}):
            await self._introduce(fresh, every, now)

    async def stand(self, products: Iterable[Product]) -> Mapping[Product, Standing]:
        """See the port."""
        return await self._read(_STANDING, products, {})

    async def held_by(self, by: UUID, products: Iterable[Product]) -> Mapping[Product, Standing]:
        """See the port."""
        return await self._read(_HELD, products, {"by": by})

    async def save(self, standings: Sequence[Standing]) -> None:
        """See the port; a listing is written only if it is not the one that was accepted before."""
        if not standings:
            return
        for portion in portions(self._listings.unknown(list(standings))):
            for row in await self._session.all(STANDINGS.where(products.c.key.in_(portion))):
                self._listings.learn(Stood.of(row))
        if edited := [row for row in map(self._listings.changed, standings) if row is not None]:
            await self._session.run(replacing(listing_versions, on_postgres=self._session.on_postgres), edited)
        # By key, so that two writers on PostgreSQL wait for each other rather than deadlock.
        ordered = sorted(standings, key=lambda standing: standing.key)
        await self._session.write(
            _SAVE, [{**row_of(standing), "listing_at": self._listings.version(standing)} for standing in ordered]
        )

    async def give_back(self, by: UUID) -> None:
        """See the port."""
        await self._session.run(update(products).where(_is_claimed_by(by)).values(_FREE))

    async def give_back_all(self) -> None:
        """See the port."""
        await self._session.run(update(products).where(products.c.claimed_by.is_not(None)).values(_FREE))

    async def reschedule(self, products: Iterable[Product], usual: timedelta, now: datetime) -> None:
        """See the port."""
        keys = await self._keys.of(products)
        await Timetable(self._session).mend(sorted(keys.values()), usual, now)

    async def unread(self, chat: ChatId) -> Sequence[Standing]:
        """See the port."""
        watched = (
            select(watches.c.product_key)
            .join(mounts, mounts.c.list_id == watches.c.list_id)
            .where(mounts.c.chat == chat, watches.c.ended_at.is_(None))
        )
        failing = STANDINGS.where(products.c.failure.is_not(None), products.c.key.in_(watched))
        return [standing_of(row) for row in await self._session.all(failing.order_by(products.c.asin))]

    async def failing(self) -> Mapping[UUID, Sequence[Standing]]:
        """See the port."""
        return await turnout.failing(self._session)

    async def watched(self, workspace_id: UUID) -> int:
        """See the port."""
        return await turnout.watched(self._session, workspace_id)

    async def planned(self) -> float:
        """See the port."""
        return await turnout.planned(self._session)

    async def held(self, now: datetime) -> int:
        """See the port."""
        return await turnout.held(self._session, now)

    async def _claim_first(
        self, conditions: Sequence[ColumnElement[bool]], by: UUID, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[Product]:
        """Those that are due first of all that are free and meet these conditions."""
        chosen = (
            select(products.c.key)
            .where(*conditions, _is_free(now))
            .order_by(products.c.due_at, products.c.key)
            .limit(limit)
            .with_for_update(key_share=True, skip_locked=True)
        )
        rows = await self._take(chosen, by, now + lease)
        return [self._met(row) for row in sorted(rows, key=lambda row: (row.due_at, row.key))]

    async def _take(self, chosen: Select[Any], by: UUID, until: datetime) -> Sequence[Row[Any]]:
        # A common table expression is evaluated once; PostgreSQL may run a plain subquery with LIMIT again and again.
        picked = chosen.cte("picked")
        return await self._session.all(
            update(products)
            .where(products.c.key.in_(select(picked.c.key)))
            .values(claimed_by=by, claimed_until=until)
            .returning(products.c.key, products.c.asin, products.c.market, products.c.due_at)
        )

    async def _introduce(self, fresh: Sequence[Product], every: timedelta, now: datetime) -> None:
        insert = self._session.insert(products).on_conflict_do_nothing(index_elements=["asin", "market"])
        rows = [{"id": new_id(now), "asin": one.asin, "market": one.market, "every": every} for one in fresh]
        await self._session.run(insert, rows)

    async def _read(
        self, reading: Reading[Stood], wanted: Iterable[Product], given: Mapping[str, Any]
    ) -> Mapping[Product, Standing]:
        asked = frozenset(wanted)
        found: dict[Product, Standing] = {}
        for asins in portions(sorted({product.asin for product in asked})):
            for stood in await self._session.read(reading, {"asins": asins, **given}):
                product = stood.standing.product
                if product in asked:
                    self._listings.learn(stood)
                    self._keys.learn(product, stood.standing.key)
                    found[product] = stood.standing
        return found

    def _met(self, row: Row[Any]) -> Product:
        product = Product(row.asin, row.market)
        self._keys.learn(product, row.key)
        return product


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(products.c.claimed_until.is_(None), products.c.claimed_until <= now)


def _is_claimed_by(by: UUID) -> ColumnElement[bool]:
    return products.c.claimed_by == by


def _free_ones(portion: Sequence[Product], by: UUID, now: datetime) -> Select[Any]:
    free = or_(_is_free(now), _is_claimed_by(by))
    return (
        select(products.c.key).where(is_one_of(portion), free).order_by(products.c.key).with_for_update(key_share=True)
    )
