"""When products have their turn: in their interval, or, where a budget pays for fewer looks, when one is worth it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.foresight.foresight import Foresight
from core.foresight.habit import Habit

LONGEST_STRETCH: Final = 6
"""How many times as long as under intervals that are all stretched evenly a product waits for its turn at most."""

_QUEUE: Final = 1  # of these evenly stretched intervals may pass in the queue, behind all others, once it is due
_ROUND: Final = 0.5  # hours whose delays are settled together
_HOUR: Final = timedelta(hours=1)
_DAY_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Appointment:
    """A product's next turn; where the budget has looks to spare, one may come before it, but not before `rested_at`.

    None: not before it is due.
    """

    due_at: datetime
    rested_at: datetime | None = None


class Timing:
    """Gives appointments at one `load`: the part of the budget that all intervals together would take, 0 without one.

    Beyond 1 the budget decides. Then nobody is looked at more often than asked for, and nobody waits longer than
    `LONGEST_STRETCH` intervals as long as the load.
    """

    def __init__(self, foresight: Foresight, load: float = 0.0) -> None:
        self.load = load
        self._foresight = foresight
        self._outlook = foresight.outlook()

    @property
    def is_tight(self) -> bool:
        """Whether the budget pays for fewer looks than people ask for."""
        return self.load > 1

    def learned(self, habit: Habit, at: datetime, *, changed: bool) -> Habit:
        """A product's habit after a look that found it changed since the last one, or not."""
        return self._foresight.learn(habit, hours_of(at), changed=changed)

    def appointment(self, habit: Habit, stake: float, at: datetime, every: timedelta) -> Appointment:
        """The next turn of a product that was looked at then, and has so much at stake."""
        if not self.is_tight:
            return Appointment(at + every)
        even = every * self.load
        since = hours_of(at) if habit.looked is None else habit.looked
        price = self._foresight.appraise(even / _HOUR) / stake
        wait = _HOUR * (self._outlook.due(habit, price) - since)
        return Appointment(at + min(max(wait, every), even * (LONGEST_STRETCH - _QUEUE)), at + every)


class Delays:
    """How late turns came, gathered for half an hour before the price follows them: a round may be a second."""

    def __init__(self, foresight: Foresight) -> None:
        self._foresight = foresight
        self._since: float | None = None
        self._total = 0.0
        self._count = 0

    def take_in(self, now: datetime, delays: Iterable[timedelta]) -> None:
        """Hear how long after they were due looks came (before it: less than nothing); settle what has gathered."""
        for delay in delays:
            self._total += delay / _HOUR
            self._count += 1
        at = hours_of(now)
        if self._since is None or at < self._since:
            self._since = at
        if self._count and at - self._since >= _ROUND:
            self._foresight.settle([self._total / self._count])
            self._since, self._total, self._count = at, 0.0, 0


def shares(foresight: Foresight, now: datetime) -> tuple[float, ...]:
    """What part of an even share of the budget each of the last 25 hours is given, the present one at the end.

    The present one gets more while more changes are found than expected.
    """
    release = foresight.release()
    at = hours_of(now)
    begun = at // 1
    past = [_usual_share(foresight, release, begun - ago) for ago in range(_DAY_HOURS, 0, -1)]
    return (*past, foresight.released_at(release, at))


def hours_of(at: datetime) -> float:
    """Hours since 1970."""
    return at.timestamp() / 3600


def _usual_share(foresight: Foresight, release: tuple[float, ...], hour: float) -> float:
    """Of a whole hour, whose halves follow different hours."""
    return (foresight.usually_released(release, hour) + foresight.usually_released(release, hour + 0.5)) / 2
