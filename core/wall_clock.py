"""What the clocks on the wall show: moments of a local time, on the nights when hours are skipped or come twice too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> ZoneInfo:
    """The time zone, UTC where the name is unknown to this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When the clocks of a zone first show `at`, or more, on that day.

    Of an hour that comes twice the first is meant; what is skipped is met when the clocks have been put forward.
    """
    wall = datetime.combine(day, at)
    late = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if early >= late:
        return late
    # In a gap the two readings lie around the moment at which the clocks are put forward.
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).replace(tzinfo=None) >= wall:
            late = middle
        else:
            early = middle
    return (late + timedelta(milliseconds=500)).replace(microsecond=0)


def today(now: datetime, zone: ZoneInfo) -> date:
    """The day that it is there."""
    return now.astimezone(zone).date()


def read_time(text: str) -> time | None:
    """A time of day as people write it: 8:30, 08:30, 22, 10pm, 8.30am."""
    words = text.strip().lower().replace(".", ":").replace(" ", "")
    half = words[-2:] if words.endswith(("am", "pm")) else ""
    hour, _, minute = words.removesuffix(half).partition(":")
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2 and _is_minute(minute, given=":" in words)):
        return None
    return _time(int(hour), int(minute or 0), half)


def _is_minute(text: str, *, given: bool) -> bool:
    return (text.isascii() and text.isdigit() and len(text) == 2) if given else not text


def _time(hour: int, minute: int, half: str) -> time | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
