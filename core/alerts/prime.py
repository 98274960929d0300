"""Prime: whether the featured offer comes with it."""

from core.alerts.finding import Finding, example_rule, found
from core.alerts.perk import Perk
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition


class Prime(Perk):
    """Prime delivery of the featured offer, where the source tells of it."""

    metric: str = "prime"
    noun: str = "Prime"
    names: tuple[str, ...] = ("prime",)

    def things(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """Whether there is Prime; None where the source does not say."""
        return None if snapshot.offer.prime is None else ("Prime",) if snapshot.offer.prime else ()

    def example(self) -> Finding:
        """Prime that is gone."""
        rule = example_rule(Condition("prime", "changes"), "Prime")
        return found(rule, "Prime lost", Tone.INFO, old="Prime", new="none")
