"""What else stands on a list: who has a rule of some metric, and which own product is the cheapest."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, literal, select

from adapters.storage.sql.audience import of_watches
from adapters.storage.sql.readings import Reading
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import offer_points, products, rules, watches
from core.alerts.finding import OwnOffer
from core.catalog.asin import Product
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.catalog.money import Money
from core.ports.watches import Audience
from core.watching.watch import Role

_WITH_METRIC: Final[Reading[UUID]] = Reading(
    select(rules.c.watch_id)
    .distinct()
    .join(watches, watches.c.id == rules.c.watch_id)
    .where(rules.c.metric == bindparam("metric", literal_execute=True), watches.c.ended_at.is_(None))
    .where(watches.c.list_id.in_(bindparam("lists", expanding=True))),
    itemgetter(0),
)

_SOMEBODY: Final = select(literal(1)).where(rules.c.metric == bindparam("metric", literal_execute=True)).limit(1)


async def with_metric(session: Session, lists: Iterable[UUID], metric: str) -> Sequence[Audience]:
    """See `core.ports.watches.Watches.with_metric`."""
    found: list[Audience] = []
    several = tuple(portions(sorted(lists, key=lambda one: one.int)))
    # Mostly there are none: that is found out by one small statement, before any watch is read.
    if len(several) > 1 and not await session.all(_SOMEBODY, {"metric": metric}):
        return found
    for some in several:
        found += await of_watches(session, await session.read(_WITH_METRIC, {"metric": metric, "lists": some}))
    return found


async def cheapest_own(session: Session, lists: Iterable[UUID]) -> Mapping[tuple[UUID, str], OwnOffer]:
    """See `core.ports.watches.Watches.cheapest_own`; of each product the last change point is what holds now."""
    cheapest: dict[tuple[UUID, str], OwnOffer] = {}
    points = offer_points.alias("points")
    last = select(func.max(points.c.at)).where(points.c.product_key == products.c.key).scalar_subquery()
    for some in portions(sorted(lists)):
        own = (
            select(watches.c.list_id, products.c.asin, products.c.market, offer_points.c.price)
            .join(products, products.c.key == watches.c.product_key)
            .join(offer_points, (offer_points.c.product_key == products.c.key) & (offer_points.c.at == last))
            .where(watches.c.list_id.in_(some), watches.c.ended_at.is_(None), watches.c.role == Role.OWN.value)
            .where(offer_points.c.price.is_not(None))
        )
        for row in await session.all(own.order_by(offer_points.c.price, products.c.asin)):
            store = marketplace(row.market) or DEFAULT_MARKETPLACE
            price = Money.from_minor(row.price, store.currency).amount
            cheapest.setdefault((row.list_id, row.market), OwnOffer(Product(row.asin, row.market), price))
    return cheapest
