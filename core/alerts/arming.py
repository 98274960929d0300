"""Arming rules: giving new ones their anchor from what is already known, and merging wishes into what is set."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from core.alerts.combined import judged
from core.alerts.distance import PERCENT
from core.alerts.finding import Sight
from core.catalog.marketplace import marketplace
from core.errors import ForeignCurrency
from core.watching.rule import Asked, Condition, Rule, Together, together
from core.watching.standing import Standing
from core.watching.watch import Watching

_PRICED: Final = frozenset({"price", "undercut"})
_NOT_MONEY: Final = frozenset({PERCENT, "days"})


def conditions_merged(present: Iterable[Asked], asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """What is set, with what is asked: the same metric and word with another value is a change, the rest is added.

    Names are added to those that were given before.
    """
    merged = {condition.slot: condition for condition in present}
    for condition in asked:
        merged[condition.slot] = _with_names_of(merged.get(condition.slot), condition)
    return tuple(merged.values())


def localised(asked: Asked, market: str) -> Asked:
    """What is asked in the store's own currency. Raises `ForeignCurrency` where another one was said."""
    match asked:
        case Condition():
            return in_currency_of(asked, market)
        case Together():
            return together(asked.how, [localised(part, market) for part in asked.parts])


def in_currency_of(condition: Condition, market: str) -> Condition:
    """One condition in the store's own currency. Raises `ForeignCurrency` as `localised` does."""
    store = marketplace(market)
    if condition.unit in _NOT_MONEY or condition.value is None or condition.metric not in _PRICED or store is None:
        return condition
    if condition.unit not in {None, store.currency}:
        raise ForeignCurrency(store.domain, store.currency, condition.unit)
    return replace(condition, unit=store.currency)


def armed(watching: Watching, standing: Standing | None) -> Watching:
    """The watching with an anchor for each rule that has none, where the product has been seen."""
    if standing is None or standing.accepted is None:
        return watching
    now = standing.accepted
    usual = Decimal(now.ranks[0].rank) if now.ranks else None
    sight = Sight(before=now, after=now, usual_rank=usual, presence=standing.presence)
    watch = watching.watch
    if watch.wake is not None:
        watch = replace(watch, wake=_armed(watch.wake, sight))
    return replace(watching, watch=watch, rules=tuple(_armed(rule, sight) for rule in watching.rules))


def _with_names_of(before: Asked | None, asked: Asked) -> Asked:
    if before is None or isinstance(asked, Together):
        return asked
    return replace(asked, names=tuple(dict.fromkeys((*before.names, *asked.names))))


def _armed(rule: Rule, sight: Sight) -> Rule:
    return judged(rule, sight).rule if rule.anchor is None else rule
