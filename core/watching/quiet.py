"""Quiet hours: when a chat is told of nothing but what is critical."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.wall_clock import moment, read_time, today

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of day to another, often past midnight, by the clocks of the chat's own zone."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @classmethod
    def read(cls, text: str) -> "Quiet | None":
        """The inverse of `str`, and other ways to write times; None for anything else, and where both are the same."""
        start, _, end = text.replace("–", "-").partition("-")
        begins, ends = read_time(start), read_time(end)
        return None if begins is None or ends is None or begins == ends else cls(begins, ends)

    def until(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The end of the quiet hours that `now` lies in; None where it lies in none."""
        for day in (today(now, zone) - _DAY, today(now, zone)):
            begins = moment(day, self.start, zone)
            ends = moment(day if self.start < self.end else day + _DAY, self.end, zone)
            if begins <= now < ends:
                return ends
        return None
