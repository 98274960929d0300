"""Steps of prices beside one another: how often, how long and how far one was below."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.catalog.chart import Point, Stretch
from core.catalog.undercutting import undercutting

START = datetime(2026, 5, 3, tzinfo=UTC)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def steps(*pairs: tuple[int, str | None]) -> tuple[Point, ...]:
    return tuple(Point(at(hour), None if price is None else Decimal(price)) for hour, price in pairs)


@pytest.mark.parametrize(
    ("rival", "own", "times", "most"),
    [
        (steps((0, "10")), [steps((0, "10"))], [], None),
        (steps((0, "9")), [steps((0, "10"))], [(0, 24)], "0.1"),
        (steps((0, "11"), (2, "9"), (4, "11"), (6, "8"), (8, "12")), [steps((0, "10"))], [(2, 4), (6, 8)], "0.2"),
        # One time, though the price moves within it, and ours too.
        (steps((0, "9"), (2, "8"), (4, "9")), [steps((0, "10"), (3, "12"))], [(0, 24)], "0.3333"),
        # The cheapest of ours counts.
        (steps((0, "9")), [steps((0, "20")), steps((0, "9"), (10, "10"))], [(10, 24)], "0.1"),
        # What is not known undercuts nobody, and is not undercut.
        (
            steps((0, "9"), (2, None), (4, "9")),
            [steps((0, "10"), (6, None), (8, "10"))],
            [(0, 2), (4, 6), (8, 24)],
            "0.1",
        ),
        (steps((0, "9")), [steps((12, "10"))], [(12, 24)], "0.1"),
        (steps(), [steps((0, "10"))], [], None),
        (steps((0, "9")), [], [], None),
        (steps(), [steps()], [], None),
    ],
)
def test_the_times_are_counted_and_measured(rival, own, times, most):
    found = undercutting(rival, own, at(24))
    if most is None:
        assert found is None
        return
    assert found is not None
    assert found.times == tuple(Stretch(at(since), at(until)) for since, until in times)
    assert round(found.most, 4) == Decimal(most)
    assert found.length == sum((one.until - one.since for one in found.times), timedelta())
