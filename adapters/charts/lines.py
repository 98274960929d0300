"""From points to what an axis is given: numbers, with a break wherever nothing is known."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from math import nan

from core.catalog.chart import Point

_DAY_S = 86_400.0


def number_of(at: datetime) -> float:
    """A moment as matplotlib counts: days since 1970, in UTC."""
    return at.timestamp() / _DAY_S


def coordinates(points: Sequence[Point], until: datetime | None = None) -> tuple[list[float], list[float]]:
    """The x and y of points, NaN where there is no value; the last value holds `until`, if that is given."""
    x = [number_of(point.at) for point in points]
    y = [nan if point.value is None else float(point.value) for point in points]
    if until is not None and points and points[-1].value is not None:
        x.append(number_of(until))
        y.append(y[-1])
    return x, y


def lonely(points: Sequence[Point], until: datetime | None = None) -> tuple[list[float], list[float]]:
    """The points that would be no line: alone between two breaks, with no time to hold."""
    ends = [*(point.at for point in points[1:]), until][: len(points)]
    if until is not None:  # steps: a value that ends as it begins
        kept = [one for one, end in zip(points, ends, strict=True) if one.value is not None and one.at == end]
        return coordinates(kept)
    runs = [tuple(run) for known, run in groupby(points, lambda point: point.value is not None) if known]
    return coordinates([run[0] for run in runs if len(run) == 1])


def values(points: Sequence[Point]) -> list[float]:
    """The known values."""
    return [float(point.value) for point in points if point.value is not None]


def last_value(points: Sequence[Point]) -> Point | None:
    """The last point, if its value is known: what holds at the end."""
    return points[-1] if points and points[-1].value is not None else None


def value_at(points: Sequence[Point], at: datetime) -> float | None:
    """The value that holds at a moment; None where none is known."""
    before = [point for point in points if point.at <= at]
    return float(before[-1].value) if before and before[-1].value is not None else None
