"""How often and how far a competitor was cheaper than the cheapest of the own products beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from core.catalog.chart import Point, Stretch
from core.catalog.spells import value_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Undercutting:
    """The times in which a competitor was cheaper, and the most that it was, as a share of the own price, at `at`."""

    times: tuple[Stretch, ...]
    most: Decimal
    at: datetime

    @property
    def length(self) -> timedelta:
        """How long it was cheaper, all times together."""
        return sum((one.until - one.since for one in self.times), timedelta())


def undercutting(rival: Sequence[Point], own: Sequence[Sequence[Point]], until: datetime) -> Undercutting | None:
    """What the steps of the competitor's price are beside those of our own; None where it never was cheaper."""
    moments = sorted({point.at for steps in (rival, *own) for point in steps if point.at < until})
    times: list[Stretch] = []
    most, when = Decimal(0), until
    for at, after in pairwise([*moments, until]):
        depth = _depth(rival, own, at)
        if depth <= 0:
            continue
        since = times.pop().since if times and times[-1].until == at else at
        times.append(Stretch(since, after))
        if depth > most:
            most, when = depth, at
    return Undercutting(times=tuple(times), most=most, at=when) if times else None


def _depth(rival: Sequence[Point], own: Sequence[Sequence[Point]], at: datetime) -> Decimal:
    """The share by which it is cheaper at a moment; none where one of the prices is not known."""
    price = value_at(rival, at)
    ours = min((value for steps in own if (value := value_at(steps, at)) is not None), default=None)
    return (ours - price) / ours if price is not None and ours else Decimal(0)
