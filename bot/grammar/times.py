"""Reading until when: durations, clock times, weekdays and dates, in the chat's own time zone."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from bot.command import Took
from bot.grammar.amounts import read_duration

_MOST_WORDS: Final = 4
_BARE_HOUR: Final = re.compile(r"(?<![\d:.\-/])([01]?\d|2[0-3])$")
_HAS_HOUR: Final = re.compile(r"\d:\d|\d\s*[ap]m\b", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_HAS_DATE: Final = re.compile(r"[a-z]{3}|\d[-/.]\d", re.IGNORECASE)
_ANY_NOW: Final = datetime(1972, 1, 1, tzinfo=UTC)  # long past, so that every moment is to come; a leap year
_MORNING: Final = 9  # the hour meant where only a day is said


class Until:
    """How long: ``4h``, or ``until`` and a moment; kept as said, since what it means depends on the chat's zone."""

    many = False
    hint = "[4h, or until mon 9:00]"

    def take(self, words: Sequence[str]) -> Took | None:
        """A duration, or the longest moment after ``until``."""
        if read_duration(words[0]):
            return Took(words[0].lower(), 1)
        if words[0].lower() not in {"until", "till"}:
            return None
        for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            text = " ".join(words[1 : count + 1]).lower()
            if end_of(text, _ANY_NOW, ZoneInfo("UTC")):
                return Took(text, count + 1)
        return None

    def spell(self, value: object) -> str:
        """As it was said."""
        return str(value) if read_duration(str(value)) else f"until {value}"


def end_of(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The first moment after `now` that `text` means in `zone`; None where it means none, or one that is past.

    A day without an hour means nine in the morning, an hour without a day the next time the clock shows it.
    """
    span = read_duration(text)
    if span:
        return now + span
    local = now.astimezone(zone)
    words = text.strip().lower().replace("tonight", "today 20:00").replace("noon", "12:00")
    days = 1 if "tomorrow" in words else 0
    words = re.sub(r"\b(tomorrow|today|at|on|next)\b", " ", words).strip()
    words = _BARE_HOUR.sub(r"\1:00", words) if not _HAS_HOUR.search(words) else words
    start = local.replace(hour=_MORNING, minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(days=days)
    if not words and not days:
        return None
    try:
        wall = parse_date(words, default=start) if words else start
    except (ParserError, OverflowError, ValueError):
        return None
    if wall.tzinfo is not None:
        return wall.astimezone(UTC) if wall > now else None
    return _next(wall, local, words, zone, named_day=bool(days) or "today" in text)


def _next(wall: datetime, local: datetime, words: str, zone: ZoneInfo, *, named_day: bool) -> datetime | None:
    """The wall-clock time as a moment in the future: a weekday or an hour that is past means the next one."""
    if wall <= local.replace(tzinfo=None):
        if _WEEKDAY.search(words):
            wall += timedelta(days=7)
        elif not _HAS_DATE.search(words) and not named_day:
            wall += timedelta(days=1)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment > local else None
