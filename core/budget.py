"""What looks may be taken in a day, and how far the intervals must stretch for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Final

from core.ports.storage import UnitOfWork
from core.tally import DAY, Purpose, Tally, hour_of

# Even where hands and second looks take nearly all, the rest of the products is not put off for ever.
_LEAST_FOR_TURNS: Final = 0.1
_HASTE: Final = 2  # so many times the even share of an hour may an hour take
_RECENT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Budget:
    """The most looks a day, or the most US dollars; None: as many as are wished."""

    looks: int | None = None
    dollars: Decimal | None = None

    @property
    def is_set(self) -> bool:
        """Whether there is anything to keep to."""
        return self.looks is not None or self.dollars is not None


UNLIMITED: Final = Budget()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ration:
    """How a budget stands: looks of the last day, in all and on each purpose, and what they cost.

    `planned` is how many looks a day the products ask for; `most` how many a day the budget pays (None: any number);
    `left` how many of them may still be taken now, though what people ask for by hand is never refused; `this_hour` how
    many products have had their turn in this hour.
    """

    used: int
    by: Mapping[Purpose, int]
    spent: Decimal
    planned: float
    most: int | None = None
    left: int | None = None
    this_hour: int = 0

    @property
    def turns(self) -> int | None:
        """How many products may have their turn now: where all want more than there is, no hour takes it all."""
        if self.most is None or self.left is None or self.load <= 1:
            return self.left
        return max(min(self.left, ceil(self.most * _HASTE / 24) - self.this_hour), 0)

    @property
    def load(self) -> float:
        """The part that all intervals together would take of what second looks and hands leave; 0 without a budget."""
        if self.most is None:
            return 0.0
        others = self.by.get(Purpose.DOUBT, 0) + self.by.get(Purpose.ASKED, 0)
        return self.planned / max(self.most - others, self.most * _LEAST_FOR_TURNS, 1)


async def ration(work: UnitOfWork, budget: Budget, now: datetime) -> Ration:
    """How the budget stands; what is being looked at now counts as used.

    The day goes back to the beginning of an hour, a little more than 24 h, so that no 24 h hold more than the budget.
    """
    tally = await work.looks.since(now - DAY)
    used, by = sum(tally.values()), _by_purpose(tally)
    spent = await work.runs.spent(hour_of(now - DAY))
    planned = await work.products.planned()
    most, left = budget.looks, None if budget.looks is None else budget.looks - used
    if budget.dollars is not None and (cost := await _cost_of_a_look(work, now)):
        most, left = int(budget.dollars / cost), int((budget.dollars - spent) / cost)
    held = await work.products.held(now) if budget.is_set else 0
    return Ration(
        used=used,
        by=by,
        spent=spent,
        planned=planned,
        most=most,
        left=None if left is None else max(left - held, 0),
        this_hour=held + _turns_in(hour_of(now), tally),
    )


async def _cost_of_a_look(work: UnitOfWork, now: datetime) -> Decimal:
    """What looks of the last days have cost on average; those at Amazon's own pages cost nothing."""
    since = hour_of(now - _RECENT)
    count = sum((await work.looks.since(since)).values())
    return await work.runs.spent(since) / count if count else Decimal(0)


def _turns_in(hour: datetime, tally: Tally) -> int:
    return sum(count for one, count in tally.items() if one.hour == hour and one.purpose is Purpose.TURN)


def _by_purpose(tally: Tally) -> Mapping[Purpose, int]:
    return {purpose: sum(count for one, count in tally.items() if one.purpose is purpose) for purpose in Purpose}
