"""Reading hours of the day: from when to when, and how often at which time."""

from collections.abc import Sequence
from typing import Final

from bot.command import Took
from core.wall_clock import read_time
from core.watching.quiet import Quiet
from core.watching.schedule import WEEKDAYS, Rhythm

_BETWEEN: Final = frozenset({"-", "–", "to", "until", "till"})
_MORNING: Final = "08:30"
_EVERY_DAY: Final = frozenset({"daily", "day"})
_EVERY_WEEK: Final = frozenset({"weekly", "week"})


class Hours:
    """From when to when: ``22:00-07:00``, ``from 10pm to 7am``."""

    many = False
    hint = "22:00-07:00"

    def take(self, words: Sequence[str]) -> Took | None:
        """Two times of day, in one word or with one between them."""
        skipped = 1 if words[0].lower() in {"from", "between"} and len(words) > 1 else 0
        first = words[skipped]
        if hours := Quiet.read(first):
            return Took(hours, skipped + 1)
        if len(words) < skipped + 3 or words[skipped + 1].lower() not in {*_BETWEEN, "and"}:
            return None
        hours = Quiet.read(f"{first}-{words[skipped + 2]}")
        return Took(hours, skipped + 3) if hours else None

    def spell(self, value: object) -> str:
        """As 22:00-07:00."""
        return str(value)


class HowOften:
    """A rhythm: ``daily 08:30``, ``weekly mon 08:30``; half past eight and Monday where they are not said."""

    many = False
    hint = "daily 08:30"

    def take(self, words: Sequence[str]) -> Took | None:
        """The rhythm's word, then a weekday where it is weekly, then the time."""
        rhythm, *rest = (word.lower() for word in words)
        if rhythm not in _EVERY_DAY | _EVERY_WEEK:
            return None
        used, weekday = 1, None
        if rhythm in _EVERY_WEEK:
            weekday = 0
            if rest and rest[0][:3] in WEEKDAYS:
                weekday, used, rest = WEEKDAYS.index(rest[0][:3]), used + 1, rest[1:]
        if rest and rest[0] == "at":
            used, rest = used + 1, rest[1:]
        at = read_time(rest[0]) if rest else None
        morning = read_time(_MORNING)
        if at is None and morning is not None and not rest:
            return Took(Rhythm(morning, weekday), used)
        return None if at is None else Took(Rhythm(at, weekday), used + 1)

    def spell(self, value: object) -> str:
        """As daily 08:30."""
        return str(value)
