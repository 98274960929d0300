"""Rules in plain words."""

from decimal import Decimal

from bot.grammar.amounts import spell_number
from bot.views.wording import money, number
from core.alerts.distance import PERCENT
from core.watching.rule import Condition

_METRICS = {"price": "price", "bsr": "BSR", "stock": "stock"}
_EACH_WAY = {"changes": "±", "drops": "−", "rises": "+", "improves": "−", "worsens": "+"}


def rule_words(condition: Condition, market: str) -> str:
    """A condition as people write it: price ±10 %, price below $24.99, BSR −30 %, stock."""
    metric = _METRICS.get(condition.metric, condition.metric)
    if condition.value is None:
        return metric if condition.when == "changes" else f"{metric} {condition.when}"
    size = _size(condition, market)
    sign = _EACH_WAY.get(condition.when)
    return f"{metric} {sign}{size}" if sign else f"{metric} {condition.when} {size}"


def rules_words(conditions: tuple[Condition, ...], market: str) -> str:
    """Several conditions in a row; “none” where there is none."""
    return " · ".join(rule_words(condition, market) for condition in conditions) or "none"


def _size(condition: Condition, market: str) -> str:
    value = condition.value if condition.value is not None else Decimal(0)
    if condition.unit == PERCENT:
        return f"{spell_number(value)} %"
    if condition.metric == "price":
        return money(value, market, condition.unit)
    return number(value)
