"""What a look is worth, and when it is worth its price."""

from math import exp, floor
from typing import Final

from core.foresight.habit import Habit
from core.foresight.rhythm import AGES, HOURS, Rhythm, age_at

LONGEST: Final = 30.0 * HOURS
_LEAST_RATE: Final = 1e-4
_MINUTE: Final = 1 / 60


def worth(expected: float, rate: float) -> float:
    """What a look is worth, in days of freshness: where so many changes are expected, at so many a day.

    The index of Azar et al. (“Tractable near-optimal policies for crawling”, PNAS 2018): it grows with the square of
    the time since the last look, and gives up what changes too often to be kept fresh.
    """
    return (1 - exp(-expected) * (1 + expected)) / max(rate, _LEAST_RATE)


class Outlook:
    """How a product's expected changes add up after a look; the factors are those of one moment.

    Within one age every full day brings the same, so that only the last day is walked hour by hour.
    """

    def __init__(self, rhythm: Rhythm) -> None:
        self._hours = rhythm.hours.values
        self._ages = rhythm.ages.values
        self._day = sum(self._hours) / HOURS

    def due(self, habit: Habit, price: float) -> float:
        """When a look will be worth `price`: hours since 1970, at most thirty days after the last look."""
        start = habit.looked or 0.0
        at, expected = start, 0.0
        while at < start + LONGEST:
            end = min(self._same_age_until(at, habit.changed), start + LONGEST)
            rate = habit.rate * self._ages[age_at((at + end) / 2, habit.changed)]
            whole = floor((end - at) / HOURS)
            while whole and self._worth(start, at + whole * HOURS, expected + rate * self._day * whole) >= price:
                whole //= 2
            at, expected = at + whole * HOURS, expected + rate * self._day * whole
            reached, expected = self._walk(start, at, min(end, at + HOURS), expected, rate, price)
            if self._worth(start, reached, expected) >= price:
                return reached
            at = reached
        return start + LONGEST

    def _walk(
        self, start: float, at: float, end: float, expected: float, rate: float, price: float
    ) -> tuple[float, float]:
        """Hour by hour, as far as the price or the end."""
        while at < end and self._worth(start, at, expected) < price:
            following = min(end, floor(at) + 1.0)
            expected += rate * self._hours[floor(at) % HOURS] * (following - at) / HOURS
            at = following
        return at, expected

    def _worth(self, start: float, at: float, expected: float) -> float:
        days = (at - start) / HOURS
        return worth(expected, expected / days) if days > 0 else 0.0

    def _same_age_until(self, at: float, changed: float | None) -> float:
        age = age_at(at, changed)
        if changed is None or age == len(AGES):
            return at + LONGEST
        return max(changed + AGES[age] * HOURS, at + _MINUTE)  # what rounding leaves of an age ends now
