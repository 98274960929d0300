"""What looks may be taken in a day, and how far the intervals would have to stretch for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from core.allowance import EVENLY, saved_up
from core.ports.storage import UnitOfWork
from core.tally import DAY, Purpose, Tally, hour_of

# Even where hands and second looks take nearly all, the rest of the products is not put off for ever.
_LEAST_FOR_TURNS: Final = 0.1
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
    `left` how many of them may still be taken now, though what people ask for by hand is never refused; `saved` how
    many of them the hours so far were given and have not used.
    """

    used: int
    by: Mapping[Purpose, int]
    spent: Decimal
    planned: float
    most: int | None = None
    left: int | None = None
    saved: float = 0.0

    @property
    def turns(self) -> int | None:
        """How many products may have their turn now: where all want more than there is, each hour has its share."""
        return self.left if self.left is None or self.load <= 1 else min(self.left, int(self.saved))

    @property
    def for_turns(self) -> float:
        """How many looks a day second looks and hands leave."""
        others = self.by.get(Purpose.DOUBT, 0) + self.by.get(Purpose.ASKED, 0)
        most = self.most or 0
        return max(most - others, most * _LEAST_FOR_TURNS, 1)

    @property
    def stretch(self) -> float:
        """How many times as long as asked for intervals would be if all were stretched evenly, hands aside.

        What people ask for today says nothing of the days to come, which is when the next turns are.
        """
        return self.planned / max(self.most, 1) if self.most is not None else 0.0

    @property
    def load(self) -> float:
        """The part that all intervals together would take of what second looks and hands leave; 0 without a budget."""
        return 0.0 if self.most is None else self.planned / self.for_turns


async def ration(
    work: UnitOfWork, budget: Budget, now: datetime, *, shares: Sequence[float] = EVENLY, over: int = 0
) -> Ration:
    """How the budget stands; what is being looked at now counts as used.

    `shares` are what part of an even share each of the last 25 hours is given. The day goes back to the beginning of
    an hour, a little more than 24 h, so that no 24 h hold more than the budget; `over` is how many looks of that hour
    are known to be older.
    """
    tally = _until(now, await work.looks.since(now - DAY))
    used, by = sum(tally.values()), _by_purpose(tally)
    spent = await work.runs.spent(hour_of(now - DAY))
    planned = await work.products.planned()
    most, left = budget.looks, None if budget.looks is None else budget.looks - (used - over)
    if budget.dollars is not None and (cost := await _cost_of_a_look(work, now)):
        most, left = int(budget.dollars / cost), int((budget.dollars - spent) / cost)
    held = await work.products.held(now) if budget.is_set else 0
    found = Ration(
        used=used, by=by, spent=spent, planned=planned, most=most, left=None if left is None else max(left - held, 0)
    )
    if most is None:
        return found
    return replace(found, saved=max(saved_up(found.for_turns, shares, _turns(tally), now) - held, 0.0))


async def _cost_of_a_look(work: UnitOfWork, now: datetime) -> Decimal:
    """What looks of the last days have cost on average; those at Amazon's own pages cost nothing."""
    since = hour_of(now - _RECENT)
    count = sum((await work.looks.since(since)).values())
    return await work.runs.spent(since) / count if count else Decimal(0)


def _until(now: datetime, tally: Tally) -> Tally:
    """Without the hours to come: a clock that was set back has counted some."""
    return {looked: count for looked, count in tally.items() if looked.hour <= now}


def _turns(tally: Tally) -> Mapping[datetime, int]:
    found: Counter[datetime] = Counter()
    for looked, count in tally.items():
        if looked.purpose is Purpose.TURN:
            found[looked.hour] += count
    return found


def _by_purpose(tally: Tally) -> Mapping[Purpose, int]:
    return {purpose: sum(count for one, count in tally.items() if one.purpose is purpose) for purpose in Purpose}
