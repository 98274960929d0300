"""Round moments between two times, by a calendar's own measures in one time zone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

_S, _DAY = timedelta(seconds=1), timedelta(days=1)
_CLOCK: Final = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10800, 21600, 43200)  # seconds
_DAYS: Final = (1, 2, 3, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_MONDAY: Final = datetime(1970, 1, 5)  # noqa: DTZ001 -- a wall clock's reading: the zone is put on when it is used


def round_moments(since: datetime, until: datetime, zone: ZoneInfo, most: int) -> tuple[datetime, ...]:
    """At most `most` moments within, as far apart as the smallest round measure allows."""
    start, end = (moment.astimezone(zone).replace(tzinfo=None) for moment in (since, until))
    for walk in _walks(start):
        local = tuple(takewhile(lambda moment: moment <= end, _first(walk, most + 2)))
        moments = [moment.replace(tzinfo=zone).astimezone(UTC) for moment in local if moment >= start]
        if len(moments) <= most:
            return tuple(moments)
    return ()


def _first(walk: Iterator[datetime], count: int) -> Iterator[datetime]:
    """Some steps only: the finest measures would take millions. One more than allowed lies before the start."""
    for _ in range(count):
        yield next(walk)


def _walks(start: datetime) -> Iterator[Iterator[datetime]]:
    """From a round moment not after `start`, by ever longer steps."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    for seconds in _CLOCK:
        yield _by_time(midnight + (start - midnight) // (seconds * _S) * (seconds * _S), seconds * _S)
    for days in _DAYS:
        yield _by_time(_MONDAY + (midnight - _MONDAY) // (days * _DAY) * (days * _DAY), days * _DAY)
    for months in _MONTHS:
        yield _by_months(midnight, months)


def _by_time(moment: datetime, step: timedelta) -> Iterator[datetime]:
    while True:
        yield moment
        moment += step


def _by_months(start: datetime, step: int) -> Iterator[datetime]:
    count = (start.year * 12 + start.month - 1) // step * step
    while True:
        yield start.replace(year=count // 12, month=count % 12 + 1, day=1)
        count += step
