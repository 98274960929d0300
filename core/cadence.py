"""How soon a look comes after one that left something open: a doubt, a failure, a run that is still under way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.catalog.snapshot import Unseen
from core.watching.standing import Failure

LONGEST_WAIT: Final = timedelta(hours=1)
PENDING: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cadence:
    """The product's own waits, all divided by `pace`, and the interval that holds where no watch wishes another.

    `confirm_after` overrides every kind's wait for the second look when it is set.
    """

    usual: timedelta
    pace: float = 1.0
    confirm_after: timedelta | None = None

    def second_look(self, at: datetime, every: timedelta, confirm_after: timedelta, *, fruitless: int = 0) -> datetime:
        """When a look is to be confirmed; each of so many `fruitless` second looks doubles the wait for the next."""
        wait = (self.confirm_after or confirm_after) * (1 << min(fruitless, 20))
        return at + min(every, self.shortened(wait))

    def after_failure(self, look: Unseen, every: timedelta, count: int, *, load: float = 0.0) -> datetime:
        """1, 2, 4 … intervals after the `count`-th failure in a row, at most an hour; never before the store asked.

        Nor sooner than the budget would allow to all at once, of which all intervals together would take so much
        `load`: a store that shuts us out for a day does not spend it.
        """
        wait = min(every * (1 << min(count - 1, 20)), max(self.shortened(LONGEST_WAIT), timedelta(seconds=1)))
        return look.at + max(wait, every * load, look.retry_after or wait)

    def after_pending(self, at: datetime) -> datetime:
        """When to ask again for a look that its source is still busy with."""
        return at + self.shortened(PENDING)

    def sure_after(self, usual: timedelta) -> timedelta:
        """How long after the first look a second one makes sure that a page is not there."""
        return self.shortened(self.confirm_after or usual)

    def shortened(self, wait: timedelta) -> timedelta:
        """One of the product's own waits at the present pace."""
        return wait / self.pace


def failed_again(before: Failure | None, look: Unseen) -> Failure:
    """The row of failures with this one at its end."""
    return Failure(
        count=before.count + 1 if before else 1,
        since=before.since if before else look.at,
        last_at=look.at,
        why=look.why,
        detail=look.detail,
    )
