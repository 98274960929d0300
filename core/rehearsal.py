"""Trying a rule on the past: what it would have told, judged by its own kind over what the series keep."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Final
from uuid import UUID

from core.alerts import kind_of
from core.alerts.combined import judged
from core.alerts.distance import PERCENT
from core.alerts.finding import Finding, Sight
from core.catalog.marketplace import marketplace
from core.catalog.past import Past
from core.catalog.series import USUAL_RANK_OVER, ListingVersion, OfferPoint, RankPoint, usual_rank
from core.catalog.snapshot import Listing, Offer, Snapshot
from core.watching.rule import Asked, Condition, How, Rule, legs
from core.watching.watch import Role

OVER: Final = timedelta(days=90)
_NOBODY: Final = UUID(int=0)
_PAST_OF: Final = {"bsr": "ranks", "stock": "offers", "price": "offers"}


@dataclass(frozen=True, slots=True)
class Firing:
    """One time at which a rule would have fired."""

    at: datetime
    finding: Finding


def rehearsed(asked: Asked, past: Past) -> tuple[Firing, ...] | None:
    """When the rule would have fired in that past, oldest first; None where the series do not keep what it needs.

    The first thing known anchors it, as a rule is anchored when it is set; what was held by doubts then is not in the
    series, so that it fires as it would have.
    """
    if not all(_is_known(leg, past) for leg in legs(asked)):
        return None
    rule = Rule(id=_NOBODY, watch_id=_NOBODY, condition=asked, set_by="", set_at=past.began)
    firings = []
    for sight in _sights(past):
        verdict = judged(rule, sight)
        rule = verdict.rule
        if verdict.finding:
            firings.append(Firing(sight.after.at, verdict.finding))
    return tuple(firings)


def impossible(asked: Asked, role: Role | None = None) -> str | None:
    """Why a rule can never come true, as a sentence's second half; None where it can. `role` None: not known.

    Of several conditions the first that never can is named, also where others would be enough: nobody means it so.
    """
    reasons = (_impossible(leg, role) for leg in legs(asked))
    return next((reason for reason in reasons if reason), None) or _contradiction(asked)


def _contradiction(asked: Asked) -> str | None:
    """Why not all of it can be so at once."""
    if isinstance(asked, Condition):
        return None
    if asked.how is How.ANY:
        reasons = [_contradiction(part) for part in asked.parts]
        return next((reason for reason in reasons if reason), None)
    targets = [part for part in asked.parts if isinstance(part, Condition) and part.value is not None]
    for low in targets:
        for high in targets:
            is_gap = low.when == "below" and high.when == "above" and (low.value or 0) < (high.value or 0)
            if is_gap and (low.metric, low.unit) == (high.metric, high.unit):
                return "nothing is below the one and above the other"
    states = [part.when for part in asked.parts if isinstance(part, Condition) and part.metric == "stock"]
    return "stock cannot be both" if {"out", "back"} <= set(states) else None


def _impossible(condition: Condition, role: Role | None) -> str | None:
    value, metric, when = condition.value, condition.metric, condition.when
    if metric == "undercut" and role is Role.OWN:
        return "it compares a competitor with your own products, and this is one of your own"
    if value is None:
        return None
    if metric in {"price", "bsr"} and when == "below" and value < (1 if metric == "bsr" else Decimal("0.01")):
        return "ranks begin at 1" if metric == "bsr" else "every price is above zero"
    if condition.unit == PERCENT and when in {"drops", "improves", "by"} and value >= 100:
        return "nothing can lose all of its value"
    if metric == "rating":
        return _impossible_rating(when, value)
    return None


def _impossible_rating(when: str, value: Decimal) -> str | None:
    if when in {"below", "above"}:
        return None if 1 <= value <= 5 else "ratings lie between 1 and 5"
    return None if value <= 4 else "ratings lie between 1 and 5"


def _is_known(condition: Condition, past: Past) -> bool:
    kind = kind_of(condition.metric, condition.when)
    is_recorded = kind is not None and kind.is_recorded
    return is_recorded and bool(getattr(past, _PAST_OF.get(condition.metric, "listings")))


def _sights(past: Past) -> Iterator[Sight]:
    """What rules would have seen, change by change; ranks are the medians of the 24 hours before each."""
    times = [reading.at for reading in past.ranks]
    before: Snapshot | None = None
    for after in _snapshots(past):
        usual = None
        if after.ranks:
            end = bisect_right(times, after.at)
            start = bisect_left(times, after.at - USUAL_RANK_OVER)
            usual = usual_rank(past.ranks[start : end - 1], RankPoint(after.at, after.ranks[0]))
        yield Sight(before=before, after=after, usual_rank=usual, prices=past.offers)
        before = after


def _snapshots(past: Past) -> Iterator[Snapshot]:
    """One snapshot for each moment at which anything changed or was read, with all that held then."""
    store = marketplace(past.product.market)
    now = Snapshot(
        product=past.product,
        at=past.since,
        offer=Offer(currency=store.currency if store else None),
        listing=Listing(title=""),
    )
    events: Sequence[OfferPoint | RankPoint | ListingVersion] = sorted(
        chain(past.offers, past.ranks, past.listings), key=lambda one: one.at
    )
    for place, event in enumerate(events):
        now = _after(now, event, max(event.at, past.since))
        is_last_of_moment = place + 1 == len(events) or max(events[place + 1].at, past.since) > now.at
        if is_last_of_moment:
            yield now


def _after(now: Snapshot, event: OfferPoint | RankPoint | ListingVersion, at: datetime) -> Snapshot:
    match event:
        case OfferPoint():
            offer = replace(now.offer, price=event.price, availability=event.availability)
            return replace(now, at=at, offer=offer)
        case RankPoint():
            return replace(now, at=at, ranks=(event.rank,))
        case ListingVersion():
            return replace(now, at=at, listing=event.listing)
