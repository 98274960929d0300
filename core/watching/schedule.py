"""Digests: how often a chat wants its summary, and when the next one is due."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from core.messages import ChatId
from core.wall_clock import moment, today

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every day at a time of day, or every week on one day; `weekday` counts from Monday, 0."""

    at: time
    weekday: int | None = None

    def __str__(self) -> str:
        day = "daily" if self.weekday is None else f"weekly {WEEKDAYS[self.weekday]}"
        return f"{day} {self.at:%H:%M}"

    def after(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The first such moment after `now`: one for each day or week, whatever the clocks do that night."""
        day = today(now, zone) - timedelta(days=1)
        while True:
            if self.weekday in {None, day.weekday()} and (due := moment(day, self.at, zone)) > now:
                return due
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A chat's digest: it tells of the time from `since` on, and goes into the thread in which it was asked for."""

    chat: ChatId
    thread: str | None
    rhythm: Rhythm
    since: datetime
    due_at: datetime
    attempts: int = 0
