"""Coupons: gained, lost, or worth something else."""

from core.alerts.finding import Finding, example_rule, found
from core.alerts.perk import Perk
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition


class Coupon(Perk):
    """The coupon of the featured offer."""

    metric: str = "coupon"
    noun: str = "coupon"
    names: tuple[str, ...] = ("coupon", "coupons")

    def things(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """The coupon's words."""
        return (snapshot.offer.coupon,) if snapshot.offer.coupon else ()

    def example(self) -> Finding:
        """A coupon that was not there before."""
        rule = example_rule(Condition("coupon", "changes"), "")
        return found(rule, "Coupon gained", Tone.INFO, old="none", new="Apply 5% coupon")
