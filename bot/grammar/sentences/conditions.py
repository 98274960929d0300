"""From the terms of a request to the rules it names: metrics, what happens to them, and how much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bot.grammar.sentences.context import currency_of
from bot.grammar.sentences.drafts import AS, CAN, LEVELS, Draft, Draughtsman, fits
from bot.grammar.sentences.terms import Kind, Term
from core.watching.rule import Condition

_MONEY_UNITS: Final = frozenset({"%", "stars", "count", "rank", "#", "", "days"})
_LEVEL_OF: Final = {"improves": "below", "worsens": "above"}  # a rank that “worsens to 5000”
_UNIT_METRICS: Final = {"stars": "rating", "count": "reviews", "rank": "bsr"}
_USUAL: Final = {"improves": "bsr", "worsens": "bsr"}
_OWN_UNIT: Final = {"bsr": "rank", "rating": "stars", "reviews": "count", "audit": "count"}
_MOST_STARS: Final = 5
_MEASURED: Final = frozenset({"price", "undercut", *_OWN_UNIT})
_HUNDRED: Final = "audit"  # its points are of a hundred: “below 80 %” and “below 80” are the same


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rules of a request; `incomplete` where a threshold was left open."""

    rules: tuple[Condition, ...] = ()
    incomplete: bool = False


def wanted(terms: Iterable[Term], market: str, *, alone: bool = True) -> Wanted:
    """The rules that the terms of a clause name, for a product of this store.

    `alone` tells whether the mere word “price” asks for a rule, whose value is then missing; to track a price does not.
    """
    man = Draughtsman()
    listed = _either_way(cared_for(terms))
    for at, term in enumerate(listed):
        man.take(term, listed[at + 1 : at + 3])
    rules: dict[Condition, None] = {}
    # “A new 1 star review”: of the reviews with so many stars alone there is no rule.
    incomplete = any(
        one.kind is Kind.VALUE and one.unit == "stars" and after.is_(Kind.METRIC, "reviews")
        for one, after in pairwise(listed)
    )
    metric = ""
    for draft in man.finish():
        if draft.metric == "price" and not draft.when and draft.value is None:
            incomplete = incomplete or alone
            continue
        if not draft.when and draft.value is None and _is_unclear(draft.metric, listed):
            incomplete = True  # “when the stock sulks”: something happens, and nobody knows what
            continue
        rule = _rule(draft, metric, market)
        if rule is None:
            incomplete = True
        else:
            rules[rule] = None
            metric = rule.metric
    return Wanted(tuple(rules), incomplete)


def _is_unclear(metric: str, terms: Sequence[Term]) -> bool:
    """Whether a word that nobody knows stands where a condition tells what a metric does."""
    said = next((at for at, term in enumerate(terms) if term.is_(Kind.METRIC, metric)), len(terms))
    after = next((term for term in terms[said + 1 :] if term.kind not in {Kind.FILLER, Kind.THE}), None)
    return after is not None and after.kind is Kind.UNKNOWN and any(term.kind is Kind.IF for term in terms[:said])


def _either_way(terms: Sequence[Term]) -> list[Term]:
    """The terms with “goes up or down by 3 %” as one change; two directions that are measured apart stay two."""
    found: list[Term] = []
    for at, term in enumerate(terms):
        ways = {one.name.removeprefix("price ") for one in (*found[-2:-1], term) if one.kind in {Kind.WHEN, Kind.EVENT}}
        parted = found[-1:] and found[-1].kind is Kind.AND
        if parted and ways == {"rises", "drops"} and any(one.kind is Kind.VALUE for one in terms[at + 1 : at + 3]):
            name = "price changes" if found[-2].kind is Kind.EVENT else "changes"
            found[-2:] = [replace(found[-2], name=name)]
        else:
            found.append(term)
    return found


def cared_for(terms: Iterable[Term]) -> list[Term]:
    """The terms without what somebody says not to care for: “coupons only, idc about price”, “stock, not price”."""
    found: list[Term] = []
    skipping = False
    listed = list(terms)
    for at, term in enumerate(listed):
        spared = term.kind is Kind.EXCEPT and any(
            one.kind in {Kind.METRIC, Kind.EVENT} for one in listed[at + 1 : at + 2]
        )
        if spared or term.kind in {Kind.INDIFFERENT, Kind.NOT}:
            skipping = True
        elif skipping and term.kind in {Kind.AND, Kind.BREAK, Kind.VERB, Kind.IF, Kind.VALUE}:
            skipping = False
        if not (skipping and term.kind in {Kind.METRIC, Kind.WHEN, Kind.EVENT}):
            found.append(term)
    return found


def metrics_in(terms: Iterable[Term]) -> tuple[str, ...]:
    """The metrics that are named at all, by themselves or by what happens to them."""
    found: dict[str, None] = {}
    for term in terms:
        if term.kind is Kind.METRIC:
            found[term.name] = None
        elif term.kind is Kind.EVENT:
            found[term.name.partition(" ")[0]] = None
        elif term.kind is Kind.WHEN and term.name in _USUAL:
            found[_USUAL[term.name]] = None
    return tuple(found)


def _rule(draft: Draft, before: str, market: str) -> Condition | None:
    """The rule of a draft; None where it lacks what it needs. `before` is the metric of the rule said before it."""
    value = draft.value
    if _is_move(draft):
        draft.when = draft.move
    metric = draft.metric or _metric_of(draft, value, before)
    if value is not None and value.unit in {"", "rank"} and draft.when in _LEVEL_OF:
        return _level("bsr", _LEVEL_OF[draft.when], value, market)
    when = "above" if draft.either and metric in {"reviews", "rating"} else AS.get((metric, draft.when), draft.when)
    if not when:
        when = _when_of(metric, value)
    if when not in CAN.get(metric, {"changes"}):
        return None
    if metric == "bsr" and value is not None and value.unit in {"", "rank"}:
        when = _LEVEL_OF.get(when, when)  # a rank moves by per cent; “slides past 5k” names a place
    if metric == "rating" and value is not None and value.unit != "%" and (value.number or 0) > _MOST_STARS:
        return None  # there is no such rating: the number belongs to something else
    if when in LEVELS:
        return None if value is None or value.number is None else _level(metric, when, value, market)
    if value is None or value.number is None or metric not in _MEASURED:
        return Condition(metric, when)
    return Condition(
        metric, when, value.number, _unit(metric, value, market, "%" if metric in {"price", "bsr"} else "")
    )


def _is_move(draft: Draft) -> bool:
    """Whether a threshold only says how far something moves: “drops more than 5 %” against “drops below 5”."""
    against = (draft.move, draft.when) in {
        ("drops", "above"),
        ("rises", "below"),
        ("changes", "above"),
        ("changes", "below"),
    }
    return bool(draft.move) and (against or (draft.value is not None and draft.value.unit == "%"))


def _metric_of(draft: Draft, value: Term | None, before: str) -> str:
    unit = value.unit if value else ""
    if draft.top:
        return "bsr"
    if unit in _UNIT_METRICS:
        return _UNIT_METRICS[unit]
    if unit and unit not in _MONEY_UNITS:
        return "price"
    counts = value is None or before in _MEASURED  # “back or drops by 15 %”: it is not the stock that drops
    if before and counts and fits(before, draft.when) and not (unit == "%" and before in {"rating", "reviews"}):
        return before
    return _USUAL.get(draft.when, "price")


def _when_of(metric: str, value: Term | None) -> str:
    """What is meant where only a metric is said, or only an amount."""
    if value is None:
        return "new" if metric == "seller" else "changes"
    if value.unit == "%":
        return "changes"
    return "above" if metric in {"reviews", "rating"} else "below"


def _level(metric: str, when: str, value: Term, market: str) -> Condition | None:
    if value.unit == "%" and metric != _HUNDRED:
        return None
    return Condition(metric, when, value.number, _unit(metric, value, market, ""))


def _unit(metric: str, value: Term, market: str, usual: str) -> str:
    if value.unit == "%" and metric != _HUNDRED:
        return "%"
    if metric in _OWN_UNIT:
        return usual if usual and not value.unit else _OWN_UNIT[metric]
    if value.unit in _MONEY_UNITS | {"$"}:
        return value.unit if value.unit == "days" else currency_of(market)
    return value.unit
