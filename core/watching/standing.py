"""Where a product stands: what is accepted as true of it, what is in doubt, and when it is looked at next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.catalog.asin import Product
from core.catalog.snapshot import Outcome, Snapshot
from core.foresight.habit import STRANGE, USUAL_STAKE, Habit
from core.watching.presence import HERE_ALL_ALONG, Presence

_UNREAD_AFTER: Final = 3  # intervals


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One metric that is in doubt: since which look, and how many looks have left it so."""

    metric: str
    since: datetime
    looks: int = 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was seen and is told only if another look agrees; each suspicion is settled by itself."""

    suspicions: tuple[Suspicion, ...]
    snapshot: Snapshot

    @property
    def metrics(self) -> tuple[str, ...]:
        """What is in doubt, by name."""
        return tuple(one.metric for one in self.suspicions)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the last looks failed: how many in a row, since when, and what the last one met (``robot check``)."""

    count: int
    since: datetime
    last_at: datetime
    why: Outcome
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One product, looked at once for all its watches.

    `key` is the small number that the series use; `accepted` the last confirmed snapshot; `every` the shortest interval
    any watch asks for; `due_at` the next look, None while nobody watches; `looked_at` the last look that read the page,
    or found again that it is surely gone. Where a budget has put off the next look, `rested_at` is from when on looks
    that are left over may be spent on it. `habit` is how it is known to change, `stake` how much more than usual a look
    is worth since a rule is near, None where rules have changed and nobody has looked.
    """

    key: int
    id: UUID
    product: Product
    accepted: Snapshot | None = None
    doubt: Doubt | None = None
    failure: Failure | None = None
    presence: Presence = HERE_ALL_ALONG
    every: timedelta
    due_at: datetime | None = None
    looked_at: datetime | None = None
    rested_at: datetime | None = None
    habit: Habit = STRANGE
    stake: float | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Whether the next look is a second look."""
        return self.doubt is not None or self.presence.suspected is not None

    @property
    def is_at_stake(self) -> bool:
        """Whether a rule is so near that looks are worth more than usual."""
        return self.stake is not None and self.stake > USUAL_STAKE

    @property
    def unread_since(self) -> datetime | None:
        """Since when the product has not been read, while its looks fail; a time in which nobody looked is left out."""
        if self.failure is None:
            return None
        if self.looked_at is None:
            return self.failure.since
        return max(self.looked_at, self.failure.since - self.every)

    @property
    def is_unread(self) -> bool:
        """Whether the last look found it unread for three intervals."""
        since = self.unread_since
        if self.failure is None or since is None:
            return False
        return self.failure.last_at - since >= _UNREAD_AFTER * self.every

    @property
    def is_disputed(self) -> bool:
        """Whether the price could not be read for sure: the page's witnesses did not agree."""
        return bool(self.doubt and self.doubt.snapshot.offer.candidates)
