"""What is known of one product's way of changing."""

from dataclasses import dataclass
from typing import Final

USUAL_CHANGES_A_DAY: Final = 0.1
USUAL_STAKE: Final = 1.0
"""What is at stake where no rule is near: how much a look is worth is multiplied by it."""

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

    @property
    def is_known(self) -> bool:
        """Whether some days have been seen of the product besides those that were assumed of it."""
        return self.days >= 1.5 * _TRUST


STRANGE: Final = Habit()
"""What is known of a product that was never looked at."""
