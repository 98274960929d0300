"""What is known of one product's way of changing."""

from dataclasses import dataclass
from typing import Final

USUAL_CHANGES_A_DAY: Final = 0.1
_TRUST: Final = 3.0  # days of the usual rate that a new product brings along


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Discounted counts, in the manner of a Gamma posterior; times are hours since 1970, None before the first.

    `changes` is how many changes are thought to have happened in `days` of ordinary time (an hour in which all products
    change twice as often as usual counts two). Looks only say that something changed since the last one, so a change
    counts for as many as its interval is likely to have held.
    """

    changes: float = USUAL_CHANGES_A_DAY * _TRUST
    days: float = _TRUST
    changed: float | None = None
    looked: float | None = None

    @property
    def rate(self) -> float:
        """Changes a day of ordinary time."""
        return self.changes / self.days
