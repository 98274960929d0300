"""Several clauses that come to one action: what is said of a product twice is done once."""

from dataclasses import replace
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Nothing
from core.watching.rule import Condition

_MEASURED: Final = frozenset({"price", "bsr", "rating", "reviews"})
_Joined = meaning.Track | meaning.Show | meaning.Untrack | meaning.Audit


def add(found: list[Action], action: Action) -> None:
    """Add an action, or make it part of the one before."""
    last = found[-1] if found else None
    if last is None:
        found.append(action)
    elif isinstance(last, Nothing):
        found[-1] = action
    elif not isinstance(action, Nothing) and action != last:
        whole = _whole(last, action)
        found[-1:] = [last, action] if whole is None else [whole]


def _whole(last: Action, action: Action) -> Action | None:
    """The one action that both come to; None where they are two."""
    if getattr(last, "products", None) != getattr(action, "products", ()):
        return _for_more(last, action) if isinstance(last, _Joined) and isinstance(action, _Joined) else None
    match last, action:
        case (meaning.Track(), meaning.Track()):
            return _both(last, action)
        case (meaning.Track() | meaning.Alert(), meaning.Alert()):
            return replace(last, rules=_more_exact(last.rules, action.rules))
        case (meaning.Mute(), meaning.Mute(hours=None, until=None)) if last.metrics == action.metrics:
            return last  # “until Friday I want to hear nothing of it, mute it so long”
        case (meaning.Chart(), meaning.Chart()):
            return replace(action, days=action.days or last.days)
        case (meaning.Changes(), meaning.Changes()):
            return replace(action, days=action.days or last.days)
        case (meaning.Optimize(), meaning.Optimize()):
            return replace(last, focus=tuple(dict.fromkeys((*last.focus, *action.focus))))
        case _:
            return None


def _more_exact(said: tuple[Condition, ...], later: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The rules of both; “watch the rank” gives way to what is then said of the rank."""
    exact = {rule.metric for rule in later if rule.when != "changes"} & _MEASURED
    kept = (rule for rule in said if rule.when != "changes" or rule.value is not None or rule.metric not in exact)
    return tuple(dict.fromkeys((*kept, *later)))


def _both(one: meaning.Track, other: meaning.Track) -> meaning.Track:
    return replace(
        one,
        rules=tuple(dict.fromkeys((*one.rules, *other.rules))),
        role=one.role or other.role,
        list=one.list or other.list,
        every=one.every or other.every,
    )


def _for_more(last: _Joined, action: _Joined) -> Action | None:
    """The same wish for more products is one action."""
    mine, theirs = last.products, action.products
    if isinstance(mine, tuple) and isinstance(theirs, tuple) and replace(action, products=mine) == last:
        return replace(last, products=tuple(dict.fromkeys((*mine, *theirs))))
    return None
