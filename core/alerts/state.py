"""What is so at a moment: whether what somebody would wait for holds already."""

from typing import Final

from core.alerts import kind_of
from core.alerts.distance import is_reached
from core.catalog.snapshot import Availability, Snapshot
from core.watching.rule import Asked, Condition, How, Together

_HERE: Final = frozenset({Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER})
_STATES: Final = {
    "back": _HERE,
    "out": frozenset({Availability.OUT_OF_STOCK}),
    "low": frozenset({Availability.LOW_STOCK}),
}


def is_so(asked: Asked, snapshot: Snapshot) -> bool:
    """Whether it holds in what was seen; a change (``drops 10%``) never does."""
    match asked:
        case Condition():
            return _is_so(asked, snapshot)
        case Together():
            parts = [is_so(part, snapshot) for part in asked.parts]
            return all(parts) if asked.how is How.ALL else any(parts)


def _is_so(condition: Condition, snapshot: Snapshot) -> bool:
    kind = kind_of(condition.metric, condition.when)
    level = kind.level(snapshot) if kind else None
    if condition.when in {"below", "above"}:
        return level is not None and is_reached(condition, level)
    return condition.metric == "stock" and snapshot.offer.availability in _STATES.get(condition.when, frozenset())
