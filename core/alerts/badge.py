"""Badges: Amazon's own marks beside the title, gained and lost."""

from core.alerts.finding import Finding, example_rule, found
from core.alerts.perk import Perk
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition


class Badge(Perk):
    """Amazon's badges, such as “Amazon's Choice”."""

    metric: str = "badge"
    noun: str = "badge"
    names: tuple[str, ...] = ("badge", "badges")

    def things(self, snapshot: Snapshot) -> tuple[str, ...] | None:
        """The badges, by name."""
        return tuple(sorted(snapshot.offer.badges))

    def example(self) -> Finding:
        """A badge that is gone."""
        rule = example_rule(Condition("badge", "changes"), "Amazon's Choice")
        return found(rule, "Badge lost", Tone.INFO, old="Amazon's Choice", new="none")
