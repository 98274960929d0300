"""How often a product is looked at, and why just so often, in words."""

from typing import Final

from bot.views.wording import span
from core.foresight.habit import Habit
from core.watching.standing import Standing

_PERIODS: Final = (("day", 1.0), ("week", 7.0), ("month", 30.0))
_OFTEN_ENOUGH: Final = 0.75  # times in a period, from which on it is counted in that period
_TIMES: Final = {1: "once", 2: "twice"}


def how_often(standing: Standing) -> str:
    """The interval; where a budget allows no more, what it has made of that, and what it knows of the product."""
    wished = f"every {span(standing.every)}"
    if standing.due_at is None or standing.looked_at is None or standing.failure:
        return wished
    planned, reason = span(standing.due_at - standing.looked_at), _reason(standing)
    if standing.rested_at is None or standing.due_at < standing.looked_at + standing.every:
        return wished
    if planned == span(standing.every):
        return f"{wished}: {reason}" if reason else wished
    known = f", and {reason}" if reason else ""
    return f"about every {planned} instead of {span(standing.every)}: the daily budget allows no more{known}"


def how_often_it_changes(changes_a_day: float) -> str:
    """About twice a day, about 3 times a month, hardly ever."""
    for name, days in _PERIODS:
        if changes_a_day * days >= _OFTEN_ENOUGH:
            count = round(changes_a_day * days)
            return f"about {_TIMES.get(count, f'{count} times')} a {name}"
    return "hardly ever"


def _reason(standing: Standing) -> str:
    """What puts it before or after others; nothing is said of what was not seen for long enough."""
    near = "a rule is near" if standing.is_at_stake else ""
    return " and ".join(part for part in (_changes(standing.habit), near) if part)


def _changes(habit: Habit) -> str:
    if not habit.is_known:
        return ""
    return "no change was seen yet" if habit.changed is None else f"it changes {how_often_it_changes(habit.rate)}"
