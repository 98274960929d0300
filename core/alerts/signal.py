"""From a look to what is accepted: doubtful changes wait for a second look that agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.alerts.kind import AlertKind
from core.catalog.snapshot import Snapshot
from core.watching.standing import Doubt


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds after a look: what is accepted, what is in doubt, and how soon the confirming look should come."""

    accepted: Snapshot
    doubt: Doubt | None = None
    confirm_after: timedelta | None = None


def settle(accepted: Snapshot | None, doubt: Doubt | None, seen: Snapshot, kinds: Sequence[AlertKind]) -> Settled:
    """Accept what is sure of `seen` and hold back what is not.

    The first look is accepted whole. Later, the part of a change that a kind doubts stays as it was accepted until the
    next look either reads the same, or something so near that it would not be doubted after the first.
    """
    if accepted is None:
        return Settled(seen)
    doubtful = [kind for kind in kinds if kind.doubts(accepted, seen) and not _confirmed(kind, doubt, seen)]
    held = seen
    for kind in doubtful:
        held = kind.held(accepted, held)
    if not doubtful:
        return Settled(held)
    metrics = tuple(kind.metric for kind in doubtful)
    since = doubt.since if doubt and set(metrics) & set(doubt.metrics) else seen.at
    return Settled(held, Doubt(metrics, seen, since), min(kind.confirm_after for kind in doubtful))


def _confirmed(kind: AlertKind, doubt: Doubt | None, seen: Snapshot) -> bool:
    if doubt is None or kind.metric not in doubt.metrics:
        return False
    return kind.reading(doubt.snapshot) == kind.reading(seen) or not kind.doubts(doubt.snapshot, seen)
