"""Undercuts: a competitor cheaper than the cheapest own product on the same list."""

from decimal import Decimal
from typing import Final

from core.alerts.distance import PERCENT, anchored
from core.alerts.finding import Finding, Measure, OwnOffer, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Asked, Condition, Rule
from core.watching.watch import Role

UNDERCUT: Final = "undercut"
_USUAL: Final = Decimal(1)


class Undercut:
    """The price of a competitor beside that of the cheapest own product, in the same store.

    It fires when the distance becomes at least the rule's margin, whichever of the two prices has moved.
    """

    metric: str = UNDERCUT
    noun: str = "undercuts us"
    names: tuple[str, ...] = (UNDERCUT, "undercuts")
    phrases: tuple[Phrase, ...] = (Phrase("by", ("by",), Takes.SHARE_OR_MONEY, _USUAL),)
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = ("price",)
    is_recorded: bool = False

    def reading(self, snapshot: Snapshot) -> object:
        """The competitor's price."""
        return snapshot.offer.price

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """Our own price moves too: it is no threshold to be near to."""
        return None

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Fire on crossing the margin; an own product undercuts nobody, and without either price nothing is said."""
        price, own, at = sight.after.offer.price, sight.own, sight.after.at
        if price is None or own is None or sight.role is Role.OWN:
            return Verdict(rule)
        is_under = _is_under(rule.condition, price, own)
        if rule.anchor is None or rule.armed == is_under:
            after = anchored(rule, price, at, str(own.price), armed=not is_under)
            is_news = rule.anchor is not None and is_under
            return Verdict(after, _finding(rule, sight, price, own) if is_news else None)
        return Verdict(rule)

    def example(self) -> Finding:
        """Five per cent cheaper."""
        rule = example_rule(Condition(UNDERCUT, "by", _USUAL, PERCENT), "21.49")
        fact = "Cheaper than your cheapest, B0EXAMPL01"
        return found(rule, fact, Tone.WARNING, measure=Measure.MONEY, old="20.99", new="19.94", unit="USD")


def _is_under(condition: Asked, price: Decimal, own: OwnOffer) -> bool:
    margin = condition.value or Decimal(0)
    distance = own.price * margin / 100 if condition.unit == PERCENT else margin
    return price < own.price and own.price - price >= distance


def _finding(rule: Rule, sight: Sight, price: Decimal, own: OwnOffer) -> Finding:
    return found(
        rule,
        f"Cheaper than your cheapest, {own.product.asin}",
        Tone.WARNING,
        measure=Measure.MONEY,
        old=own.price,
        new=price,
        share=(price - own.price) / own.price if own.price else None,
        unit=sight.after.offer.currency,
    )
