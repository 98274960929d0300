"""What changed of a product: steps of its prices, of its stock, of its rank, and edits of its listing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from core.catalog.past import Past
from core.catalog.series import USUAL_RANK_OVER, OfferPoint, RankPoint, usual_rank
from core.catalog.snapshot import Availability, Listing

Said = str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStep:
    """The price (or the list price) from one known amount to another, whatever came between."""

    at: datetime
    old: Decimal
    new: Decimal
    is_list_price: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StockStep:
    """Availability from one class to another."""

    at: datetime
    old: Availability
    new: Availability


@dataclass(frozen=True, slots=True, kw_only=True)
class RankMove:
    """The day's median rank, at the beginning of the time and at its end, in one category."""

    at: datetime
    old: Decimal
    new: Decimal
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingEdit:
    """One part of the listing, as it was and as it is; `part` is the name of a field of `Listing`."""

    at: datetime
    part: str
    old: Said
    new: Said


Change = PriceStep | StockStep | RankMove | ListingEdit
_PARTS: Final = tuple(one.name for one in fields(Listing) if one.name != "variations")


def changes(past: Past) -> tuple[Change, ...]:
    """Everything that changed in that time, newest first; what was seen first is no change."""
    found: list[Change] = [
        *_price_steps(past.offers, lambda offer: offer.price, is_list_price=False),
        *_price_steps(past.offers, lambda offer: offer.list_price, is_list_price=True),
        *_stock_steps(past.offers),
        *_edits(past),
        *_rank_moves(past.ranks),
    ]
    return tuple(sorted((one for one in found if one.at > past.since), key=lambda one: one.at, reverse=True))


def _price_steps(
    offers: Sequence[OfferPoint], amount: Callable[[OfferPoint], Decimal | None], *, is_list_price: bool
) -> Iterator[PriceStep]:
    last: Decimal | None = None
    for offer in offers:
        new = amount(offer)
        if new is not None and last is not None and new != last:
            yield PriceStep(at=offer.at, old=last, new=new, is_list_price=is_list_price)
        last = last if new is None else new


def _stock_steps(offers: Sequence[OfferPoint]) -> Iterator[StockStep]:
    known = [offer for offer in offers if offer.availability is not Availability.UNKNOWN]
    for old, new in pairwise(known):
        if old.availability is not new.availability:
            yield StockStep(at=new.at, old=old.availability, new=new.availability)


def _edits(past: Past) -> Iterator[ListingEdit]:
    for old, new in pairwise(past.listings):
        for part in _PARTS:
            was, is_ = getattr(old.listing, part), getattr(new.listing, part)
            if was != is_:
                yield ListingEdit(at=new.at, part=part, old=was, new=is_)


def _rank_moves(readings: Sequence[RankPoint]) -> Iterator[RankMove]:
    """Medians of a day at both ends, so that one odd reading is no move; less than two days tell nothing."""
    last = readings[-1] if readings else None
    same = [one for one in readings if last and one.rank.category == last.rank.category]
    if last is None or last.at - same[0].at < 2 * USUAL_RANK_OVER:
        return
    first_day = [one for one in same if one.at - same[0].at < USUAL_RANK_OVER]
    old, new = usual_rank(first_day[:-1], first_day[-1]), usual_rank(same[:-1], last)
    if old != new:
        yield RankMove(at=last.at, old=old, new=new, category=last.rank.category)
