"""How long a price held: what questions about lows, highs and single days are answered from."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from core.catalog.chart import Point, Stretch
from core.catalog.past import Past


@dataclass(frozen=True, slots=True)
class Spell:
    """A price, and the time in which it held."""

    price: Decimal
    stretch: Stretch

    @property
    def length(self) -> timedelta:
        """How long it held."""
        return self.stretch.until - self.stretch.since


def spells(past: Past) -> tuple[Spell, ...]:
    """The prices in the order of time, neighbours of one price as one; in between are times in which none is known."""
    ends = [*past.prices, Point(past.until, None)]
    found: list[Spell] = []
    for point, after in pairwise(ends):
        if point.value is None or point.at >= after.at:
            continue
        since = point.at
        if found and found[-1].price == point.value and found[-1].stretch.until == since:
            since = found.pop().stretch.since
        found.append(Spell(point.value, Stretch(since, after.at)))
    return tuple(found)


def lowest(among: Sequence[Spell]) -> tuple[Spell, ...]:
    """All spells of the lowest price; none where there is no price."""
    low = min((one.price for one in among), default=None)
    return tuple(one for one in among if one.price == low)


def highest(among: Sequence[Spell]) -> tuple[Spell, ...]:
    """All spells of the highest price; none where there is no price."""
    high = max((one.price for one in among), default=None)
    return tuple(one for one in among if one.price == high)


def value_at(points: Sequence[Point], at: datetime) -> Decimal | None:
    """What steps are at a moment; None before the first, and where it is not known."""
    before = bisect_right(points, at, key=lambda point: point.at)
    return points[before - 1].value if before else None
