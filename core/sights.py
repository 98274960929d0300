"""What rules get to see of a batch of looks: the products themselves, their past, and the lists they stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from core.alerts.finding import OwnOffer, Sight
from core.alerts.new_seller import ALLOWED
from core.alerts.record import reach
from core.alerts.undercut import UNDERCUT
from core.catalog.asin import Product
from core.catalog.series import USUAL_RANK_OVER, OfferPoint, RankPoint, rank_point, usual_rank
from core.catalog.snapshot import Snapshot
from core.ports.storage import UnitOfWork
from core.ports.watches import Audience
from core.settling import Turn
from core.watching.rule import legs
from core.watching.watch import Role, Watching

_Since = dict[Product, datetime]
_Own = Mapping[tuple[UUID, str], OwnOffer]


@dataclass(frozen=True, slots=True)
class Sights:
    """What there is to see of each product, and the cheapest own offer of each list and store that a rule asks for."""

    of: Mapping[Product, Sight]
    own: _Own

    def seen_by(self, one: Watching) -> Sight:
        """The sight of a watch's product, from where that watch stands."""
        watch, sight = one.watch, self.of[one.watch.product]
        allowed = tuple(name for rule in one.rules if rule.condition.when == ALLOWED for name in rule.condition.names)
        own = self.own.get((watch.list_id, watch.product.market)) if self.own else None
        if watch.role is Role.OWN and not allowed:
            return sight
        return replace(sight, role=watch.role, allowed=allowed, own=own)


async def sights(work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience]) -> Sights:
    """All that the rules of this audience ask for: a statement for each kind of past that any of them needs."""
    wanted = {one.watching.watch.product for one in audience}
    ranked = [product for product in wanted if turns[product].accepted.ranks]
    since = min((turns[product].accepted.at for product in ranked), default=None)
    readings = await work.series.ranks_since(ranked, since - USUAL_RANK_OVER) if since else {}
    prices = await _prices(work, turns, audience)
    return Sights(
        {
            product: Sight(
                before=turns[product].before.accepted,
                after=turns[product].accepted,
                usual_rank=_usual_rank(turns[product].accepted, readings.get(product, ())),
                presence=turns[product].after.presence,
                prices=prices.get(product, ()),
            )
            for product in wanted
        },
        await _own(work, audience),
    )


async def with_rivals(
    work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience]
) -> tuple[Mapping[Product, Turn], Sequence[Audience]]:
    """The turns and the audience, with those competitors whom an own product's new price concerns.

    Nothing is asked where no own product of the batch has a new price. A rival that was not looked at stands as it
    stood, at the moment of the look that concerns it.
    """
    moved = {
        one.watching.watch.list_id: turns[one.watching.watch.product].at
        for one in audience
        if one.watching.watch.role is Role.OWN and _price_moved(turns[one.watching.watch.product])
    }
    if not moved:
        return turns, audience
    known = {one.watching.watch.id for one in audience}
    rivals = [one for one in await work.watches.with_metric(moved, UNDERCUT) if one.watching.watch.id not in known]
    unseen = {one.watching.watch.product: moved[one.watching.watch.list_id] for one in rivals}
    standings = await work.products.stand([product for product in unseen if product not in turns]) if unseen else {}
    still = {
        product: Turn(standing, replace(standing, looked_at=unseen[product]))
        for product, standing in standings.items()
        if standing.accepted is not None
    }
    both = {**turns, **still}
    return both, (*audience, *(one for one in rivals if one.watching.watch.product in both))


async def _prices(
    work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience]
) -> Mapping[Product, Sequence[OfferPoint]]:
    """The offers of the products of which somebody asks for records, as far back as any of them asks."""
    since: _Since = {}
    for one in audience:
        product = one.watching.watch.product
        asked = reach(one.watching.rules, turns[product].accepted.at)
        if asked is not None:
            since[product] = min(asked, since.get(product, asked))
    return await work.series.offers_since(since, min(since.values())) if since else {}


async def _own(work: UnitOfWork, audience: Sequence[Audience]) -> _Own:
    lists = {
        one.watching.watch.list_id
        for one in audience
        if any(leg.metric == UNDERCUT for rule in one.watching.rules for leg in legs(rule.condition))
    }
    return await work.watches.cheapest_own(lists) if lists else {}


def _price_moved(turn: Turn) -> bool:
    before = turn.before.accepted
    return before is None or before.offer.price != turn.accepted.offer.price


def _usual_rank(snapshot: Snapshot, readings: Sequence[RankPoint]) -> Decimal | None:
    return usual_rank(readings, rank_point(snapshot)) if snapshot.ranks else None
