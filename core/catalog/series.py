"""The history of a product: change points for offers, readings for ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Final

from core.catalog.snapshot import Availability, Listing, Offer, Rank, Snapshot

USUAL_RANK_OVER: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPoint:
    """The offer from `at` until the next point; amounts in the marketplace's currency."""

    at: datetime
    price: Decimal | None
    list_price: Decimal | None
    used_price: Decimal | None
    availability: Availability


@dataclass(frozen=True, slots=True)
class RankPoint:
    """The main category's rank as one look read it."""

    at: datetime
    rank: Rank


@dataclass(frozen=True, slots=True)
class ListingVersion:
    """The words and pictures of the page from `at` until the next version."""

    at: datetime
    listing: Listing


@dataclass(frozen=True, slots=True)
class Extreme:
    """The lowest price ever seen, when it was first seen, and when observation began."""

    price: Decimal
    at: datetime
    since: datetime


def kept_in_series(offer: Offer) -> tuple[object, ...]:
    """What the offer series keeps of an offer: where it differs there is a new change point."""
    return offer.price, offer.list_price, offer.used_price, offer.availability


def offer_point(snapshot: Snapshot) -> OfferPoint:
    """The part of a snapshot that the offer series keeps."""
    offer = snapshot.offer
    return OfferPoint(
        at=snapshot.at,
        price=offer.price,
        list_price=offer.list_price,
        used_price=offer.used_price,
        availability=offer.availability,
    )


def rank_point(snapshot: Snapshot) -> RankPoint:
    """The main category's rank of a snapshot that has one."""
    return RankPoint(snapshot.at, snapshot.ranks[0])


def usual_rank(readings: Sequence[RankPoint], now: RankPoint) -> Decimal:
    """The median rank of the last 24 hours, `now` included, in the category that `now` is in."""
    since = now.at - USUAL_RANK_OVER
    ranks = [point.rank.rank for point in readings if point.at > since and point.rank.category == now.rank.category]
    return usual_of(ranks, now)


def usual_of(ranks: Sequence[int], now: RankPoint) -> Decimal:
    """The same where the ranks of these hours and that category are known already."""
    return Decimal(str(median([*ranks, now.rank.rank])))
