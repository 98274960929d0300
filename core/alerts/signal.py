"""From a look to what is accepted: doubtful changes wait for a second look that agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.alerts.kind import Signal
from core.catalog.sameness import completed
from core.catalog.snapshot import Offer, Snapshot
from core.watching.standing import Doubt, Suspicion


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds after a look: what is accepted, what is in doubt, and how soon the confirming look should come.

    `fruitless` counts the second looks that settled nothing (each makes the next one wait twice as long); `first_seen`
    says of each metric that was in doubt and is accepted now when it was seen first.
    """

    accepted: Snapshot
    doubt: Doubt | None = None
    confirm_after: timedelta | None = None
    fruitless: int = 0
    first_seen: Mapping[str, datetime] = field(default_factory=dict)


def settle(accepted: Snapshot | None, doubt: Doubt | None, seen: Snapshot, signals: Sequence[Signal]) -> Settled:
    """Accept what is sure of `seen` and hold back what is not, each signal by itself.

    The first look is accepted whole, but for what it was itself unsure of. Later, the part of a change that a signal
    doubts stays as it was accepted until the next look either reads the same, or something so near that it would not
    be doubted after the first.
    """
    known = seen if accepted is None else completed(accepted, seen)
    before = accepted or known
    doubtful = [signal for signal in signals if signal.doubts(before, known) and not _confirmed(signal, doubt, known)]
    first_seen = _first_seen(before, doubt, known, [one for one in signals if one not in doubtful]) if doubt else {}
    if not doubtful:
        return Settled(known, first_seen=first_seen)
    held = known
    for signal in doubtful:
        held = signal.held(accepted or _without_offer(known), held)
    suspicions = tuple(_suspicion(signal, doubt, known) for signal in doubtful)
    soonest = min(
        zip(doubtful, suspicions, strict=True), key=lambda pair: pair[0].confirm_after * 2 ** min(pair[1].looks, 20)
    )
    return Settled(held, Doubt(suspicions, known), soonest[0].confirm_after, soonest[1].looks - 1, first_seen)


def _confirmed(signal: Signal, doubt: Doubt | None, known: Snapshot) -> bool:
    # Whether or not it was in doubt itself: what another signal held back may have read the same as well.
    return doubt is not None and not signal.doubts(doubt.snapshot, known)


def _suspicion(signal: Signal, doubt: Doubt | None, known: Snapshot) -> Suspicion:
    """Seen first at the look before only if that look read the same."""
    earlier = _earlier(doubt, signal.metric)
    if doubt is None or earlier is None:
        return Suspicion(signal.metric, known.at)
    same = signal.reading(doubt.snapshot) == signal.reading(known)
    return Suspicion(signal.metric, earlier.since if same else known.at, earlier.looks + 1)


def _first_seen(before: Snapshot, doubt: Doubt, known: Snapshot, sure: Sequence[Signal]) -> Mapping[str, datetime]:
    return {
        signal.metric: earlier.since
        for signal in sure
        if (earlier := _earlier(doubt, signal.metric)) and signal.reading(before) != signal.reading(known)
    }


def _earlier(doubt: Doubt | None, metric: str) -> Suspicion | None:
    return next((one for one in doubt.suspicions if one.metric == metric), None) if doubt else None


def _without_offer(seen: Snapshot) -> Snapshot:
    return replace(seen, offer=Offer(currency=seen.offer.currency))
