"""How long the outboxes insist on what a platform does not take: growing waits, for a day."""

from datetime import datetime, timedelta
from typing import Final

LONGEST_WAIT: Final = timedelta(minutes=15)
GIVEN_UP_AFTER: Final = timedelta(days=1)
EDIT_LEASE: Final = timedelta(minutes=1)  # how long an edit is its claimer's; after that it comes back
_TRIES: Final = 20  # at least: what was held back, or found a service that was off for days, has its chance too


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 2, 4, 8 … seconds, at most 15 minutes."""
    return min(timedelta(seconds=1 << min(attempts, 10)), LONGEST_WAIT)


def is_over(attempts: int, since: datetime, now: datetime) -> bool:
    """Whether something that is to be said since then has been tried for long enough."""
    return attempts >= _TRIES and now - since > GIVEN_UP_AFTER
