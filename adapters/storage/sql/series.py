"""The history of products in SQL."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Row, Select, Table, bindparam, func, literal, select

from adapters.storage.sql.categories import Categories
from adapters.storage.sql.columns import Epoch
from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.ranks import ranks_before, readings_since
from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import listing_versions, offer_points, products, rank_points
from adapters.storage.sql.upserts import replacing
from core.catalog.asin import Product
from core.catalog.marketplace import marketplace
from core.catalog.money import Money
from core.catalog.series import Extreme, ListingVersion, OfferPoint, RankPoint
from core.catalog.snapshot import Rank


class SqlSeries:
    """`core.ports.storage.Series` in SQL; times are kept in whole seconds, the later of two in one second stays."""

    def __init__(self, session: Session, keys: ProductKeys, categories: Categories) -> None:
        self._session = session
        self._keys = keys
        self._categories = categories

    async def add_offers(self, points: Mapping[Product, OfferPoint]) -> None:
        """See the port; the products must be known."""
        keys = await self._keys.of(points)
        rows = [{"product_key": keys[product], **_row_of(product, point)} for product, point in points.items()]
        await self._append(offer_points, rows)

    async def add_ranks(self, points: Mapping[Product, RankPoint]) -> None:
        """See the port; the products must be known."""
        keys = await self._keys.of(points)
        numbers = await self._categories.numbers(point.rank.category for point in points.values())
        rows = [
            {
                "product_key": keys[product],
                "at": point.at,
                "rank": point.rank.rank,
                "category_id": numbers[point.rank.category],
            }
            for product, point in points.items()
        ]
        await self._append(rank_points, rows)

    async def ranks_since(self, products: Iterable[Product], since: datetime) -> Mapping[Product, Sequence[RankPoint]]:
        """See the port; products without a reading are absent."""
        product_of = {key: product for product, key in (await self._keys.of(products)).items()}
        readings = await readings_since(self._session, product_of, since)
        names = await self._categories.names({number for its in readings.values() for _, _, number in its})
        return {
            product_of[key]: [
                RankPoint(datetime.fromtimestamp(at, UTC), Rank(rank, names[number])) for at, rank, number in its
            ]
            for key, its in readings.items()
        }

    async def ranks_before(
        self, points: Mapping[Product, RankPoint], span: timedelta
    ) -> Mapping[Product, Sequence[int]]:
        """See the port."""
        keys = await self._keys.of(points)
        product_of = {key: product for product, key in keys.items()}
        by_key = {key: points[product] for product, key in keys.items()}
        found = await ranks_before(self._session, self._categories, by_key, span)
        return {product_of[key]: ranks for key, ranks in found.items()}

    async def offers_since(
        self, products: Iterable[Product], since: datetime
    ) -> Mapping[Product, Sequence[OfferPoint]]:
        """See the port; products without an offer are absent."""
        rows = await self._since(offer_points, products, since)
        return {product: [_point_of(row, product) for row in its] for product, its in rows.items()}

    async def listings_since(
        self, products: Iterable[Product], since: datetime
    ) -> Mapping[Product, Sequence[ListingVersion]]:
        """See the port; products without a listing are absent."""
        rows = await self._since(listing_versions, products, since)
        return {product: [ListingVersion(row.at, row.body) for row in its] for product, its in rows.items()}

    async def lowest(self, products: Iterable[Product]) -> Mapping[Product, Extreme]:
        """See the port."""
        product_of = {key: product for product, key in (await self._keys.of(products)).items()}
        found: dict[Product, Extreme] = {}
        for portion in portions(product_of):
            found |= extremes(await self._session.read(LOWEST, {"fallen": portion}), product_of)
        return found

    async def _since(
        self, table: Table, products: Iterable[Product], since: datetime
    ) -> Mapping[Product, Sequence[Row[Any]]]:
        product_of = {key: product for product, key in (await self._keys.of(products)).items()}
        found: dict[Product, list[Row[Any]]] = defaultdict(list)
        for portion in portions(product_of):
            for row in await self._session.all(_since(table, portion, since)):
                found[product_of[row.product_key]].append(row)
        return dict(found)

    async def _append(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        upsert = replacing(table, on_postgres=self._session.on_postgres)
        await self._session.write(upsert, sorted(rows, key=lambda row: row["product_key"]))


def _since(table: Table, keys: Sequence[int], since: datetime) -> Select[Any]:
    """Of each product the changes from the last one before `since` on: one search and one walk of the primary key."""
    before = table.alias("before")
    held = select(func.max(before.c.at)).where(before.c.product_key == products.c.key, before.c.at <= since)
    return (
        select(table)
        .select_from(products)
        .join(table, table.c.product_key == products.c.key)
        .where(products.c.key.in_(keys), table.c.at >= func.coalesce(held.scalar_subquery(), literal(since, Epoch)))
        .order_by(table.c.product_key, table.c.at)
    )


def _lowest() -> Select[Any]:
    """Two walks along the primary key, no sorting: the lowest price, then the first time it was seen."""
    points = offer_points.c
    low = (
        select(points.product_key, func.min(points.price).label("price"), func.min(points.at).label("since"))
        .where(points.product_key.in_(bindparam("fallen", expanding=True)))
        .group_by(points.product_key)
        .subquery()
    )
    return (
        select(points.product_key, points.price, func.min(points.at).label("at"), low.c.since)
        .join(low, (low.c.product_key == points.product_key) & (low.c.price == points.price))
        .group_by(points.product_key, points.price, low.c.since)
    )


LOWEST: Final[Reading[tuple[int, int, datetime, datetime]]] = Reading(_lowest(), tuple)
"""The lowest prices of the product keys `fallen`: key, price in minor units, when first, when observation began."""


def extremes(
    rows: Iterable[tuple[int, int, datetime, datetime]], product_of: Mapping[int, Product]
) -> dict[Product, Extreme]:
    """What rows of `LOWEST` tell."""
    found: dict[Product, Extreme] = {}
    for key, price, at, since in rows:
        product = product_of[key]
        found[product] = Extreme(Money.from_minor(price, _currency(product)).amount, at, since)
    return found


def _row_of(product: Product, point: OfferPoint) -> dict[str, Any]:
    return {
        "at": point.at,
        "price": _minor(point.price, product),
        "list_price": _minor(point.list_price, product),
        "used_price": _minor(point.used_price, product),
        "availability": point.availability,
    }


def _point_of(row: Row[Any], product: Product) -> OfferPoint:
    return OfferPoint(
        at=row.at,
        price=_major(row.price, product),
        list_price=_major(row.list_price, product),
        used_price=_major(row.used_price, product),
        availability=row.availability,
    )


def _major(minor: int | None, product: Product) -> Decimal | None:
    return None if minor is None else Money.from_minor(minor, _currency(product)).amount


def _minor(amount: Decimal | None, product: Product) -> int | None:
    return None if amount is None else Money.of(amount, _currency(product)).minor


def _currency(product: Product) -> str:
    store = marketplace(product.market)
    return store.currency if store else ""
