"""The listing itself: gone, leading to another product, and back."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Measure, Sight, Verdict
from core.alerts.kind import Phrase, Takes
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.presence import HERE, Presence
from core.watching.rule import Condition, Rule

BACK: Final = "Listing back"


class ListingGone:
    """Whether the product's page is there, from the last state that was told or known.

    Snapshots say nothing of it: `core.watching.presence` makes it sure, by two answers an hour apart.
    """

    metric: str = "listing"
    noun: str = "listing"
    names: tuple[str, ...] = ("listing",)
    phrases: tuple[Phrase, ...] = (Phrase("gone", ("gone", "removed", "disappears"), Takes.NOTHING),)
    defaults: tuple[Condition, ...] = (Condition("listing", "gone"),)
    confirm_after: timedelta = timedelta(hours=1)
    settled_by: tuple[str, ...] = ()
    is_recorded: bool = False

    def reading(self, snapshot: Snapshot) -> object:
        """Nothing: a page that was read is there."""
        return None

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """Presence has no threshold to be near to."""
        return None

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """All that was seen."""
        return seen

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Never: pages that are not there make no snapshot."""
        return False

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell each state that is not the last one known; a page nobody has asked after yet is taken to be there."""
        presence = sight.presence
        if presence.state == rule.anchor:
            return Verdict(rule)
        after = anchored(rule, presence.state, presence.since or sight.after.at)
        is_news = presence.state != (rule.anchor or HERE)
        return Verdict(after, self._finding(rule, sight) if is_news else None)

    def _finding(self, rule: Rule, sight: Sight) -> Finding:
        return Finding(
            metric=self.metric,
            fact=_fact(sight.presence),
            measure=Measure.WORDS,
            old=None,
            new=sight.presence.led_to,
            severity=Tone.CRITICAL,
            condition=rule.condition,
            set_by=rule.set_by,
            set_at=rule.set_at,
            anchor=rule.anchor,
            anchored_at=rule.anchored_at,
            first_seen=sight.presence.since,
        )

    def example(self) -> Finding:
        """A page that is not there any more."""
        return Finding(
            metric=self.metric,
            fact="Listing gone",
            measure=Measure.WORDS,
            old=None,
            new=None,
            severity=Tone.CRITICAL,
            condition=self.defaults[0],
            set_by="Ana",
            set_at=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
            anchor="here",
            anchored_at=datetime(2026, 5, 3, 9, 0, tzinfo=UTC),
            first_seen=datetime(2026, 5, 3, 10, 55, tzinfo=UTC),
        )


def _fact(presence: Presence) -> str:
    if presence.is_here:
        return BACK
    return f"Listing redirected to {presence.led_to}" if presence.led_to else "Listing gone"
