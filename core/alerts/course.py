"""The course of an alert: open while what it told holds, and resolved when that has returned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from core.alerts import kind_of
from core.alerts.alert import Alert, Course
from core.alerts.audit_score import AUDIT
from core.alerts.distance import PERCENT, is_reached
from core.alerts.finding import Finding, Sight
from core.alerts.gone import BACK, ListingGone
from core.alerts.rank import BestSellersRank
from core.alerts.seller import LOST, BuyBox, holder
from core.alerts.stock import Stock
from core.alerts.undercut import UNDERCUT
from core.catalog.snapshot import Availability
from core.watching.rule import Condition, How, Together

FOLLOWED_FOR: Final = timedelta(days=30)  # what has not returned by then is how things are
_DISTANCES: Final = frozenset({"changes", "drops", "rises", "improves", "worsens"})
_TARGETS: Final = frozenset({"below", "above"})
_OUT: Final = frozenset({Availability.OUT_OF_STOCK.value, Availability.LOW_STOCK.value})
_IN: Final = frozenset({Availability.IN_STOCK, Availability.PREORDER})


def begun(findings: Sequence[Finding]) -> Course | None:
    """The course of what was just found; None where nothing of it can return."""
    if not any(map(_can_return, findings)):
        return None
    measured = gauge(findings)
    return Course(deepest=measured.new if measured else None)


def gauge(findings: Sequence[Finding]) -> Finding | None:
    """The finding whose value says how deep an alert goes: the first that is a number."""
    leaves = (leg for finding in findings for leg in (finding.legs or (finding,)))
    return next((leaf for leaf in leaves if _is_level(leaf)), None)


def newest_course(told: Sequence[Alert]) -> Alert | None:
    """Of alerts in the order of time the newest that has a course: what is open, or was resolved last."""
    return next((alert for alert in reversed(told) if alert.course is not None), None)


def followed(alert: Alert, sight: Sight, at: datetime) -> Alert:
    """The alert after a look: how deep it has gone by then, and whether all that can return has returned."""
    if alert.course is None or alert.course.resolved_at is not None:
        return alert
    returning = [finding for finding in alert.findings if _can_return(finding)]
    resolved_at = at if all(_has_returned(one, sight) for one in returning) else None
    return replace(alert, course=Course(_deepest(alert, sight), resolved_at))


def _can_return(finding: Finding) -> bool:
    """Whether what was found is a state that can end: no edit, and no good news such as being back."""
    if finding.legs:
        return any(map(_can_return, finding.legs))
    match finding.metric:
        case Stock.metric:
            return finding.new in _OUT
        case BuyBox.metric:
            return finding.fact.startswith(LOST)
        case ListingGone.metric if finding.condition.when == "gone":
            return finding.fact != BACK
        case _:
            return _is_level(finding)


def _is_level(finding: Finding) -> bool:
    """Whether it is of a number that every look shows; an audit score would have to be worked out each time."""
    if finding.metric == AUDIT:
        return False
    is_distance = finding.condition.when in _DISTANCES and finding.anchor is not None and bool(finding.condition.value)
    return finding.new is not None and (finding.condition.when in _TARGETS or finding.metric == UNDERCUT or is_distance)


def _has_returned(finding: Finding, sight: Sight) -> bool:
    """Of several conditions that all had to be so one is enough, of others all must have returned."""
    if isinstance(finding.condition, Together):
        back = [_has_returned(leg, sight) for leg in finding.legs if _can_return(leg)]
        return any(back) if finding.condition.how is How.ALL else all(back)
    if finding.metric == ListingGone.metric:
        return sight.presence.is_here
    if not sight.presence.is_here:
        return False
    now = sight.after
    if finding.metric == Stock.metric:
        is_low = now.offer.availability is Availability.LOW_STOCK
        return now.offer.availability in _IN or (is_low and finding.new == Availability.OUT_OF_STOCK.value)
    if finding.metric == BuyBox.metric:
        return holder(now) == finding.old
    level = _level(finding, sight)
    return level is not None and _is_back(finding, finding.condition, level)


def _is_back(finding: Finding, condition: Condition, level: Decimal) -> bool:
    """A target is left, an undercut ended, or more than half of the distance from the anchor made good."""
    if condition.when in _TARGETS:
        return not is_reached(condition, level)
    if finding.metric == UNDERCUT:
        return level >= Decimal(finding.old or 0)
    anchor, size = Decimal(finding.anchor or 0), condition.value or Decimal(0)
    distance = size * anchor / 100 if condition.unit == PERCENT else size
    moved = level - anchor if _is_upward(finding) else anchor - level
    return moved < distance / 2


def _deepest(alert: Alert, sight: Sight) -> str | None:
    finding = gauge(alert.findings)
    level = _level(finding, sight) if finding else None
    deepest = alert.course.deepest if alert.course else None
    if finding is None or level is None or deepest is None:
        return deepest
    further = max if _is_upward(finding) else min
    return str(further(level, Decimal(deepest)))


def _is_upward(finding: Finding) -> bool:
    if finding.condition.when in _TARGETS:
        return finding.condition.when == "above"
    return finding.metric != UNDERCUT and Decimal(finding.new or 0) > Decimal(finding.anchor or 0)


def _level(finding: Finding, sight: Sight) -> Decimal | None:
    """The number that was told, as it is now; an amount in another currency is no such number.

    Nor is a rank in another category; and what a median told only a median ends: one good look is no return.
    """
    now = sight.after
    if finding.metric == BestSellersRank.metric:
        if not now.ranks or now.ranks[0].category != finding.unit:
            return None
        return Decimal(now.ranks[0].rank) if finding.condition.when in _TARGETS else sight.usual_rank
    if finding.metric in {UNDERCUT, "price"}:
        return now.offer.price if now.offer.currency == finding.unit else None
    kind = kind_of(finding.metric, finding.condition.when)
    return kind.level(now) if kind else None
