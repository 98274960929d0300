"""Rules in plain words."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.grammar.amounts import spell_number
from bot.views.wording import money, number, until
from core.alerts import kind_of
from core.alerts.distance import PERCENT
from core.alerts.kind import Phrase
from core.watching.rule import Asked, Condition, How, Rule, Together
from core.watching.watch import FOREVER, Watch

_EACH_WAY = {"changes": "±", "drops": "−", "falls": "−", "rises": "+", "improves": "−", "worsens": "+"}
_JOINTS = {How.ALL: " and ", How.ANY: " or "}
_SAID = {"new_low": "lowest", "new_high": "highest"}


def rule_words(asked: Asked, market: str) -> str:
    """A rule as people write it: price ±10 %, price below $24.99 and BSR below 500, stock."""
    match asked:
        case Condition():
            return _condition_words(asked, market)
        case Together():
            parts = [rule_words(part, market) for part in asked.parts]
            bracketed = [
                f"({words})" if isinstance(part, Together) else words
                for part, words in zip(asked.parts, parts, strict=True)
            ]
            return _JOINTS[asked.how].join(bracketed)


def _condition_words(condition: Condition, market: str) -> str:
    kind = kind_of(condition.metric, condition.when)
    noun = kind.noun if kind else condition.metric
    if condition.names:
        return f"allowed {noun}s: {', '.join(condition.names)}"
    if condition.value is None:
        phrase = next((one for one in kind.phrases if one.when == condition.when), None) if kind else None
        return _bare(condition, noun, phrase)
    size = _size(condition, market)
    if condition.unit == "days":
        return f"{noun} {_SAID.get(condition.when, condition.when)} in {size} days"
    sign = _EACH_WAY.get(condition.when)
    return f"{noun} {sign}{size}" if sign else f"{noun} {condition.when} {size}"


def rules_words(rules: tuple[Asked, ...], market: str) -> str:
    """Several rules in a row; “none” where there is none."""
    return " · ".join(rule_words(one, market) for one in rules) or "none"


def standing_rules_words(rules: Sequence[Rule], market: str, now: datetime, zone: str) -> str:
    """The rules of a watch in a row, each that rests with until when; “none” where there is none."""
    silences = ((rule_words(rule.condition, market), resting_words(rule, now, zone)) for rule in rules)
    return " · ".join(f"{words} (muted {silence})" if silence else words for words, silence in silences) or "none"


def resting_words(rule: Rule, now: datetime, zone: str) -> str:
    """Until when a muted rule rests; empty where it does not."""
    return until(rule.muted_until, now, zone) if rule.muted_until is not None and rule.is_muted(now) else ""


def silence_words(watch: Watch, now: datetime, zone: str) -> str:
    """Until when a muted watch is silent, and which event ends that sooner; empty where it is not muted."""
    if watch.muted_until is None or not watch.is_muted(now):
        return ""
    event = f"until {rule_words(watch.wake.condition, watch.product.market)}" if watch.wake else ""
    if event and watch.muted_until == FOREVER:
        return event
    return until(watch.muted_until, now, zone) + (f", or {event}" if event else "")


def _bare(condition: Condition, noun: str, phrase: Phrase | None) -> str:
    if phrase and phrase.says:
        return phrase.says
    return noun if condition.when == "changes" else f"{noun} {condition.when}"


def _size(condition: Condition, market: str) -> str:
    value = condition.value if condition.value is not None else Decimal(0)
    if condition.unit == PERCENT:
        return f"{spell_number(value)} %"
    if condition.metric in {"price", "undercut"} and condition.unit != "days":
        return money(value, market, condition.unit)
    return number(value)
