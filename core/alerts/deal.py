"""Deals: a limited offer that begins or ends."""

from core.alerts.finding import Finding, example_rule, found
from core.alerts.perk import Perk
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition


class Deal(Perk):
    """The deal that the featured offer is part of."""

    metric: str = "deal"
    noun: str = "deal"
    names: tuple[str, ...] = ("deal", "deals")

    def things(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """The deal's words."""
        return (snapshot.offer.deal,) if snapshot.offer.deal else ()

    def example(self) -> Finding:
        """A deal that begins."""
        rule = example_rule(Condition("deal", "changes"), "")
        return found(rule, "Deal gained", Tone.INFO, old="none", new="Limited time deal")
