"""Learning from each look, and spending a budget of looks where changes are likely."""

from dataclasses import replace
from math import exp, floor
from typing import Final

from core.foresight.habit import USUAL_CHANGES_A_DAY, Habit
from core.foresight.rhythm import HOURS, Rhythm, Span, gathered, spans
from core.foresight.worth import LONGEST, Outlook

_HALF_LIFE: Final = 15.0  # days after which what was learned of a product counts half
_FADES_TO: Final = 0.9  # days of the usual rate that come in place of what is forgotten
_LATE: Final = 48.0  # hours of delay beyond which none counts more
_STEP: Final = 0.02  # how fast the price follows the delay
_AFTER: Final = 1.5  # hours after which the changes of an hour are best looked for
_EMPHASIS: Final = 2.0


class Foresight:
    """Knows what looks have taught; times are hours since 1970.

    `price` is what a look must be worth to be taken. It follows supply and demand: when looks come later than they were
    due it rises, when they come before it falls, so that the budget is spent and no more.
    """

    def __init__(self, rhythm: Rhythm | None = None, price: float = 1.0) -> None:
        self.rhythm = rhythm or Rhythm()
        self.price = price

    def learn(self, habit: Habit, at: float, *, changed: bool) -> Habit:
        """A product's habit after a look that found it changed since the last one, or not."""
        if habit.looked is None or at <= habit.looked:
            return replace(habit, looked=at, changed=at if changed else habit.changed)
        parts = gathered(spans(max(habit.looked, at - 2 * LONGEST), at, habit.changed))
        expected = habit.rate * self._ordinary(habit, parts)
        happened = expected / (1 - exp(-expected)) if changed and expected > 1e-9 else float(changed)
        days = self.rhythm.learn(parts, habit.rate, happened)
        kept = 0.5 ** ((at - habit.looked) / HOURS / _HALF_LIFE)
        usual = (1 - kept) * _FADES_TO
        return Habit(
            changes=habit.changes * kept + usual * USUAL_CHANGES_A_DAY + happened,
            days=habit.days * kept + usual + days,
            changed=at if changed else habit.changed,
            looked=at,
        )

    def outlook(self) -> Outlook:
        """How things look at this moment."""
        return Outlook(self.rhythm)

    def settle(self, delays: list[float]) -> None:
        """Let the price follow how late a round's looks came, in hours after they were due; before is negative."""
        if delays:
            mean = sum(max(-_LATE, min(_LATE, delay)) for delay in delays) / len(delays)
            self.price *= exp(_STEP * mean / HOURS)

    def release(self) -> list[float]:
        """How much of the budget each hour of the day gets: more after hours in which prices change; 1 on average."""
        weights = [factor**_EMPHASIS for factor in self.rhythm.hours()]
        mean = sum(weights) / HOURS
        return [weight / mean for weight in weights]

    def released_at(self, release: list[float], at: float) -> float:
        """The share that is given at a time."""
        return release[floor(at - _AFTER) % HOURS]

    def _ordinary(self, habit: Habit, parts: list[Span]) -> float:
        hours, ages = self.rhythm.hours(), self.rhythm.ages()
        return sum(part.days * hours[part.hour] * ages[part.age] for part in parts)
