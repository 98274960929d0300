"""Stock: out, back, and running low."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Sight, Verdict, example_rule, found
from core.alerts.kind import CONFIRM_SOON, Phrase, Takes
from core.catalog.snapshot import Availability, Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule

_IN, _LOW, _OUT = "in", "low", "out"
# No featured offer and no delivery to the watched place say nothing of stock: others may have it, or deliver elsewhere.
_CLASSES: Final = {
    Availability.IN_STOCK: _IN,
    Availability.PREORDER: _IN,
    Availability.LOW_STOCK: _LOW,
    Availability.OUT_OF_STOCK: _OUT,
}
_STATES: Final = {_IN: Availability.IN_STOCK, _LOW: Availability.LOW_STOCK, _OUT: Availability.OUT_OF_STOCK}
_NEWS: Final = {
    (_IN, _OUT): ("out", "Out of stock", Tone.CRITICAL),
    (_LOW, _OUT): ("out", "Out of stock", Tone.CRITICAL),
    (_OUT, _IN): ("back", "Back in stock", Tone.INFO),
    (_OUT, _LOW): ("back", "Back in stock, but low", Tone.INFO),
    (_IN, _LOW): ("low", "Stock is low", Tone.WARNING),
}


class Stock:
    """Whether the product can be bought, from the last state that was told or known."""

    metric: str = "stock"
    noun: str = "stock"
    names: tuple[str, ...] = ("stock", "availability")
    phrases: tuple[Phrase, ...] = (
        Phrase("changes", ("changes",), Takes.NOTHING),
        Phrase("out", ("out", "oos"), Takes.NOTHING),
        Phrase("back", ("back", "restocked"), Takes.NOTHING),
        Phrase("low", ("low",), Takes.NOTHING),
    )
    defaults: tuple[Condition, ...] = (Condition("stock", "changes"),)
    confirm_after: timedelta = CONFIRM_SOON
    settled_by: tuple[str, ...] = ("stock",)
    is_recorded: bool = True

    def reading(self, snapshot: Snapshot) -> object:
        """In, low or out; None where the page says nothing of stock."""
        return _CLASSES.get(snapshot.offer.availability)

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """Stock has no threshold to be near to."""
        return None

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """The offer seen, as available as it was accepted before, and with the price that it lacks for that alone."""
        old = accepted.offer
        offer = replace(seen.offer, availability=old.availability, stock_left=old.stock_left)
        if offer.price is None:
            offer = replace(offer, price=old.price, price_max=old.price_max)
        return replace(seen, offer=replace(offer, seller=offer.seller or old.seller))

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Every change of stock is looked at twice, that the page says nothing of it any more included."""
        return self.reading(accepted) != self.reading(seen)

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell the changes that the rule's word names; a state that says nothing of stock is no judgement."""
        state = _CLASSES.get(sight.after.offer.availability)
        if state is None or state == rule.anchor:
            return Verdict(rule)
        after = anchored(rule, state, sight.after.at)
        when, fact, severity = _NEWS.get((rule.anchor or "", state), ("", "", Tone.INFO))
        if not when or rule.condition.when not in {when, "changes"}:
            return Verdict(after)
        return Verdict(after, _finding(rule, sight, fact, severity))

    def example(self) -> Finding:
        """Sold out."""
        old, new = Availability.IN_STOCK.value, Availability.OUT_OF_STOCK.value
        return found(example_rule(self.defaults[0], _IN), "Out of stock", Tone.CRITICAL, old=old, new=new)


def _finding(rule: Rule, sight: Sight, fact: str, severity: Tone) -> Finding:
    """From the state that was told last; as the page said it, where that was the look before."""
    left = sight.after.offer.stock_left
    seen = sight.before.offer.availability if sight.before else None
    old = seen if seen is not None and _CLASSES.get(seen) == rule.anchor else _STATES.get(rule.anchor or "")
    told = fact if left is None else f"{fact}: {left} left"
    return found(rule, told, severity, old=old and old.value, new=sight.after.offer.availability.value)
