"""Several clauses that come to one action: what is said of a product twice is done once."""

from dataclasses import replace

from bot.grammar import meaning
from bot.grammar.meaning import Action, Nothing

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
            return replace(last, rules=tuple(dict.fromkeys((*last.rules, *action.rules))))
        case (meaning.Chart(), meaning.Chart()):
            return replace(action, days=action.days or last.days)
        case (meaning.Optimize(), meaning.Optimize()):
            return replace(last, focus=tuple(dict.fromkeys((*last.focus, *action.focus))))
        case _:
            return None


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
