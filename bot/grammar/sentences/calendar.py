"""Clock times and dates as people write them, and the moments they mean."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.grammar.sentences.numbers import HALVES, Sight, clock
from bot.grammar.sentences.pieces import Shape
from bot.grammar.sentences.terms import Kind, Term

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?::[0-5][0-9])?")
_HALVES: Final = re.compile(r"h([0-5][0-9])")
_PARTS: Final = {
    ("quarter", "past"): 15, ("quarter", "after"): 15, ("half", "past"): 30, ("quarter", "to"): -15,
    ("viertel", "nach"): 15, ("viertel", "vor"): -15, ("halb", ""): -30, ("half", ""): 30,
}  # fmt: skip
# What stands after the hour: “las 9 y media”, “9 heures et quart”.
_AFTER: Final = {
    ("y", "media"): 30, ("y", "cuarto"): 15, ("et", "demie"): 30, ("et", "quart"): 15, ("e", "mezza"): 30,
    ("e", "mezzo"): 30, ("e", "meia"): 30,
}  # fmt: skip
# Words that stand before the day of a month, and those that may follow it.
_ON_THE: Final = frozenset({"el", "au", "al", "zum", "dia", "le"})
_THEN: Final = frozenset({"", ".", ",", "!", "?", ";", "\n", "at", "a", "as", "alle", "um", "please", "pls"})
_LAST_DAY: Final = 31
_BEGUN: Final = frozenset(first for first, _ in _PARTS)
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[.]([0-9]{1,2})(?:[.]([0-9]{4}))?")
_HOURS: Final = {"noon": 12, "midnight": 0, "tonight": 20, "afternoon": 15, "morning": 9}
_LATE: Final = frozenset({"夜", "午後", "夕方", "晩", "今夜", "今晩", "夜の"})
_MORNING: Final = 9
_MONTHS: Final = 12
_NOON: Final = 12


def read_time(sight: Sight, at: int) -> tuple[Term, int] | None:
    """The clock time that begins at a place: 9:30, 7.30am, 8h30, 21 Uhr."""
    if half_past := _with_part(sight, at):
        return half_past
    if sight.shape(at) is not Shape.NUMBER:
        return _in_words(sight, at)
    found = _CLOCK.fullmatch(sight.pieces[at].text)
    unit = sight.unit(at + 1)
    half = unit[0] if unit and unit[0] in HALVES else ""
    if found and (":" in sight.pieces[at].text or half):
        return clock(int(found[1]), int(found[2]), half), at + 1 + (unit[1] if half and unit else 0)
    if (
        sight.key(at).isdigit()
        and sight.key(at + 1) == "h"
        and sight.shape(at + 2) is Shape.NUMBER
        and sight.pieces[at + 2].glued
    ):
        return clock(int(sight.key(at)), int(sight.key(at + 2)[:2])), at + 3
    if sight.key(at).isdigit() and (late := _HALVES.fullmatch(sight.key(at + 1))) and sight.pieces[at + 1].glued:
        return clock(int(sight.key(at)), int(late[1])), at + 2
    return None


def late(term: Term, before: Term) -> Term:
    """“夜10時” is 22:00: Japanese says first which half of the day is meant."""
    said = term.kind is Kind.CLOCK and term.name and before.text in _LATE
    return clock(int(term.name[:2]), int(term.name[3:]), "night") if said and term.name < "12" else term


def _with_part(sight: Sight, at: int) -> tuple[Term, int] | None:
    """An hour with its part after it: “9 y media”, “ocho y media”, “9 heures et demie”, “9時半”."""
    said = sight.name(at, Kind.NUMBER) if sight.shape(at) is Shape.WORD else (sight.key(at), 1)
    if said is None or not said[0].isdigit() or said[1] > 1:
        return None
    unit = sight.unit(at + 1)
    after = at + 1 + (unit[1] if unit and unit[0] in {"h", "oclock"} else 0)
    minutes = _AFTER.get((sight.key(after), sight.key(after + 1)))
    end = after + 2
    if minutes is None and sight.key(after) == "半" and after > at + 1:
        minutes, end = 30, after + 1
    return (clock(int(said[0]), minutes), end) if minutes else None


def _in_words(sight: Sight, at: int) -> tuple[Term, int] | None:
    """“Quarter past 8”, “half past seven”, “viertel nach acht”, “halb neun”."""
    if sight.key(at) not in _BEGUN:
        return None
    minutes = _PARTS.get((sight.key(at), sight.key(at + 1))) or _PARTS.get((sight.key(at), ""))
    start = at + 1 + ((sight.key(at), sight.key(at + 1)) in _PARTS)
    said = sight.name(start, Kind.NUMBER) if sight.shape(start) is Shape.WORD else (sight.key(start), 1)
    if minutes is None or said is None or not said[0].isdigit() or len(said[0]) > 2:
        return None
    unit = sight.unit(start + said[1])
    half = unit[0] if unit and unit[0] in HALVES else ""
    hour = clock(int(said[0]), 0, half).name[:2]
    moment = (int(hour or 0) * 60 + minutes) % 1440
    return clock(moment // 60, moment % 60), start + said[1] + (unit[1] if half and unit else 0)


def read_date(sight: Sight, at: int) -> tuple[Term, int] | None:
    """The date that begins at a place: March 15, 15th of March, 2026-03-15, 15.3.2026, since March."""
    month = sight.name(at, Kind.MONTH)
    if month and sight.shape(at + month[1]) is Shape.NUMBER:
        return _dated(sight.key(at + month[1]), month[0], "", _past_ordinal(sight, at + month[1] + 1))
    if month and sight.name(at - 1, Kind.PREPOSITION) == ("since", 1):
        return _dated("1", month[0], "", at + month[1])
    if sight.shape(at) is not Shape.NUMBER:
        return None
    parted = sight.key(at + 1) in {"-", "/"} and sight.key(at + 3) in {"-", "/"} and len(sight.key(at)) == 4
    if parted and sight.shape(at + 2) is Shape.NUMBER and sight.shape(at + 4) is Shape.NUMBER:
        return _dated(sight.key(at + 4), sight.key(at + 2), sight.key(at), at + 5)
    dotted = _NUMBERS.fullmatch(sight.pieces[at].text)
    ended = dotted is not None and int(dotted[2]) <= _MONTHS and (dotted[3] or sight.key(at + 1) == ".")
    if dotted and ended:
        return _dated(dotted[1], dotted[2], dotted[3] or "", at + 1 + (sight.key(at + 1) == "."))
    if sight.key(at + 1) == "月" and sight.key(at + 3) == "日":
        return _dated(sight.key(at + 2), sight.key(at), "", at + 4)
    end = _past_ordinal(sight, at + 1)
    if day := _of_month(sight, at, end):
        return day
    end += sight.key(end) in {"of", "de", "di", "."}
    month = sight.name(end, Kind.MONTH)
    return _dated(sight.key(at), month[0], "", end + month[1]) if month else None


def _of_month(sight: Sight, at: int, end: int) -> tuple[Term, int] | None:
    """A day whose month goes without saying: “the 15th”, “el 15”, “dia 15”."""
    pointed = sight.key(at - 1) in _ON_THE or (end > at + 1 and sight.key(at - 1) in {"the", "until", "till", "til"})
    if sight.key(at - 2) in {"e", "y", "et"}:
        return None  # “tra le 22 e le 7” are hours
    if not pointed or not sight.key(at).isdigit() or int(sight.key(at)) > _LAST_DAY or sight.key(end) not in _THEN:
        return None
    return _dated(sight.key(at), "0", "", end)


def moment(terms: Sequence[Term], now: datetime, zone: str) -> datetime | None:
    """The first moment after `now` that the terms mean in `zone`; None where they mean none, or one that is past."""
    local = now.astimezone(ZoneInfo(zone))
    day = next((term for term in terms if term.kind is Kind.DAY and term.name not in _HOURS), None)
    part = next((term for term in terms if term.kind is Kind.DAY and term.name in _HOURS), None)
    hour, minute = _hour(terms, part, local, alone=day is None)
    said = hour is not None
    if day is not None and day.name == "endofweek" and not said:
        day, hour = replace(day, name="nextweek"), 0  # until it is over
    start = local.replace(hour=_MORNING if hour is None else hour, minute=minute, second=0, microsecond=0)
    if day is None:
        if not said:
            return None
        return start if start > local else start + timedelta(days=1)
    wanted = _day(day, local, start)
    if wanted is None:
        return None
    found = _at(wanted, start)
    return found if found > local else None


def _day(day: Term, local: datetime, start: datetime) -> date | None:
    today = local.date()
    if day.unit == "date":
        return _next_date(day.name, today)
    if day.name in WEEKDAYS:
        ahead = (WEEKDAYS.index(day.name) - today.weekday()) % 7
        return today + timedelta(days=7 if ahead == 0 and start <= local else ahead)
    ahead_of = {"today": 0, "tomorrow": 1, "dayafter": 2}
    if day.name in ahead_of:
        return today + timedelta(days=ahead_of[day.name])
    weekday = {"weekend": 5, "endofweek": 4, "nextweek": 0}.get(day.name)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if day.name == "nextmonth":
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return None


def _next_date(name: str, today: date) -> date | None:
    year, month, day = (int(part) for part in name.split("-"))
    if month == 0:
        return _next_day(day, today)
    try:
        wanted = date(year or today.year, month, day)
    except ValueError:
        return None
    return wanted.replace(year=today.year + 1) if not year and wanted < today else wanted


def days_since(name: str, today: date) -> int | None:
    """How many days ago a date was last; None where there is no such date, or it is yet to come."""
    year, month, day = (int(part) for part in name.split("-"))
    try:
        last = date(year or today.year, month or today.month, day)
        last = last.replace(year=today.year - 1) if not year and last > today else last
    except ValueError:
        return None
    return (today - last).days if last <= today else None


def _next_day(day: int, today: date) -> date | None:
    """The next day of this number in its month."""
    ahead = (today + timedelta(days=far) for far in range(1, 2 * _LAST_DAY))
    return next((one for one in ahead if one.day == day), None)


def _hour(terms: Sequence[Term], part: Term | None, local: datetime, *, alone: bool) -> tuple[int | None, int]:
    """The hour and minute that are said; a bare number is an hour, and `alone` the next on the face of a clock."""
    said = next((term for term in terms if term.kind is Kind.CLOCK and term.name), None)
    if said:
        hour, minute = int(said.name[:2]), int(said.name[3:])
        late = part is not None and part.name in {"tonight", "afternoon"} and hour < 12
        return hour + 12 * late, minute
    bare = next(
        (term for term in terms if term.kind is Kind.VALUE and term.unit == "" and term.number is not None), None
    )
    if bare and bare.number is not None and bare.number <= 24:
        late = part.name in {"tonight", "afternoon"} if part else alone and _is_past(int(bare.number), local.hour)
        evening = late and bare.number < _NOON
        return int(bare.number) % 24 + _NOON * evening, 0
    return (_HOURS[part.name], 0) if part else (None, 0)


def _is_past(hour: int, now: int) -> bool:
    """Whether an hour of the morning is over and that of the evening is still to come."""
    return hour <= now < hour + _NOON


def _at(day: date, start: datetime) -> datetime:
    """A wall-clock time on a day; the zone's own offset of that day holds."""
    return start.replace(year=day.year, month=day.month, day=day.day)


def _dated(day: str, month: str, year: str, end: int) -> tuple[Term, int] | None:
    if not (day.isdigit() and month.isdigit() and (not year or year.isdigit())):
        return None
    name = f"{int(year or 0):04d}-{int(month):02d}-{int(day):02d}"
    return replace(Term(kind=Kind.DAY, name=name), unit="date"), end


def _past_ordinal(sight: Sight, at: int) -> int:
    found = sight.name(at, Kind.ORDINAL)
    return at + found[1] if found else at
