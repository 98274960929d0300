"""What rules get to see of a batch of looks: the products themselves, their past, and the lists they stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from core.alerts.audit_score import AUDIT
from core.alerts.finding import OwnOffer, Sight
from core.alerts.new_seller import ALLOWED
from core.alerts.rank import BestSellersRank
from core.alerts.record import reach
from core.alerts.undercut import UNDERCUT
from core.audit.listing import ListedPicture
from core.catalog.asin import Product
from core.catalog.series import USUAL_RANK_OVER, OfferPoint, rank_point, usual_of
from core.catalog.snapshot import Snapshot
from core.pictures_seen import pictures_seen
from core.ports.briefings import Briefing
from core.ports.storage import UnitOfWork
from core.ports.watches import Audience
from core.settling import Turn
from core.watching.rule import is_about, legs
from core.watching.watch import Role, Watching

_RANKS: Final = frozenset({BestSellersRank.metric})
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


async def sights(
    work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience], briefing: Briefing
) -> Sights:
    """All that the rules of this audience ask for: a statement for each kind of past that is not in the briefing."""
    wanted = {one.watching.watch.product for one in audience}
    usual_ranks = await _usual_ranks(work, turns, audience, briefing)
    prices = await _prices(work, turns, audience)
    pictures = await _audited_pictures(work, turns, audience)
    return Sights(
        {
            product: Sight(
                before=turns[product].before.accepted,
                after=turns[product].accepted,
                usual_rank=usual_ranks.get(product),
                presence=turns[product].after.presence,
                prices=prices.get(product, ()),
                pictures=pictures.get(product, ()),
            )
            for product in wanted
        },
        await _own(work, audience),
    )


async def _audited_pictures(
    work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience]
) -> Mapping[Product, tuple[ListedPicture, ...]]:
    """What was seen of the images of products of whose audit score anybody wants to hear."""
    asked = {
        one.watching.watch.product
        for one in audience
        if any(leg.metric == AUDIT for rule in one.watching.rules for leg in legs(rule.condition))
    }
    return {
        product: await pictures_seen(work, product, turn.accepted.listing.images, turn.at)
        for product, turn in turns.items()
        if product in asked
    }


async def with_rivals(
    work: UnitOfWork, turns: Mapping[Product, Turn], briefing: Briefing
) -> tuple[Mapping[Product, Turn], Sequence[Audience]]:
    """The turns and the audience, with those competitors whom an own product's new price concerns.

    Nothing is asked where no own product of the batch has a new price, or nobody there wants to hear of it. A rival
    that was not looked at stands as it stood, at the moment of the look that concerns it.
    """
    audience = briefing.audience
    moved = {
        one.watching.watch.list_id: turns[one.watching.watch.product].at
        for one in audience
        if one.watching.watch.role is Role.OWN
        and one.watching.watch.list_id in briefing.contested
        and turns[one.watching.watch.product].is_repriced
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


def usual_rank_in(briefing: Briefing, now: Snapshot) -> Decimal | None:
    """The usual rank of a product that has changed; None of one that shows no rank."""
    before = briefing.ranks.get(now.product)
    return None if before is None or not now.ranks else usual_of(before, rank_point(now))


async def _usual_ranks(
    work: UnitOfWork, turns: Mapping[Product, Turn], audience: Sequence[Audience], briefing: Briefing
) -> Mapping[Product, Decimal]:
    """The usual ranks of the products of which somebody wants to hear of ranks, where the page shows one."""
    asked = {one.watching.watch.product for one in audience if _asks_for_ranks(one.watching)}
    now = {product: rank_point(turns[product].accepted) for product in asked if turns[product].accepted.ranks}
    # Those that have not changed themselves: a rival's own price has, or a silence has ended.
    others = {product: point for product, point in now.items() if product not in briefing.ranks}
    before = await work.series.ranks_before(others, USUAL_RANK_OVER) if others else {}
    known = {**briefing.ranks, **before}
    return {product: usual_of(known.get(product, ()), point) for product, point in now.items()}


def _asks_for_ranks(one: Watching) -> bool:
    """Whether a rule is about ranks, or the end of a silence."""
    rules = one.rules if one.watch.wake is None else (*one.rules, one.watch.wake)
    return any(is_about(rule.condition, _RANKS) for rule in rules)


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
