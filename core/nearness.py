"""How much of the way to its rules a product has gone."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from core.alerts import kind_of
from core.alerts.distance import PERCENT
from core.alerts.leg import legs_of
from core.watching.rule import Asked, Condition, How, Rule, Together
from core.watching.standing import Standing


def nearness(rules: Iterable[Rule], standing: Standing) -> Decimal:
    """How much of the way to the nearest rule a product has gone: 1 fires, 0 is at the anchor, below 0 moves away.

    Of conditions that must all come true, the one that is farthest from it decides.
    """
    return max((_nearness(rule, standing) for rule in rules), default=Decimal(-1))


def _nearness(rule: Rule, standing: Standing) -> Decimal:
    ways = iter([_gone(leg.rule, standing) for leg in legs_of(rule)])
    return _of_all(rule.condition, ways)


def _of_all(asked: Asked, ways: Iterator[Decimal]) -> Decimal:
    match asked:
        case Condition():
            return next(ways)
        case Together():
            parts = [_of_all(part, ways) for part in asked.parts]
            return min(parts) if asked.how is How.ALL else max(parts)


def _gone(rule: Rule, standing: Standing) -> Decimal:
    kind = kind_of(rule.condition.metric)
    value = kind.level(standing.accepted) if kind and standing.accepted else None
    threshold = rule.condition.value
    if value is None or not value or not threshold or rule.anchor is None:
        return Decimal(-1)
    if rule.condition.when in {"below", "above"}:
        return 1 - abs(value - threshold) / value
    anchor = Decimal(rule.anchor)
    distance = threshold * anchor / 100 if rule.condition.unit == PERCENT else threshold
    moved = value - anchor
    signed = -moved if rule.condition.when in {"drops", "improves"} else moved
    return (abs(moved) if rule.condition.when == "changes" else signed) / distance if distance else Decimal(-1)
