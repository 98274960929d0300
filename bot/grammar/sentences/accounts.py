"""Holding what is to be done against what was said: a product, amount, metric or time that was lost is asked about.

To lose a word is to act on half a sentence, and half a sentence can mean the contrary of the whole.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify, Missing
from bot.grammar.sentences.conditions import cared_for
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.targets import members
from bot.grammar.sentences.terms import Kind, Term

_WRITES: Final = (
    meaning.Track | meaning.Untrack | meaning.Alert | meaning.AlertOff | meaning.Mute | meaning.Digest | meaning.Quiet
)
_SUBSTANCE: Final = frozenset({Kind.EVENT, Kind.WHEN, Kind.METRIC, Kind.VALUE})
_HOW_OFTEN: Final = frozenset({"every", "once every", "alle", "cada", "ogni", "chaque"})
_FROM: Final = frozenset({"from", "von", "da", "dal", "dai", "desde"})
_AMOUNTS: Final = frozenset({"%", "$", "stars", "count", "rank"})


def settled(actions: Sequence[Action], terms: Sequence[Term], context: Context) -> tuple[Action, ...]:
    """The actions, or a question where they leave out what somebody said."""
    if not any(isinstance(action, _WRITES) for action in actions) or any(isinstance(one, Clarify) for one in actions):
        return tuple(actions)
    missing = _left_out(actions, terms, context)
    return (Clarify(missing),) if missing else tuple(actions)


def _left_out(actions: Sequence[Action], terms: Sequence[Term], context: Context) -> Missing | None:
    """What is missing for the actions to hold all that was said."""
    done = {_asin(product) for action in actions for product in _products(action, context)}
    if any(not done.intersection(map(_asin, term.products)) for term in _named(terms)):
        return "product"
    if any(_contradicts_itself(action) for action in actions):
        return "value"
    metrics = {metric for action in actions for metric in _metrics(action)}
    metrics |= {"price"} if "undercut" in metrics else set()  # “when their price is below ours”
    if metrics and not metrics.issuperset(_metrics_said(terms)):
        return "action"
    return "value" if _lost_amount(actions, terms) or _lost_time(actions, terms) else None


def _contradicts_itself(action: Action) -> bool:
    """Whether one thing is asked for with two values: “the first below 12, the second below 18” of both."""
    rules = getattr(action, "rules", None) or ()
    return len({rule.slot for rule in rules}) < len({(rule.slot, rule.value) for rule in rules})


def _lost_amount(actions: Sequence[Action], terms: Sequence[Term]) -> bool:
    """Whether an amount is in no rule, or a condition in none: of “from 25 to 22” the first is the old one."""
    if all(isinstance(action, meaning.AlertOff) for action in actions):
        return False  # “remove the 20 dollar alert”
    amounts = {amount for action in actions for amount in _amounts(action)}
    hours = {hour for action in actions for hour in _hours(action)}
    for before, term in pairwise((Term(kind=Kind.BREAK), *terms)):
        known = term.number in amounts or before.text in _FROM or (term.unit == "" and term.number in hours)
        if _is_amount(term, ruled=bool(amounts)) and not known:
            return True
    return bool(amounts) and _is_open_condition(terms)


def _lost_time(actions: Sequence[Action], terms: Sequence[Term]) -> bool:
    summed = any(isinstance(action, meaning.Digest) for action in actions)  # “… and send a digest every Monday”
    if (
        not summed
        and any(isinstance(action, meaning.Track) and action.every is None for action in actions)
        and any(term.is_(Kind.PREPOSITION, "every") and term.text in _HOW_OFTEN for term in terms)
    ):
        return True
    spans = any(_has_span(action) for action in actions)
    clocks = any(_has_clock(action) for action in actions)
    return any((term.kind is Kind.SPAN and not spans) or (term.kind is Kind.CLOCK and not clocks) for term in terms)


def _named(terms: Sequence[Term]) -> Iterator[Term]:
    """The products that are named, without those that are to stay as they are: “all but the moka”, “keep the moka”."""
    kept = False
    for term in terms:
        if term.kind is Kind.EXCEPT:
            return
        kept = term.name == "keep" if term.kind is Kind.VERB else kept
        if term.kind is Kind.PRODUCT and term.products and not kept:
            yield term


def _asin(product: str) -> str:
    return product.partition("@")[0]


def _products(action: Action, context: Context) -> tuple[str, ...]:
    products = getattr(action, "products", None) or ()
    if isinstance(products, str):
        return tuple(entry.product for entry in members(products, context))
    return products


def _is_open_condition(terms: Sequence[Term]) -> bool:
    """Whether one of several conditions says nothing that is known: “when it is oos and when it frobs”."""
    known, strange, found = True, False, False
    for term in (*terms, Term(kind=Kind.IF)):
        if term.kind is Kind.IF:
            found = found or (strange and not known)
            known = strange = False
        known = known or term.kind in _SUBSTANCE
        strange = strange or term.kind is Kind.UNKNOWN
    return found


def _is_amount(term: Term, *, ruled: bool) -> bool:
    return term.kind is Kind.VALUE and (term.unit in _AMOUNTS or term.unit.isupper() or (ruled and term.unit == ""))


def _amounts(action: Action) -> tuple[Decimal | None, ...]:
    return tuple(rule.value for rule in getattr(action, "rules", ()))


def _has_span(action: Action) -> bool:
    new_low = any(rule.unit == "days" for rule in getattr(action, "rules", ()))
    return new_low or any(
        getattr(action, key, None) is not None for key in ("days", "hours", "every", "until", "start")
    )


def _has_clock(action: Action) -> bool:
    return any(getattr(action, key, None) is not None for key in ("until", "time", "start", "hours"))


def _metrics_said(terms: Sequence[Term]) -> Iterator[str]:
    """The metrics that are named and meant; “the kettle listing” may only be the kettle."""
    kept = False
    for term in cared_for(terms):
        kept = term.name == "keep" if term.kind is Kind.VERB else kept
        named = term.name.partition(" ")[0] if term.kind in {Kind.EVENT, Kind.METRIC} and not kept else "listing"
        if named != "listing":
            yield named


def _metrics(action: Action) -> tuple[str, ...]:
    return (
        *(rule.metric for rule in getattr(action, "rules", ()) or ()),
        *getattr(action, "metrics", ()),
        *getattr(action, "focus", ()),
        *filter(None, (getattr(action, "metric", ""),)),
    )


def _hours(action: Action) -> Iterator[int]:
    """The hours of the day that an action has: a bare number may be one."""
    for key in ("time", "start", "end", "until"):
        match getattr(action, key, None):
            case str(clock):
                yield int(clock.partition(":")[0])
            case datetime() as moment:
                yield moment.hour
