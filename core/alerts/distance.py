"""Measuring from an anchor and crossing a target: the arithmetic that price, rank and count rules share."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from core.watching.rule import Asked, Rule

PERCENT = "%"


def anchored(rule: Rule, value: Decimal | str, at: datetime, about: str | None = None, *, armed: bool = True) -> Rule:
    """The rule measuring from `value` from now on."""
    return replace(rule, anchor=str(value), anchored_at=at, about=about, armed=armed)


def share_of(anchor: Decimal, value: Decimal) -> Decimal | None:
    """The signed change from `anchor` to `value` as a share of the anchor; None from an anchor of zero."""
    return (value - anchor) / anchor if anchor else None


def is_far(condition: Asked, anchor: Decimal, value: Decimal) -> bool:
    """Whether `value` is at least the condition's distance from `anchor`, on the side that its words name.

    Whatever leaves zero is far: no share of nothing could ever be reached.

    A relative rule fires at its distance T and arms itself again at T/2 from the new anchor (product.md). As T lies
    beyond T/2, whatever reaches T has passed both: the anchor alone decides, and no flag is kept for it.
    """
    moved = value - anchor
    if condition.when in {"drops", "improves"} and moved >= 0:
        return False
    if condition.when in {"rises", "worsens"} and moved <= 0:
        return False
    threshold = condition.value or Decimal(0)
    if condition.unit == PERCENT:
        return moved != 0 and abs(moved) * 100 >= threshold * anchor
    return moved != 0 and abs(moved) >= threshold


def is_reached(condition: Asked, value: Decimal) -> bool:
    """Whether `value` stands at or past a target, on the side that its words name."""
    target = condition.value or Decimal(0)
    return value <= target if condition.when == "below" else value >= target


def crossed(rule: Rule, value: Decimal, at: datetime, about: str | None = None) -> tuple[Rule, bool]:
    """The rule after `value` at `at`, and whether it has just reached its target; it fires again only after leaving."""
    reached = is_reached(rule.condition, value)
    if rule.anchor is None:
        return anchored(rule, value, at, about, armed=not reached), False
    if reached and rule.armed:
        return anchored(rule, value, at, about, armed=False), True
    return (replace(rule, armed=True) if not reached and not rule.armed else rule), False
