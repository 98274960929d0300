"""Price: relative moves from an anchor, and targets that are crossed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import PERCENT, anchored, crossed, is_far, share_of
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
from core.alerts.kind import CONFIRM_SOON, Phrase, Takes
from core.catalog.snapshot import Availability, Offer, Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule

_USUAL: Final = Decimal(10)
_CRITICAL: Final = Decimal("0.20")
_DOUBTFUL: Final = Decimal("0.40")
# Where nothing is on offer, the absence of a price is no riddle.
_WITHOUT_PRICE: Final = frozenset(
    {Availability.OUT_OF_STOCK, Availability.NO_FEATURED_OFFER, Availability.NOT_DELIVERABLE}
)


class Price:
    """The featured new offer's price."""

    metric: str = "price"
    noun: str = "price"
    names: tuple[str, ...] = ("price",)
    phrases: tuple[Phrase, ...] = (
        Phrase("below", ("below", "under", "<", "<=", "at-most"), Takes.MONEY),
        Phrase("above", ("above", "over", ">", ">=", "at-least"), Takes.MONEY),
        Phrase("drops", ("drops", "drop", "falls"), Takes.SHARE_OR_MONEY, _USUAL),
        Phrase("rises", ("rises", "rise", "increases"), Takes.SHARE_OR_MONEY, _USUAL),
        Phrase("changes", ("changes", "change", "moves"), Takes.SHARE_OR_MONEY, _USUAL),
    )
    defaults: tuple[Condition, ...] = (Condition("price", "changes", _USUAL, PERCENT),)
    confirm_after: timedelta = CONFIRM_SOON
    settled_by: tuple[str, ...] = ("price",)
    is_recorded: bool = True

    def reading(self, snapshot: Snapshot) -> object:
        """The featured price; its absence is no reading."""
        return snapshot.offer.price

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """The featured price."""
        return snapshot.offer.price

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """The offer seen, at the prices accepted before."""
        old = accepted.offer
        offer = replace(seen.offer, price=old.price, price_max=old.price_max, list_price=old.list_price, candidates=())
        return replace(seen, offer=offer)

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """What the page's witnesses dispute, jumps beyond 40 % either way, and prices that vanish or come back."""
        if seen.offer.candidates:
            return True
        olds, new = _prices(accepted.offer), seen.offer.price
        if new is None:
            return bool(olds) and seen.offer.availability not in _WITHOUT_PRICE
        return all(abs(new - old) > _DOUBTFUL * old for old in olds)

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Fire on reaching the distance from the anchor, or on crossing the target; no price, no judgement.

        Amounts in different currencies are not compared: a price in another one is measured from anew.
        """
        price, currency = sight.after.offer.price, sight.after.offer.currency
        if price is None or _is_foreign(rule, currency):
            return Verdict(rule)
        if rule.anchor is None or (rule.about and currency and rule.about != currency):
            return Verdict(_begun(rule, sight, price))
        if rule.condition.when in {"below", "above"}:
            after, fires = crossed(rule, price, sight.after.at, currency)
            return Verdict(after, _reached(rule, sight, price) if fires else None)
        if not is_far(rule.condition, Decimal(rule.anchor), price):
            return Verdict(rule)
        return Verdict(anchored(rule, price, sight.after.at, currency), _moved(rule, sight, price))

    def example(self) -> Finding:
        """A drop of 16 %."""
        rule = example_rule(self.defaults[0], "49.99")
        money = Measure.MONEY
        return found(
            rule,
            "Price dropped",
            Tone.WARNING,
            measure=money,
            old="49.99",
            new="41.99",
            share=Decimal("-0.16"),
            unit="USD",
        )


def _is_foreign(rule: Rule, currency: str | None) -> bool:
    """Whether the rule's own amount is of another currency than the price."""
    unit = rule.condition.unit
    return unit not in {None, PERCENT} and currency is not None and unit != currency


def _moved(rule: Rule, sight: Sight, price: Decimal) -> Finding:
    anchor = Decimal(rule.anchor or 0)
    return found(
        rule,
        "Price dropped" if price < anchor else "Price rose",
        Tone.CRITICAL if abs(price - anchor) >= _CRITICAL * anchor else Tone.WARNING,
        measure=Measure.MONEY,
        old=anchor,
        new=price,
        seen=(sight.price_before, price),
        share=share_of(anchor, price),
        unit=sight.after.offer.currency,
    )


def _reached(rule: Rule, sight: Sight, price: Decimal) -> Finding:
    return found(
        rule,
        f"Price is {rule.condition.when} your target",
        Tone.INFO,
        measure=Measure.MONEY,
        old=sight.price_before,
        new=price,
        share=share_of(Decimal(rule.anchor or 0), price),
        unit=sight.after.offer.currency,
    )


def _begun(rule: Rule, sight: Sight, price: Decimal) -> Rule:
    currency = sight.after.offer.currency
    if rule.condition.when in {"below", "above"}:
        return crossed(replace(rule, anchor=None), price, sight.after.at, currency)[0]
    return anchored(rule, price, sight.after.at, currency)


def _prices(offer: Offer) -> Sequence[Decimal]:
    """The price, or all those between which its witnesses could not agree."""
    found_ = (*(witness.price for witness in offer.candidates), offer.price)
    return [price for price in found_ if price is not None]
