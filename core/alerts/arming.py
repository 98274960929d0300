"""Arming rules: giving new ones their anchor from what is already known, and merging wishes into what is set."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from core.alerts import kind_of
from core.alerts.distance import PERCENT
from core.alerts.finding import Sight
from core.catalog.marketplace import marketplace
from core.errors import ForeignCurrency
from core.watching.rule import Condition, Rule
from core.watching.standing import Standing
from core.watching.watch import Watching

_PRICED: Final = frozenset({"price", "undercut"})
_NOT_MONEY: Final = frozenset({PERCENT, "days"})


def conditions_merged(present: Iterable[Condition], asked: Iterable[Condition]) -> tuple[Condition, ...]:
    """What is set, with what is asked: the same metric and word with another value is a change, the rest is added.

    Names are added to those that were given before.
    """
    merged = {condition.slot: condition for condition in present}
    for condition in asked:
        names = (*merged[condition.slot].names, *condition.names) if condition.slot in merged else condition.names
        merged[condition.slot] = replace(condition, names=tuple(dict.fromkeys(names)))
    return tuple(merged.values())


def localised(condition: Condition, market: str) -> Condition:
    """The condition in the store's own currency. Raises `ForeignCurrency` where another one was said."""
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


def _armed(rule: Rule, sight: Sight) -> Rule:
    kind = kind_of(rule.condition.metric, rule.condition.when)
    return kind.judge(rule, sight).rule if kind and rule.anchor is None else rule
