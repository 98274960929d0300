"""Silences that end with an event: when the price is below 20, when it is back in stock."""

from datetime import datetime

from core.alerts.combined import judged
from core.alerts.finding import Finding, Sight
from core.watching.watch import Watch


def woken(watch: Watch, sight: Sight, now: datetime) -> Finding | None:
    """The event that ends a watch's silence, where this look shows it."""
    if watch.wake is None or not watch.is_muted(now):
        return None
    return judged(watch.wake, sight).finding
