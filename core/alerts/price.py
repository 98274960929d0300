"""Price: relative moves from an anchor, and targets that are crossed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import PERCENT, anchored, is_far, is_reached, share_of
from core.alerts.finding import Finding, Measure, Sight, Verdict
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
        """Fire on reaching the distance from the anchor, or on crossing the target; no price, no judgement."""
        price = sight.after.offer.price
        if price is None:
            return Verdict(rule)
        if rule.condition.when in {"below", "above"}:
            return self._cross(rule, sight, price)
        if rule.anchor is None:
            return Verdict(anchored(rule, price, sight.after.at))
        if not is_far(rule.condition, Decimal(rule.anchor), price):
            return Verdict(rule)
        return Verdict(anchored(rule, price, sight.after.at), self._moved(rule, sight, price))

    def _cross(self, rule: Rule, sight: Sight, price: Decimal) -> Verdict:
        reached = is_reached(rule.condition, price)
        if rule.anchor is None:
            return Verdict(anchored(rule, price, sight.after.at, armed=not reached))
        if reached and rule.armed:
            after = anchored(rule, price, sight.after.at, armed=False)
            return Verdict(after, self._finding(rule, sight, f"Price is {rule.condition.when} your target", Tone.INFO))
        return Verdict(replace(rule, armed=True) if not reached and not rule.armed else rule)

    def _moved(self, rule: Rule, sight: Sight, price: Decimal) -> Finding:
        share = share_of(Decimal(rule.anchor or 0), price) or Decimal(0)
        fact = "Price dropped" if share < 0 else "Price rose"
        return self._finding(rule, sight, fact, Tone.CRITICAL if abs(share) >= _CRITICAL else Tone.WARNING)

    def _finding(self, rule: Rule, sight: Sight, fact: str, severity: Tone) -> Finding:
        old = sight.before.offer.price if sight.before else None
        new = sight.after.offer.price
        anchor = Decimal(rule.anchor) if rule.anchor else None
        return Finding(
            metric=self.metric,
            fact=fact,
            measure=Measure.MONEY,
            old=None if old is None else str(old),
            new=str(new),
            severity=severity,
            condition=rule.condition,
            set_by=rule.set_by,
            set_at=rule.set_at,
            anchor=rule.anchor,
            anchored_at=rule.anchored_at,
            share=None if anchor is None or new is None else share_of(anchor, new),
            unit=sight.after.offer.currency,
        )

    def example(self) -> Finding:
        """A drop of 16 %."""
        return Finding(
            metric=self.metric,
            fact="Price dropped",
            measure=Measure.MONEY,
            old="49.99",
            new="41.99",
            severity=Tone.WARNING,
            condition=self.defaults[0],
            set_by="Ana",
            set_at=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
            anchor="49.99",
            anchored_at=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
            share=Decimal("-0.16"),
            unit="USD",
        )


def _prices(offer: Offer) -> Sequence[Decimal]:
    """The price, or all those between which its witnesses could not agree."""
    found = (*(witness.price for witness in offer.candidates), offer.price)
    return [price for price in found if price is not None]
