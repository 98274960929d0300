"""Reading when in the past: a length of time until now, a calendar's stretch, a day, an hour of it."""

import re
from calendar import month_abbr, month_name
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date
from dateutil.relativedelta import relativedelta

from bot.command import Took
from bot.grammar.amounts import read_duration, spell_duration
from bot.grammar.words import Quoted
from core.catalog.chart import Stretch

_UNITS: Final = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}
_MONTHS: Final = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_A_DAY: Final = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
)
_OF_A_DATE: Final = re.compile(rf"{_A_DAY.pattern}|{_YEAR.pattern}|\d{{1,2}}:\d\d|{'|'.join(_MONTHS)}")
_HOUR: Final = re.compile(r"\d:\d\d")
_WEEKDAY: Final = re.compile(r"mon|tue|wed|thu|fri|sat|sun")
_MOST_WORDS: Final = 4
_DAYS: Final = {"today": 0, "yesterday": 1}


class During:
    """How far back: ``90d``, ``this quarter``, ``last month``, ``in october``, ``since 3 may``; kept as it was said."""

    many = False
    hint = "[90d, this quarter, in october, since 3 may]"

    def take(self, words: Sequence[str]) -> Took | None:
        """The longest of these at the beginning."""
        first = _bare(words[0])
        if read_duration(first) or first in _DAYS:
            return Took(first, 1)
        rest = [_bare(word) for word in words[1:4]]
        if first in {"last", "past"} and rest and (span := read_duration(rest[0])):
            return Took(spell_duration(span), 2)
        if first in {"this", "last"} and rest and rest[0] in _UNITS:
            return Took(f"{first} {rest[0]}", 2)
        if first == "in" and rest and (rest[0] in _MONTHS or _YEAR.fullmatch(rest[0])):
            years = [year for year in rest[1:2] if rest[0] in _MONTHS and _YEAR.fullmatch(year)]
            return Took(" ".join([first, rest[0], *years]), 2 + len(years))
        return _dated(words) if first == "since" else None

    def spell(self, value: object) -> str:
        """As it was said."""
        return str(value)


class OnDay:
    """A day of the past, or an hour of it: ``on 3 may``, ``on monday 14:00``, ``yesterday``; kept as it was said."""

    many = False
    hint = "[on 3 may, or yesterday]"

    def take(self, words: Sequence[str]) -> Took | None:
        """The longest date after ``on``."""
        first = _bare(words[0])
        return Took(first, 1) if first in _DAYS else _dated(words) if first == "on" else None

    def spell(self, value: object) -> str:
        """As it was said."""
        return str(value)


def stretch_of(text: str, now: datetime, zone: ZoneInfo) -> Stretch | None:
    """The time that is meant, in `zone`, no later than `now`; None where it means none, or one that is yet to come.

    A month or day that is not over ends now, one without a year is the last there was.
    """
    first, _, rest = text.partition(" ")
    if span := read_duration(text):
        return Stretch(now - span, now)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    wall = _walls(first, rest, midnight, now.astimezone(zone).replace(tzinfo=None))
    if wall is None:
        return None
    since, until = (moment.replace(tzinfo=zone).astimezone(UTC) for moment in wall)
    return Stretch(since, min(until, now)) if since < now and since < until else None


def has_hour(text: str) -> bool:
    """Whether a moment of the day was said, and not the whole day."""
    return bool(_HOUR.search(text))


def _walls(first: str, rest: str, midnight: datetime, now: datetime) -> tuple[datetime, datetime] | None:
    """From when until when, on the wall clock."""
    try:
        if first in _DAYS:
            start = midnight - timedelta(days=_DAYS[first])
            return start, start + timedelta(days=1)
        if first in {"this", "last"}:
            return _unit(rest, midnight, back=first == "last")
        if first == "in":
            return _named(rest, midnight)
        return _dates(rest, midnight, now, until_now=first == "since")
    except (OverflowError, ValueError):
        return None


def _dates(rest: str, midnight: datetime, now: datetime, *, until_now: bool) -> tuple[datetime, datetime] | None:
    """From a date on, or its day, or its minute where an hour is said."""
    start = _past(rest, midnight, now)
    if start is None:
        return None
    length = timedelta(minutes=1) if has_hour(rest) else timedelta(days=1)
    return (start, now) if until_now else (start, start + length)


def _unit(name: str, midnight: datetime, *, back: bool) -> tuple[datetime, datetime] | None:
    starts = {
        "day": midnight,
        "week": midnight - timedelta(days=midnight.weekday()),
        "month": midnight.replace(day=1),
        "quarter": midnight.replace(day=1, month=(midnight.month - 1) // 3 * 3 + 1),
        "year": midnight.replace(day=1, month=1),
    }
    if name not in starts:
        return None
    start = starts[name] - _UNITS[name] if back else starts[name]
    return start, start + _UNITS[name]


def _named(text: str, midnight: datetime) -> tuple[datetime, datetime] | None:
    """October, October 2025, 2025."""
    name, _, year = text.partition(" ")
    if name not in _MONTHS:
        start = midnight.replace(year=int(name), month=1, day=1)
        return start, start + _UNITS["year"]
    start = midnight.replace(day=1, month=_MONTHS[name], year=int(year or midnight.year))
    if not year and start > midnight:
        start -= _UNITS["year"]
    return start, start + _UNITS["month"]


def _past(text: str, midnight: datetime, now: datetime) -> datetime | None:
    """The last moment that a date means; None where it means none."""
    try:
        start = midnight if _names_a_day(text) else midnight.replace(day=1)
        found = parse_date(text.replace(". ", " ").rstrip("."), default=start, dayfirst=not text[:4].isdigit())
    except ParserError:
        return None
    if found <= now or re.search(_YEAR, text):
        return found
    return found - (timedelta(days=7) if _WEEKDAY.search(text) else _UNITS["year"])


def _dated(words: Sequence[str]) -> Took | None:
    """The words that can be part of a date after the first, as far as they are one."""
    said = list(takewhile(_OF_A_DATE.fullmatch, (_bare(word) for word in words[1 : _MOST_WORDS + 1])))
    while said:
        text = " ".join(said)
        days = sum(1 for word in said if _A_DAY.fullmatch(word))  # a second one is the number of a product
        is_whole = days == 1 or (words[0].lower() == "since" and not days)
        if is_whole and not text.isdigit():
            return Took(f"{words[0].lower()} {text}", len(said) + 1)
        said.pop()
    return None


def _names_a_day(text: str) -> bool:
    return any(_A_DAY.fullmatch(word) for word in text.split())


def _bare(word: str) -> str:
    return "" if isinstance(word, Quoted) else word.lower()
