"""Silences that end with an event: when the price is below 20, when it is back in stock."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from core.alerts import kind_of
from core.alerts.distance import is_reached
from core.alerts.finding import Finding, Sight
from core.catalog.snapshot import Availability, Snapshot
from core.watching.rule import Condition
from core.watching.watch import Watch

_HERE: Final = frozenset({Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER})
_STATES: Final = {
    "back": _HERE,
    "out": frozenset({Availability.OUT_OF_STOCK}),
    "low": frozenset({Availability.LOW_STOCK}),
}


def is_so(condition: Condition, snapshot: Snapshot) -> bool:
    """Whether what somebody would wait for holds already; a change (``drops 10%``) never does."""
    kind = kind_of(condition.metric, condition.when)
    level = kind.level(snapshot) if kind else None
    if condition.when in {"below", "above"}:
        return level is not None and is_reached(condition, level)
    return condition.metric == "stock" and snapshot.offer.availability in _STATES.get(condition.when, frozenset())


def woken(watch: Watch, sight: Sight, now: datetime) -> Finding | None:
    """The event that ends a watch's silence, where this look shows it."""
    if watch.wake is None or not watch.is_muted(now):
        return None
    kind = kind_of(watch.wake.condition.metric, watch.wake.condition.when)
    return kind.judge(watch.wake, sight).finding if kind else None


def awake(watch: Watch) -> Watch:
    """The watch, its silence over."""
    return replace(watch, muted_until=None, wake=None)
