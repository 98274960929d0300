"""What all products have in common: the hours at which prices change, and that what just changed changes again."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor
from typing import Final

from core.foresight.lessons import Lessons

HOURS: Final = 24
# Days since the last change that was seen; behind the last one it is as if there had been none.
AGES: Final = (0.35, 0.7, 1.1, 1.6, 2.5, 5.0, 12.0, 30.0)
_NONE_SEEN: Final = len(AGES)
# What is believed before anything was seen, and for how many changes that counts: a product that just changed changes
# again twice as often within a day and a half.
_FIRST_AGES: Final = (2.0, 2.0, 1.5, 1.2, 1.0, 1.0, 1.0, 1.0, 0.8)
_AGES_TRUST: Final = 5.0
_HOURS_TRUST: Final = 3.0
_KEPT: Final = 0.999  # of what the hours have taught, after each look
_HEAVIEST: Final = 1e6


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time between two looks: its days at each hour and at each age, each weighed by the other's factor.

    `ordinary` is how many days of ordinary time it comes to.
    """

    by_hour: Mapping[int, float]
    by_age: Mapping[int, float]
    ordinary: float


@dataclass(slots=True)
class Factors:
    """Factors as counts of changes over counts of days."""

    changes: list[float]
    days: list[float]
    values: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.values = [changes / days for changes, days in zip(self.changes, self.days, strict=True)]

    def add(self, place: int, changes: float, days: float) -> None:
        """Count some more."""
        self.changes[place] += changes
        self.days[place] += days
        self.values[place] = self.changes[place] / self.days[place]


class Rhythm:
    """How much more often than usual products change at each hour of the day (UTC) and at each age.

    Both are learned together with the products' rates, as in expectation maximisation: a change that happened somewhere
    in an interval is shared out over it as it was likely. Of the hours old lessons fade, since where looks are taken
    only after certain hours the first guesses would otherwise confirm themselves.
    """

    def __init__(self) -> None:
        self.hours = Factors([_HOURS_TRUST] * HOURS, [_HOURS_TRUST] * HOURS)
        self.ages = Factors([_AGES_TRUST * one for one in _FIRST_AGES], [_AGES_TRUST] * len(_FIRST_AGES))
        self.weight = 1.0  # of what comes now; it grows in place of all that came before fading

    @classmethod
    def of(cls, lessons: Lessons) -> "Rhythm":
        """As it was; what another version of these factors has kept is begun anew."""
        found = cls()
        if len(lessons.hour_changes) == len(lessons.hour_days) == HOURS:
            found.hours = Factors([*lessons.hour_changes], [*lessons.hour_days])
            found.weight = lessons.weight
        if len(lessons.age_changes) == len(lessons.age_days) == len(_FIRST_AGES):
            found.ages = Factors([*lessons.age_changes], [*lessons.age_days])
        return found

    def stretch(self, start: float, end: float, changed: float | None) -> Stretch:
        """The time between two moments (hours since 1970) for a product that changed then."""
        hours, ages = self.hours.values, self.ages.values
        by_hour: dict[int, float] = {}
        by_age: dict[int, float] = {}
        at, ordinary = start, 0.0
        while at < end:
            following = min(end, floor(at) + 1.0)
            days, hour = (following - at) / HOURS, floor(at) % HOURS
            age = age_at((at + following) / 2, changed)
            by_hour[hour] = by_hour.get(hour, 0.0) + days * ages[age]
            by_age[age] = by_age.get(age, 0.0) + days * hours[hour]
            ordinary += days * ages[age] * hours[hour]
            at = following
        return Stretch(by_hour, by_age, ordinary)

    def learn(self, stretch: Stretch, rate: float, changes: float) -> None:
        """Take in a stretch in which a product of this rate changed so often."""
        each = changes / stretch.ordinary if stretch.ordinary else 0.0
        self.weight /= _KEPT
        for hour, days in stretch.by_hour.items():
            self.hours.add(hour, self.weight * each * days * self.hours.values[hour], self.weight * rate * days)
        for age, days in stretch.by_age.items():
            self.ages.add(age, each * days * self.ages.values[age], rate * days)
        if self.weight > _HEAVIEST:
            self._lighten()

    def _lighten(self) -> None:
        self.hours = Factors(
            [one / self.weight for one in self.hours.changes], [one / self.weight for one in self.hours.days]
        )
        self.weight = 1.0


def age_at(at: float, changed: float | None) -> int:
    """Which age a product has."""
    return _NONE_SEEN if changed is None else bisect_right(AGES, (at - changed) / HOURS)
