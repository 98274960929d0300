"""Learning from each look, and spending a budget of looks where changes are likely."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, floor
from typing import Final

from core.foresight.habit import USUAL_CHANGES_A_DAY, Habit
from core.foresight.lessons import Lessons
from core.foresight.rhythm import HOURS, Rhythm
from core.foresight.surge import Surge
from core.foresight.worth import LONGEST, Outlook, worth

_HALF_LIFE: Final = 15.0  # days after which what was learned of a product counts half
_FADES_TO: Final = 0.9  # days of the usual rate that come in place of what is forgotten
_LATE: Final = 48.0  # hours of delay beyond which none counts more
_STEP: Final = 0.015  # how fast the price follows the delay
_CHEAPEST, _DEAREST = 1e-6, 1e3  # beyond which no price tells one product from another
_AFTER: Final = 1.5  # hours after which the changes of an hour are best looked for
_EMPHASIS: Final = 2.0
_EVENING_OUT: Final = 0.0006  # how much of a deviation from the average is made good in an hour
_EVEN: Final = 0.15  # of the budget is given evenly, so that quiet hours are learned as well


class Foresight:
    """Knows what looks have taught; times are hours since 1970.

    `price` is what a look must be worth to be taken. It follows supply and demand: when looks come later than they were
    due it rises, when they come before it falls, so that the budget is spent and no more. None: nobody has asked yet.
    """

    def __init__(self, rhythm: Rhythm | None = None, price: float | None = 1.0) -> None:
        self.rhythm = rhythm or Rhythm()
        self.price = price
        self._surge = Surge()
        self._usual = 1.0  # what has been released on average
        self._released: float | None = None

    @classmethod
    def of(cls, lessons: Lessons) -> "Foresight":
        """As it was when these lessons were kept."""
        found = cls(Rhythm.of(lessons), lessons.price)
        found._surge = Surge(lessons.found, lessons.expected, lessons.surged_at)
        found._usual, found._released = lessons.usual, lessons.released_at
        return found

    @property
    def lessons(self) -> Lessons:
        """What is to be kept."""
        return Lessons(
            hour_changes=tuple(self.rhythm.hours.changes),
            hour_days=tuple(self.rhythm.hours.days),
            age_changes=tuple(self.rhythm.ages.changes),
            age_days=tuple(self.rhythm.ages.days),
            weight=self.rhythm.weight,
            price=self.price,
            found=self._surge.found,
            expected=self._surge.expected,
            surged_at=self._surge.at,
            usual=self._usual,
            released_at=self._released,
        )

    def learn(self, habit: Habit, at: float, *, changed: bool) -> Habit:
        """A product's habit after a look that found it changed since the last one, or not."""
        if habit.looked is None or at <= habit.looked:
            return replace(habit, looked=at, changed=at if changed else habit.changed)
        stretch = self.rhythm.stretch(max(habit.looked, at - 2 * LONGEST), at, habit.changed)
        expected = habit.rate * stretch.ordinary
        happened = expected / (1 - exp(-expected)) if changed and expected > 1e-9 else float(changed)
        self.rhythm.learn(stretch, habit.rate, happened)
        self._surge.take_in(at, 1 - exp(-expected), changed=changed)
        kept = 0.5 ** ((at - habit.looked) / HOURS / _HALF_LIFE)
        usual = (1 - kept) * _FADES_TO
        return Habit(
            changes=habit.changes * kept + usual * USUAL_CHANGES_A_DAY + happened,
            days=habit.days * kept + usual + stretch.ordinary,
            changed=at if changed else habit.changed,
            looked=at,
        )

    def outlook(self) -> Outlook:
        """How things look at this moment."""
        return Outlook(self.rhythm)

    def appraise(self, interval: float) -> float:
        """The price; where there is none yet, the one at which an ordinary product is due after so many hours."""
        if self.price is None:
            self.price = worth(USUAL_CHANGES_A_DAY * interval / HOURS, USUAL_CHANGES_A_DAY)
        return self.price

    def settle(self, delays: Sequence[float]) -> None:
        """Let the price follow how late a round's looks came, in hours after they were due; before is negative."""
        if delays and self.price is not None:
            mean = sum(max(-_LATE, min(_LATE, delay)) for delay in delays) / len(delays)
            self.price = min(max(self.price * exp(_STEP * mean / HOURS), _CHEAPEST), _DEAREST)

    def release(self) -> tuple[float, ...]:
        """How much of the budget each hour of the day gets: more after hours in which prices change; 1 on average."""
        weights = [factor**_EMPHASIS for factor in self.rhythm.hours.values]
        mean = sum(weights) / HOURS
        given = [_EVEN + (1 - _EVEN) * weight / mean for weight in weights]
        return tuple(given)

    def released_at(self, release: Sequence[float], at: float) -> float:
        """The share that is given at a time: by its hour, and more while more changes are found than expected.

        Over weeks it comes to 1 on average.
        """
        share = release[floor(at - _AFTER) % HOURS] * self._surge.factor(at)
        passed = min(max(at - (self._released or at), 0.0), float(HOURS))
        self._usual += _EVENING_OUT * passed * (share - self._usual)
        self._released = at
        return share / self._usual

    def usually_released(self, release: Sequence[float], at: float) -> float:
        """The share that a time is given by its hour alone."""
        return release[floor(at - _AFTER) % HOURS] / self._usual
