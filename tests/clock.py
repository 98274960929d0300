"""A clock turned by hand."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


class TurnedClock:
    """Time passes only when a test turns it; what recurs is kept, to be run by the test."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at
        self.jobs: dict[str, Callable[[], Awaitable[None]]] = {}

    def now(self) -> datetime:
        return self.at

    def every(self, period: timedelta, job: Callable[[], Awaitable[None]], name: str) -> None:
        self.jobs[name] = job

    def turn(self, **span: float) -> None:
        self.at += timedelta(**span)
