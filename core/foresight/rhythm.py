"""What all products have in common: the hours at which prices change, and that what just changed changes again."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import Final

HOURS: Final = 24
# Days since the last change that was seen; behind the last one it is as if there had been none.
AGES: Final = (0.35, 0.7, 1.1, 1.6, 2.5, 5.0, 12.0, 30.0)
_NONE_SEEN: Final = len(AGES)
# What is believed before anything was seen, and for how many changes that counts: a product that just changed changes
# again twice as often within a day and a half.
_FIRST_AGES: Final = (2.0, 2.0, 1.5, 1.2, 1.0, 1.0, 1.0, 1.0, 0.8)
_AGES_TRUST: Final = 5.0
_HOURS_TRUST: Final = 3.0
_KEPT: Final = 0.9995  # of what the hours have taught, after each look


@dataclass(frozen=True, slots=True)
class Span:
    """Some days that lie in one hour of the day (UTC), at one age since the last change."""

    hour: int
    age: int
    days: float


@dataclass(slots=True)
class Rhythm:
    """How much more often than usual products change at each hour of the day (UTC) and at each age.

    Each factor is a count of changes over a count of days; both are learned together with the products' rates, as in
    expectation maximisation: a change that happened somewhere in an interval is shared out over it as it was likely.
    """

    hour_changes: list[float] = field(default_factory=lambda: [_HOURS_TRUST] * HOURS)
    hour_days: list[float] = field(default_factory=lambda: [_HOURS_TRUST] * HOURS)
    age_changes: list[float] = field(default_factory=lambda: [_AGES_TRUST * one for one in _FIRST_AGES])
    age_days: list[float] = field(default_factory=lambda: [_AGES_TRUST] * len(_FIRST_AGES))

    def hours(self) -> list[float]:
        """The factor of each hour."""
        return [changes / days for changes, days in zip(self.hour_changes, self.hour_days, strict=True)]

    def ages(self) -> list[float]:
        """The factor of each age."""
        return [changes / days for changes, days in zip(self.age_changes, self.age_days, strict=True)]

    def learn(self, spans: Sequence[Span], rate: float, changes: float) -> float:
        """Take in an interval in which a product of this rate changed so often; returns its ordinary days."""
        hours, ages = self.hours(), self.ages()
        ordinary = [span.days * hours[span.hour] * ages[span.age] for span in spans]
        expected = max(rate * sum(ordinary), 1e-9)
        self.hour_changes = [one * _KEPT for one in self.hour_changes]
        self.hour_days = [one * _KEPT for one in self.hour_days]
        for span, share in zip(spans, ordinary, strict=True):
            self.hour_days[span.hour] += rate * ages[span.age] * span.days
            self.age_days[span.age] += rate * hours[span.hour] * span.days
            self.hour_changes[span.hour] += changes * rate * share / expected
            self.age_changes[span.age] += changes * rate * share / expected
        return sum(ordinary)


def spans(start: float, end: float, changed: float | None) -> Iterator[Span]:
    """The interval between two times (hours since 1970), cut at full hours."""
    at = start
    while at < end:
        following = min(end, floor(at) + 1.0)
        yield Span(floor(at) % HOURS, age_at((at + following) / 2, changed), (following - at) / HOURS)
        at = following


def gathered(parts: Iterable[Span]) -> list[Span]:
    """The same days, one span for each hour and age."""
    days: dict[tuple[int, int], float] = {}
    for part in parts:
        days[part.hour, part.age] = days.get((part.hour, part.age), 0.0) + part.days
    return [Span(hour, age, total) for (hour, age), total in days.items()]


def age_at(at: float, changed: float | None) -> int:
    """Which age a product has."""
    return _NONE_SEEN if changed is None else bisect_right(AGES, (at - changed) / HOURS)


def as_counts(rhythm: Rhythm) -> Mapping[str, list[float]]:
    """The counts by name, to be kept."""
    return {name: getattr(rhythm, name) for name in ("hour_changes", "hour_days", "age_changes", "age_days")}
