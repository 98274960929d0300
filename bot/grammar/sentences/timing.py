"""What a clause says of time: how often to look, how far back, for how long, from when to when."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify
from bot.grammar.sentences.calendar import WEEKDAYS, days_since, moment
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.numbers import minutes_of
from bot.grammar.sentences.terms import Kind, Term

_DAY: Final = 1440
_EVERY: Final = {"hourly": 60, "twice": 720, "daily": _DAY, "weekly": 7 * _DAY}
_DAYS_BACK: Final = {
    "yesterday": 1,
    "daybefore": 2,
    "today": 1,
    "thisweek": 7,
    "lastweek": 7,
    "thismonth": 30,
    "thisquarter": 90,
    "thisyear": 365,
    "morning": 1,
    "tonight": 1,
}
_TIMES: Final = frozenset({Kind.SPAN, Kind.CLOCK, Kind.DAY, Kind.VALUE})
_EVENINGS: Final = (
    "evening",
    "evenings",
    "night",
    "abend",
    "abends",
    "soir",
    "noche",
    "tarde",
    "sera",
    "noite",
    "晩",
    "夜",
)
_HOUR_OF: Final = {"morning": "09:00", "noon": "12:00", "tonight": "20:00", "midnight": "00:00", "afternoon": "15:00"}


def interval(terms: Sequence[Term]) -> int | None:
    """How often to look, in minutes: every 30 min, every hour, hourly."""
    place = _interval_at(terms)
    if place is None:
        named = next((term.name for term in terms if term.kind is Kind.FREQUENCY), "")
        return _EVERY.get(named)
    number = terms[place].number
    return int(number) if number is not None and number >= 1 else None


def without_interval(terms: Sequence[Term]) -> Sequence[Term]:
    """The terms less the interval of looks."""
    place = _interval_at(terms)
    return terms if place is None else [*terms[:place], *terms[place + 1 :]]


def _interval_at(terms: Sequence[Term]) -> int | None:
    for at, term in enumerate(terms):
        before = terms[at - 1] if at else None
        if any(one.is_(Kind.EVENT, "price new_low") for one in terms[at + 1 : at + 2]):
            continue  # “a 30-day low”
        if term.kind is Kind.SPAN and (term.name == "every" or (before and before.is_(Kind.PREPOSITION, "every"))):
            return at
        if term.kind is Kind.SPAN and at + 1 < len(terms) and terms[at + 1].is_(Kind.PREPOSITION, "every"):
            return at
    return None


def days_back(terms: Sequence[Term], context: Context) -> int | None:
    """How many days back: last 90 days, since yesterday, the past week."""
    since = False
    for at, term in enumerate(terms):
        since = since or term.is_(Kind.PREPOSITION, "since")
        if term.kind is Kind.SPAN and term.number is not None:
            return max(1, -(-int(term.number) // _DAY))
        if term.is_(Kind.PREPOSITION, "last") and at + 1 < len(terms) and (unit := _unit(terms[at + 1])) is not None:
            return max(1, int(unit) // _DAY)
        if term.kind is Kind.DAY and term.name in _DAYS_BACK:
            return _DAYS_BACK[term.name]
        if term.unit == "date" and since and (days := days_since(term.name, context.now.date())):
            return days
        if term.kind is Kind.DAY and since and term.name in WEEKDAYS:
            today = context.now.weekday()
            return (today - WEEKDAYS.index(term.name)) % 7 or 7
    return None


def _unit(term: Term) -> Decimal | None:
    return minutes_of(term.name) if term.kind is Kind.UNIT else None


def silence(terms: Sequence[Term], context: Context) -> tuple[Decimal | None, datetime | None] | None:
    """For how many hours, or until when; both None without end; None where the time that is said cannot be."""
    start = next((at for at in range(len(terms)) if _is_until(terms, at)), None)
    spans = [term for term in terms if term.kind is Kind.SPAN and term.number is not None]
    if start is not None and not any(term.kind in _TIMES for term in terms[start:]):
        if not any(term.kind in _TIMES for term in terms):
            return None
        start = 0 if any(term.kind in {Kind.CLOCK, Kind.DAY} for term in terms) else None
    if start is None:
        if spans:
            return _lasting(spans), None
        return _by_day(terms, context)
    said = [term for term in terms[start:] if term.kind in _TIMES]
    if any(term.is_(Kind.DAY, "further notice") for term in said):
        return None, None
    if all(term.kind is Kind.SPAN for term in said):
        return _lasting(said), None  # “until two weeks from now”
    if sum(1 for term in said if term.kind is Kind.VALUE and not term.unit) > 1:
        return None  # “until 6/12”: of June or of December
    until = moment(said, context.now, context.zone)
    return (None, until) if until else None


def _lasting(spans: Sequence[Term]) -> Decimal:
    """How many hours some spans have together."""
    return sum((one.number for one in spans if one.number is not None), Decimal(0)) / 60


def _is_until(terms: Sequence[Term], at: int) -> bool:
    """Whether a preposition begins the end of a silence: a time follows it, or stands before “まで”."""
    if terms[at].is_(Kind.PREPOSITION, "to"):
        return any(term.kind in {Kind.CLOCK, Kind.DAY} for term in terms[at + 1 : at + 2])
    return terms[at].is_(Kind.PREPOSITION, "until")


def _by_day(terms: Sequence[Term], context: Context) -> tuple[Decimal | None, datetime | None] | None:
    """Muted “today” or “this weekend”: until that is over."""
    days = [term for term in terms if term.kind is Kind.DAY]
    ends = {
        "today": "tomorrow",
        "tonight": "tomorrow",
        "tomorrow": "dayafter",
        "weekend": "nextweek",
        "thisweek": "nextweek",
    }
    named = next((term.name for term in days if term.name in ends), None)
    if named is None:
        return None, None
    hour = [] if named in {"tonight", "weekend", "thisweek"} else [Term(kind=Kind.CLOCK, name="00:00")]
    return None, moment([Term(kind=Kind.DAY, name=ends[named]), *hour], context.now, context.zone)


def digest(clause: Clause) -> Action:
    """How often the summary is to come, and when."""
    terms = clause.terms
    said = _chosen(clause)
    day = next((term.name for term in terms if term.kind is Kind.DAY and term.name in WEEKDAYS), None)
    part = next((term.name for term in terms if term.kind is Kind.DAY and term.name in _HOUR_OF), None)
    time = _late(_clock(terms), terms)
    every = interval(terms)
    frequency = said.name if said else "weekly" if day or every == 7 * _DAY else "daily" if every == _DAY else None
    frequency = frequency or next((one for one in ("daily", "weekly") for term in terms if one in term.text), None)
    if said and said.name == "daily" and day:
        frequency = "weekly"
    if frequency is None and part in {"morning", "tonight", "afternoon"} and not day:
        frequency = "daily"
    if frequency is None and (part or time) and any(term.is_(Kind.PREPOSITION, "every") for term in terms):
        frequency = "daily"
    if frequency == "off":
        return meaning.Digest("off")
    if frequency is None:
        return meaning.Digest("daily", time) if time else Clarify("value")
    exact = time or (_HOUR_OF[part] if part in {"noon", "midnight"} and part else None)
    return meaning.Digest(frequency, exact, day)


def _late(clock: str | None, terms: Sequence[Term]) -> str | None:
    """The hour of an evening: “each evening at 6” is 18:00."""
    late = any(term.is_(Kind.DAY, "tonight", "afternoon") or term.text.endswith(_EVENINGS) for term in terms)
    return f"{int(clock[:2]) + 12}{clock[2:]}" if clock and late and "01" <= clock[:2] < "12" else clock


def _chosen(clause: Clause) -> Term | None:
    """The frequency that is asked for: of “from weekly to daily” the one it is to become."""
    become = (
        after
        for before, after in pairwise(clause.terms)
        if before.is_(Kind.PREPOSITION, "to") and after.kind is Kind.FREQUENCY
    )
    behind = (
        after for mark, after in pairwise(clause.terms) if mark.kind is Kind.BREAK and after.kind is Kind.FREQUENCY
    )
    return next(become, next(behind, clause.first(Kind.FREQUENCY)))  # “no daily one, weekly is enough”


def quiet(clause: Clause) -> Action:
    """From when to when nothing is to be said."""
    times = [term for term in clause.terms if _as_clock(term)]
    named = [_as_clock(term) for term in times]
    if len(named) >= 2:
        return meaning.Quiet(named[0], named[1])
    return Clarify("value")


def _clock(terms: Sequence[Term]) -> str | None:
    exact = next((term.name for term in terms if term.kind is Kind.CLOCK and term.name), None)
    return exact or next((_as_clock(term) for term in terms if term.kind is Kind.VALUE and _as_clock(term)), None)


def _as_clock(term: Term) -> str | None:
    """A term as a time of day; a bare number is an hour."""
    if term.kind is Kind.CLOCK and term.name:
        return term.name
    if term.kind is Kind.DAY and term.name in {"noon", "midnight"}:
        return _HOUR_OF[term.name]
    whole = term.kind is Kind.VALUE and term.unit == "" and term.number is not None and term.number == int(term.number)
    return f"{int(term.number) % 24:02d}:00" if whole and term.number is not None and 0 <= term.number <= 24 else None
